/** Verifies access tokens as the JWT authorizer of an HTTP API does: signature, issuer, audience or client, times. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';

export interface JwtRules {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** A key set: key id -> public key, for RS256. */
export type Keys = ReadonlyMap<string, KeyObject>;

export type Claims = Readonly<Record<string, unknown>>;

const keySetSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown()).and(z.object({ kid: z.string() }))) });

/** Public keys of a JSON Web Key Set, ready for verifying. */
export function readKeys(jwks: unknown): Keys {
  const { keys } = keySetSchema.parse(jwks);
  return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })] as const));
}

const headerSchema = z.object({ alg: z.literal('RS256'), kid: z.string() });
const claimsSchema = z
  .object({
    iss: z.string(),
    aud: z.union([z.string(), z.array(z.string())]).optional(),
    client_id: z.string().optional(),
    exp: z.number(),
    nbf: z.number().optional(),
    iat: z.number().optional(),
  })
  .catchall(z.unknown());

function parsePart<T>(part: string | undefined, schema: z.ZodType<T>): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

interface Verified {
  readonly claims: Claims;
  readonly from: number;
  /** Epoch seconds. */
  readonly until: number;
}

function check(token: string, rules: JwtRules, keys: Keys): Verified | undefined {
  const [head, body, signature, ...rest] = token.split('.');
  const header = parsePart(head, headerSchema);
  const claims = parsePart(body, claimsSchema);
  const key = keys.get(header?.kid ?? '');
  if (header === undefined || claims === undefined || key === undefined || signature === undefined || rest.length > 0)
    return undefined;
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) return undefined;
  const audiences = claims.aud === undefined ? [claims.client_id ?? ''] : [claims.aud].flat();
  if (claims.iss !== rules.issuer || !audiences.some((one) => rules.audience.includes(one))) return undefined;
  return { claims, from: claims.nbf ?? 0, until: claims.exp };
}

/** Most tokens that are remembered as verified. */
const remembered = 1000;

/**
 * Makes the check of one authorizer. It answers the claims, or undefined for a token that is absent, expired, foreign
 * or forged. A verified token is remembered, so that it is verified once and only its times are looked at again.
 */
export function createAuthorizer(rules: JwtRules, keys: Keys) {
  const known = new Map<string, Verified>();
  return (authorization: string | undefined, now: Date): Claims | undefined => {
    const token = /^(?:Bearer\s+)?([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    const verified = known.get(token) ?? check(token, rules, keys);
    if (verified === undefined) return undefined;
    const seconds = now.getTime() / 1000;
    if (seconds >= verified.until || seconds < verified.from) {
      known.delete(token);
      return undefined;
    }
    if (known.size >= remembered) known.clear();
    known.set(token, verified);
    return verified.claims;
  };
}
