/** Talks to the issuer: code with PKCE out and back, refresh, and the way out. Nothing that is secret is ever stored. */
import * as oauth from 'oauth4webapi';

export interface Issuer {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** What a sign-in that is under way has to remember until it comes back, in this tab alone. */
interface Pending {
  readonly verifier: string;
  readonly nonce: string;
  readonly returnTo: string;
  readonly silent: boolean;
}

export type Return =
  | { readonly kind: 'none' }
  | { readonly kind: 'signed-in'; readonly tokens: Tokens; readonly returnTo: string }
  | { readonly kind: 'failed'; readonly silent: boolean; readonly returnTo: string; readonly reason: string };

const redirectUri = (): string => `${location.origin}/`;
const pendingKey = (state: string): string => `muster.sign-in.${state}`;

/** Plain http only towards this machine itself. */
const options = (issuer: string) => ({ [oauth.allowInsecureRequests]: new URL(issuer).protocol === 'http:' });

let found: Promise<Issuer> | undefined;

async function discover(): Promise<Issuer> {
  const answer = await fetch('/api/v1/sign-in');
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
  const { issuer, clientId }: { issuer: string; clientId: string } = await answer.json();
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, { algorithm: 'oidc', ...options(issuer) });
  const server = await oauth.processDiscoveryResponse(url, response);
  return { server, client: { client_id: clientId } };
}

/** The issuer, asked for once. Throws while it cannot be reached. */
export function findIssuer(): Promise<Issuer> {
  found ??= discover().catch((error: unknown) => {
    found = undefined;
    throw error;
  });
  return found;
}

/** Leaves for the issuer's page; `silent` comes straight back, signed in or not. */
export async function leaveToSignIn(how: 'silent' | 'ask' | 'ask-again', returnTo: string): Promise<never> {
  const { server, client } = await findIssuer();
  const state = oauth.generateRandomState();
  const verifier = oauth.generateRandomCodeVerifier();
  const nonce = oauth.generateRandomNonce();
  const pending: Pending = { verifier, nonce, returnTo, silent: how === 'silent' };
  sessionStorage.setItem(pendingKey(state), JSON.stringify(pending));
  const url = new URL(server.authorization_endpoint ?? '');
  const prompt: Readonly<Record<string, string>> =
    how === 'silent' ? { prompt: 'none' } : how === 'ask-again' ? { prompt: 'login' } : {};
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...prompt,
  }).toString();
  location.assign(url);
  return new Promise<never>(() => undefined);
}

function readPending(state: string): Pending | undefined {
  const text = sessionStorage.getItem(pendingKey(state));
  sessionStorage.removeItem(pendingKey(state));
  return text === null ? undefined : JSON.parse(text);
}

function tokensOf(answer: oauth.TokenEndpointResponse, before?: Tokens): Tokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? before?.refreshToken,
    idToken: answer.id_token ?? before?.idToken,
    expiresAt: Date.now() + (answer.expires_in ?? 300) * 1000,
  };
}

/** Takes the sign-in in that this page was opened to finish, if it was. */
export async function completeSignIn(): Promise<Return> {
  const url = new URL(location.href);
  const state = url.searchParams.get('state');
  if (state === null || !(url.searchParams.has('code') || url.searchParams.has('error'))) return { kind: 'none' };
  const pending = readPending(state);
  const returnTo = pending?.returnTo ?? '/';
  history.replaceState(null, '', returnTo);
  if (pending === undefined) return { kind: 'none' };
  const { silent } = pending;
  try {
    const { server, client } = await findIssuer();
    const parameters = oauth.validateAuthResponse(server, client, url, state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      redirectUri(),
      pending.verifier,
      options(server.issuer),
    );
    const answer = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    return { kind: 'signed-in', tokens: tokensOf(answer), returnTo };
  } catch (error) {
    return { kind: 'failed', silent, returnTo, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** New tokens for old ones; undefined when the issuer will not give any. Throws while it cannot be reached. */
export async function refreshTokens(tokens: Tokens): Promise<Tokens | undefined> {
  if (tokens.refreshToken === undefined) return undefined;
  const { server, client } = await findIssuer();
  const insecure = options(server.issuer);
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refreshToken, insecure);
  if (response.status >= 500) throw new Error(`the issuer answered ${response.status}`);
  try {
    return tokensOf(await oauth.processRefreshTokenResponse(server, client, response), tokens);
  } catch {
    return undefined;
  }
}

/** Ends the sign-in at the issuer too, and comes back to the first page. Without a network it stays here. */
export async function leaveToSignOut(tokens: Tokens | undefined): Promise<void> {
  try {
    const { server, client } = await findIssuer();
    const url = new URL(server.end_session_endpoint ?? '');
    // Both spellings: the standard's, and that of user pools.
    url.search = new URLSearchParams({
      client_id: client.client_id,
      post_logout_redirect_uri: redirectUri(),
      logout_uri: redirectUri(),
      ...(tokens?.idToken === undefined ? {} : { id_token_hint: tokens.idToken }),
    }).toString();
    location.assign(url);
  } catch {
    location.assign('/');
  }
}
