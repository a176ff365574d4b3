/** Without a token that we gave out there is no way in, on any row. */
import { generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#shared/contract/rows.ts';
import type { Local } from '../../infra/local/start.ts';
import { EVERYTHING, type Send, seedLuzira, sender } from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';

let local: Local;
let send: Send;
beforeAll(async () => {
  local = await startProduct();
  send = sender(local);
  await seedLuzira(send);
});

describe('who is not signed in', () => {
  const guarded = rows.filter((row) => row.scope !== 'public');
  const pathOf = (path: string, values: Readonly<Record<string, string>> = {}) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const foreign = async (change: { expired?: boolean } = {}) => {
    const { privateKey } = await generateKeyPair('RS256');
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ token_use: 'access', muster_member: EVERYTHING, muster_grants: 'programme-lead:*' })
      .setProtectedHeader({ alg: 'RS256', kid: 'other' })
      .setIssuer(local.urls.issuer)
      .setIssuedAt(now - 7200)
      .setExpirationTime(change.expired ? now - 3600 : now + 900)
      .sign(privateKey);
  };

  test.each(guarded.map((row) => [`${row.method} ${row.path}`, row] as const))('%s answers 401', async (_, row) => {
    const sent = await send(null, row.method, pathOf(row.path, row.example.path), { body: row.example.body });
    expect([sent.status, sent.body]).toEqual([401, { message: 'Unauthorized' }]);
  });
  test('by a token of somebody else, a token that is none, or one whose end was cut', async () => {
    const own = await local.token(EVERYTHING);
    for (const token of [await foreign(), await foreign({ expired: true }), 'nonsense', own.slice(0, -4), `${own}x`]) {
      const sent = await send(null, 'GET', '/me', { headers: { authorization: `Bearer ${token}` } });
      expect(sent.status).toBe(401);
    }
    expect((await send(null, 'GET', '/me', { headers: { authorization: `Bearer ${own}` } })).status).toBe(200);
  });
  test('may still read how to sign in, and the description', async () => {
    expect((await send(null, 'GET', '/sign-in')).status).toBe(200);
    expect((await send(null, 'GET', '/openapi.json')).status).toBe(200);
  });
});
