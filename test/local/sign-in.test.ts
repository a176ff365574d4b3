/** The issuer on one machine is what a user pool is to a client: discovery, code with PKCE, refresh, triggers. */
import { createHash } from 'node:crypto';
import * as oidc from 'openid-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAuthorizer, readKeys } from '../../infra/local/authorizer.ts';
import type { Local } from '../../infra/local/start.ts';
import { subjectOf } from '../../infra/local/triggers.ts';
import { call, start, synthesize, temporaryFolder } from './fixture/run.ts';

const redirect = 'http://localhost:5173/';

/** A browser that keeps cookies and stops where the sign-in leaves this machine's issuer. */
function browser() {
  const jar = new Map<string, string>();
  async function visit(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; status: number; text: string }> {
    const response = await fetch(url, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form === undefined ? undefined : new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return { url, status: response.status, text: await response.text() };
    const next = new URL(location, url).href;
    return next.startsWith(redirect) ? { url: next, status: response.status, text: '' } : visit(next);
  }
  return visit;
}

const payload = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('sign-in', () => {
  const assembly = synthesize();
  const dataDir = `${temporaryFolder()}/data`;
  let local: Local;
  let config: oidc.Configuration;
  const members = async () => [{ member: 'lead@example.org', name: 'Lead <One>', note: 'programme-lead:*' }];

  const begin = async () => {
    const verifier = oidc.randomPKCECodeVerifier();
    const state = oidc.randomState();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirect,
      scope: 'openid email',
      state,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const visit = browser();
    const page = await visit(url.href);
    const finish = (back: string) =>
      oidc.authorizationCodeGrant(config, new URL(back), { pkceCodeVerifier: verifier, expectedState: state });
    return { visit, page, finish };
  };

  beforeAll(async () => {
    local = await start({ assembly, dataDir, members });
    const clientId =
      (await call(local, 'GET', '/_local/')).status === 200
        ? payload(await local.token('lead@example.org')).client_id
        : '';
    const options = { execute: [oidc.allowInsecureRequests] };
    config = await oidc.discovery(new URL(local.urls.issuer), String(clientId), undefined, oidc.None(), options);
  });

  test('lists the members on its page, and signs one in by code with PKCE', async () => {
    const { visit, page, finish } = await begin();
    expect(page.text).toContain('value="lead@example.org"');
    expect(page.text).toContain('Lead &lt;One&gt;');
    const back = await visit(page.url, { member: 'Lead@Example.org' });
    const tokens = await finish(back.url);
    const claims = payload(tokens.access_token);
    expect(claims).toMatchObject({
      iss: local.urls.issuer,
      sub: subjectOf('lead@example.org'),
      token_use: 'access',
      client_id: config.clientMetadata().client_id,
      scope: 'openid email',
      muster_member: 'lead@example.org',
      muster_grants: 'observer:*',
    });
    expect(claims.aud).toBe(claims.client_id);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(900);
    expect(tokens.claims()).toMatchObject({
      sub: subjectOf('lead@example.org'),
      email: 'lead@example.org',
      email_verified: true,
    });
    expect(await call(local, 'GET', '/api/v1/items/soap', { token: tokens.access_token })).toMatchObject({
      status: 200,
    });
  });

  test('shows why a trigger refused, and lets one choose again', async () => {
    const { visit, page, finish } = await begin();
    const stranger = await visit(page.url, { member: 'stranger@elsewhere.example' });
    expect(stranger).toMatchObject({
      status: 403,
      text: expect.stringContaining('PreSignUp failed with error Only members may sign up.'),
    });
    const removed = await visit(page.url, { member: 'removed@example.org' });
    expect(removed).toMatchObject({ status: 403, text: expect.stringContaining('No longer a member.') });
    const back = await visit(page.url, { member: 'other@example.org' });
    expect(payload((await finish(back.url)).access_token)).toMatchObject({ muster_member: 'other@example.org' });
  });

  test('refreshes a token, also after a restart', async () => {
    const { visit, page, finish } = await begin();
    const { refresh_token: refresh = '' } = await finish((await visit(page.url, { member: 'lead@example.org' })).url);
    const port = Number(new URL(local.url).port);
    await local.stop();
    local = await start({ assembly, dataDir, members, port });
    const tokens = await oidc.refreshTokenGrant(config, refresh);
    expect(payload(tokens.access_token)).toMatchObject({ muster_member: 'lead@example.org', token_use: 'access' });
    expect(await call(local, 'GET', '/api/v1/items/soap', { token: tokens.access_token })).toMatchObject({
      status: 200,
    });
  });

  test('refuses a code without its verifier, and a redirect elsewhere', async () => {
    const { visit, page } = await begin();
    const back = await visit(page.url, { member: 'lead@example.org' });
    const state = new URL(back.url).searchParams.get('state') ?? '';
    const stolen = oidc.authorizationCodeGrant(config, new URL(back.url), {
      pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
      expectedState: state,
    });
    await expect(stolen).rejects.toMatchObject({ error: 'invalid_grant' });
    const elsewhere = oidc.buildAuthorizationUrl(config, {
      redirect_uri: 'https://elsewhere.example/',
      scope: 'openid',
      code_challenge: createHash('sha256').update('x').digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(await browser()(elsewhere.href)).toMatchObject({
      status: 400,
      text: expect.stringContaining('redirect_uri'),
    });
  });

  test('gives tokens on the control surface, by the same triggers', async () => {
    const answer = await call(local, 'POST', '/_local/token', { body: { member: 'lead@example.org' } });
    expect(answer).toMatchObject({ status: 200, body: { accessToken: expect.any(String) } });
    expect(
      await call(local, 'POST', '/_local/token', { body: { member: 'stranger@elsewhere.example' } }),
    ).toMatchObject({
      status: 403,
      body: { code: 'sign-in.refused', detail: 'PreSignUp failed with error Only members may sign up.' },
    });
    await expect(local.token('removed@example.org')).rejects.toThrow('No longer a member.');
  });

  test('stops trusting a token at its end, or for another client or issuer', async () => {
    const token = await local.token('lead@example.org');
    const jwks: unknown = await (await fetch(`${local.urls.issuer}/jwks`)).json();
    const client = String(payload(token).client_id);
    const check = (rules: { issuer: string; audience: string[] }, now = new Date()) =>
      createAuthorizer(rules, readKeys(jwks))(`Bearer ${token}`, now);
    const rules = { issuer: local.urls.issuer, audience: [client] };
    expect(check(rules)).toMatchObject({ client_id: client });
    expect(check(rules, new Date(Date.now() + 16 * 60_000))).toBeUndefined();
    expect(check({ ...rules, audience: ['other'] })).toBeUndefined();
    expect(check({ ...rules, issuer: 'https://elsewhere.example' })).toBeUndefined();
    const authorize = createAuthorizer(rules, readKeys(jwks));
    expect(authorize(`Bearer ${token}`, new Date())).toBeDefined();
    expect(
      authorize(`Bearer ${token}`, new Date(Date.now() + 16 * 60_000)),
      'a remembered token ends too',
    ).toBeUndefined();
    const [head, body] = token.split('.');
    expect(authorize(`Bearer ${head}.${body}.AAAA`, new Date())).toBeUndefined();
  });
});
