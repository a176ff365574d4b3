/** Tokens of links that end the digest of one member: signed, so that nobody ends somebody else's. */
import { jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'HS256';
/** The token is good for nothing else. */
const PURPOSE = 'digest-unsubscribe';

const bytesOf = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'base64url'));

/** A token for a member. It does not expire: old mails keep a working way out. `key`: base64url. */
export async function signUnsubscribe(memberId: string, key: string): Promise<string> {
  return await new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM })
    .setSubject(memberId)
    .setAudience(PURPOSE)
    .sign(bytesOf(key));
}

/** Sign-in name of the member whose token it is; undefined for one that we did not sign. */
export async function readUnsubscribe(token: string, key: string): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, bytesOf(key), { algorithms: [ALGORITHM], audience: PURPOSE });
    return payload.sub;
  } catch {
    return undefined;
  }
}
