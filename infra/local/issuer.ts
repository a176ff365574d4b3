/** Stands in for the user pool: an OpenID Connect issuer with the template's client, triggers and lifetimes, and a page of members to sign in as. */
import { createPublicKey, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { importJWK, SignJWT } from 'jose';
import { type Configuration, errors, type JWKS, Provider } from 'oidc-provider';
import type { Model } from './model.ts';
import { allowAnyLoopbackPort, signOutAtOnce } from './redirects.ts';
import type { Properties } from './resources.ts';
import { escapeHtml, readBody, sendHtml } from './server.ts';
import { signInPage } from './sign-in-page.ts';
import type { SignInKeys, SignInStore } from './sign-in-store.ts';
import { normalize, SignInRefused, type Triggers } from './triggers.ts';

/** Somebody who can sign in here. */
export interface Member {
  readonly member: string;
  readonly name: string;
  readonly note?: string;
}

export interface Issuer {
  /** Handles a request below the issuer's path. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** An access token as a sign-in would give, without the page. Throws `SignInRefused`. */
  token(member: string): Promise<string>;
  /** Public half of the signing key, as a JSON Web Key Set. */
  readonly jwks: { readonly keys: readonly object[] };
}

export interface IssuerOptions {
  readonly issuer: string;
  readonly model: Model;
  readonly keys: SignInKeys;
  readonly store: SignInStore;
  readonly triggers: Triggers;
  readonly members: () => Promise<readonly Member[]>;
  readonly report: (line: string) => void;
}

type Client = Properties<'AWS::Cognito::UserPoolClient'>;
const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;

/** Lifetime of a client's tokens in seconds; Cognito's defaults where the template is silent. */
function lifetime(client: Client | undefined, kind: 'Access' | 'Id' | 'Refresh'): number {
  const unit = client?.TokenValidityUnits[`${kind}Token`] ?? (kind === 'Refresh' ? 'days' : 'hours');
  const amount = client?.[`${kind}TokenValidity`];
  return amount === undefined ? (kind === 'Refresh' ? 30 * seconds.days : seconds.hours) : amount * seconds[unit];
}

/** The public half of the signing key. */
export function publicKeySet(keys: SignInKeys): { keys: object[] } {
  const jwk = createPublicKey({ key: keys.jwk, format: 'jwk' }).export({ format: 'jwk' });
  return { keys: [{ ...jwk, kid: keys.jwk.kid, alg: 'RS256', use: 'sig' }] };
}

/** The client of the template's user pool. */
export function clientOf(model: Model): { id: string; properties: Client | undefined } {
  const [client] = model.find('AWS::Cognito::UserPoolClient');
  return { id: client === undefined ? 'local' : model.attribute(client.logicalId), properties: client?.properties };
}

/** Makes the issuer. */
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const { issuer, model, keys, store, triggers, report } = options;
  const { id: clientId, properties: client } = clientOf(model);
  const scopes = client?.AllowedOAuthScopes ?? ['openid', 'email'];
  const accessSeconds = lifetime(client, 'Access');
  const path = new URL(issuer).pathname;
  const resource = `${issuer}/api`;

  /** What Cognito's access tokens carry besides the standard claims. */
  const cognitoClaims = (sub: string, now: number): Record<string, unknown> => ({
    client_id: clientId,
    token_use: 'access',
    version: 2,
    username: sub,
    auth_time: now,
  });

  const configuration: Configuration = {
    adapter: (name: string) => store.adapter(name),
    clients: [
      {
        client_id: clientId,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        redirect_uris: [...(client?.CallbackURLs ?? ['http://localhost/'])],
        post_logout_redirect_uris: [...(client?.LogoutURLs ?? [])],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [keys.jwk] } as JWKS,
    cookies: { keys: [...keys.cookieKeys] },
    scopes: [...new Set([...scopes, 'openid', 'offline_access'])],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutAtOnce },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience: clientId,
          accessTokenFormat: 'jwt',
          accessTokenTTL: accessSeconds,
        }),
      },
    },
    formats: {
      customizers: {
        async jwt(ctx, token, jwt) {
          const sub = 'accountId' in token ? token.accountId : '';
          const member = store.memberOf(sub);
          if (member === undefined) throw new errors.InvalidGrant('nobody with this subject has signed up');
          const refreshed = ctx.oidc.params?.grant_type === 'refresh_token';
          const source = refreshed ? 'TokenGeneration_RefreshTokens' : 'TokenGeneration_HostedAuth';
          try {
            const added = await triggers.tokenClaims(member, source, scopes);
            const now = Math.floor(Date.now() / 1000);
            jwt.payload = {
              scope: scopes.join(' '),
              ...jwt.payload,
              ...cognitoClaims(sub, now),
              ...added,
            };
          } catch (error) {
            if (error instanceof SignInRefused) throw new errors.InvalidGrant(error.message);
            throw error;
          }
        },
      },
    },
    findAccount(_ctx, sub) {
      const member = store.memberOf(sub);
      if (member === undefined) return undefined;
      return {
        accountId: sub,
        claims: async () => ({ sub, email: member, email_verified: true, 'cognito:username': sub }),
      };
    },
    async loadExistingGrant(ctx) {
      const { session, client: asking, account } = ctx.oidc;
      if (asking === undefined || account === undefined) return undefined;
      const known = session?.grantIdFor(asking.clientId);
      const existing = known === undefined ? undefined : await ctx.oidc.provider.Grant.find(known);
      if (existing !== undefined) return existing;
      const grant = new ctx.oidc.provider.Grant({ clientId: asking.clientId, accountId: account.accountId });
      grant.addOIDCScope([...new Set([...scopes, 'openid', 'offline_access'])].join(' '));
      grant.addResourceScope(resource, scopes.join(' '));
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `${path}/interaction/${interaction.uid}` },
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    rotateRefreshToken: false,
    clientBasedCORS: () => true,
    ttl: {
      AccessToken: accessSeconds,
      AuthorizationCode: 300,
      IdToken: lifetime(client, 'Id'),
      RefreshToken: lifetime(client, 'Refresh'),
      Grant: lifetime(client, 'Refresh'),
      Interaction: 3600,
      Session: 12 * seconds.hours,
    },
    async renderError(ctx, out) {
      ctx.type = 'html';
      ctx.body = `<!doctype html><title>Sign-in failed</title><h1>Sign-in failed</h1><p>${escapeHtml(out.error_description ?? out.error)}</p>`;
    },
  };
  const provider = new Provider(issuer, configuration);
  allowAnyLoopbackPort(provider);
  provider.on('server_error', (_ctx, error) => report(`sign-in: ${error.message}`));
  const serve = provider.callback();

  async function interaction(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const members = await options.members().catch(() => []);
    if (request.method !== 'POST') {
      await provider.interactionDetails(request, response);
      return sendHtml(response, 200, signInPage(members));
    }
    const form = new URLSearchParams((await readBody(request, 10_000))?.toString('utf8') ?? '');
    const member = normalize(form.get('member') ?? '');
    try {
      if (member === '') throw new SignInRefused('Enter a sign-in name.');
      const accountId = await triggers.admit(member);
      await triggers.tokenClaims(member, 'TokenGeneration_HostedAuth', scopes);
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId } },
        { mergeWithLastSubmission: false },
      );
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      sendHtml(response, 403, signInPage(members, error.message));
    }
  }

  return {
    jwks: publicKeySet(keys),
    async handle(request, response) {
      const url = request.url ?? '/';
      if (url.startsWith(`${path}/interaction/`)) {
        return interaction(request, response).catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          sendHtml(
            response,
            400,
            signInPage([], `This sign-in is over (${message}). Go back to where you came from and start again.`),
          );
        });
      }
      Object.assign(request, { originalUrl: url, url: url.slice(path.length) || '/' });
      await serve(request, response);
    },
    async token(name) {
      const member = normalize(name);
      const sub = await triggers.admit(member);
      const added = await triggers.tokenClaims(member, 'TokenGeneration_HostedAuth', scopes);
      const now = Math.floor(Date.now() / 1000);
      const claims = { sub, scope: scopes.join(' '), ...cognitoClaims(sub, now), jti: randomUUID(), ...added };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: keys.jwk.kid })
        .setIssuer(issuer)
        .setIssuedAt(now)
        .setExpirationTime(now + accessSeconds)
        .sign(await importJWK(keys.jwk, 'RS256'));
    },
  };
}
