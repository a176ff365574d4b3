/** Leaving the digest over a real table: one click, one member, nothing by looking, and no forged links. */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signUnsubscribe } from '#kit/unsubscribe-token.ts';
import { unsubscribeRows } from '#shared/contract/unsubscribe.ts';
import { loadPreferences } from '#shared/store/preferences.ts';
import { ensureUnsubscribeKey } from '#shared/store/unsubscribe-key.ts';
import { operations } from '../../functions/unsubscribe/index.ts';
import { api } from '../support/api.ts';
import { type Engine, emptyTable, startEngine } from '../support/engine.ts';
import { seedMember } from '../support/telling.ts';

const NAME = 'lead.ug@example.org';
let engine: Engine;
let call: ReturnType<typeof api<typeof unsubscribeRows>>;
let key: string;
const newKey = () => Buffer.alloc(32, 7).toString('base64url');

beforeAll(async () => {
  engine = await startEngine();
  call = api(unsubscribeRows, operations, engine.table, { now: new Date('2026-11-23T08:00:00Z') });
});
afterAll(() => engine.stop());
beforeEach(async () => {
  await emptyTable(engine);
  key = await ensureUnsubscribeKey(engine.table, newKey);
});

const look = (token: string) => call('askUnsubscribe', { query: `token=${token}` });
const click = (token: string, rawBody = 'List-Unsubscribe=One-Click') =>
  call('unsubscribe', {
    query: `token=${token}`,
    rawBody,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

it('is asked first: whoever opens the link changes nothing', async () => {
  await seedMember(engine.table, NAME, 'programme-lead:UG');
  const page = await look(await signUnsubscribe(NAME, key));
  expect(page.body).toMatch(/<html lang="en-UG" dir="ltr">.*<form method="post"><button>Stop the digest<\/button>/);
  expect((await loadPreferences(engine.table, NAME)).preferences.channels.digest).toBe(true);
});

it('is a page that runs nothing, loads nothing, and tells nobody its address', async () => {
  await seedMember(engine.table, NAME, 'programme-lead:UG');
  const { headers, body } = await look(await signUnsubscribe(NAME, key));
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': expect.stringContaining("default-src 'none'; style-src 'sha256-"),
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect(body).not.toMatch(/<script|src=|http/);
});

it('ends the digest of that member with one click, as often as it comes, and nothing else', async () => {
  await seedMember(engine.table, NAME, 'programme-lead:UG', { preferences: { mutedKinds: ['overstock'] } });
  await seedMember(engine.table, 'other@example.org', 'programme-lead:UG', { preferences: {} });
  const token = await signUnsubscribe(NAME, key);
  for (const body of ['List-Unsubscribe=One-Click', '', '{"not": "read"']) {
    expect((await click(token, body)).body).toContain('You get no more daily digests.');
  }
  expect(await loadPreferences(engine.table, NAME)).toMatchObject({
    preferences: { channels: { atOnce: true, digest: false }, mutedKinds: ['overstock'] },
    revision: 2,
  });
  expect((await loadPreferences(engine.table, 'other@example.org')).preferences.channels.digest).toBe(true);
});

it.each([
  ['ar-TN', 'lang="ar-TN" dir="rtl"', 'إيقاف الملخص'],
  ['kk-Cyrl-KZ', 'dir="ltr"', 'Шолуды тоқтату'],
  ['ru-KZ', 'lang="ru-KZ"', 'Отключить сводку'],
  ['fr-TN', 'lang="fr-TN"', 'Arrêter le résumé'],
])('speaks the language of the member: %s', async (locale, html, button) => {
  await seedMember(engine.table, NAME, 'programme-lead:UG', { preferences: { locale } });
  const { body } = await look(await signUnsubscribe(NAME, key));
  expect(body).toContain(html);
  expect(body).toContain(button);
});

describe('a link that we never sent', () => {
  const forged = async (): Promise<[string, string][]> => {
    const good = await signUnsubscribe(NAME, key);
    const [head = '', payload = '', mark = ''] = good.split('.');
    const other = Buffer.from(JSON.stringify({ sub: 'x@example.org', aud: 'digest-unsubscribe' })).toString(
      'base64url',
    );
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const otherUse = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(NAME)
      .setAudience('something-else')
      .sign(Buffer.from(key, 'base64url'));
    return [
      ['another name', `${head}.${other}.${mark}`],
      ['no signature', `${none}.${payload}.x`],
      ['another key', await signUnsubscribe(NAME, Buffer.alloc(32, 8).toString('base64url'))],
      ['another purpose', otherUse],
      ['cut off', good.slice(0, -3)],
    ];
  };

  it('is refused and changes nothing', async () => {
    await seedMember(engine.table, NAME, 'programme-lead:UG');
    for (const [name, token] of await forged()) {
      for (const answer of [await look(token), await click(token)]) {
        expect(answer, name).toMatchObject({ status: 400, body: { code: 'unsubscribe-link.invalid' } });
      }
    }
    expect((await loadPreferences(engine.table, NAME)).revision).toBe(0);
  });

  it('or is no token at all, is refused by its query', async () => {
    expect(await look('nonsense')).toMatchObject({ status: 400, body: { code: 'query.invalid' } });
    expect(await call('askUnsubscribe', {})).toMatchObject({ status: 400, body: { code: 'query.invalid' } });
  });
});

it('the key is made once, by whoever is first', async () => {
  await emptyTable(engine);
  let made = 0;
  const keys = await Promise.all(
    [1, 2, 3].map(() => ensureUnsubscribeKey(engine.table, () => Buffer.alloc(32, ++made).toString('base64url'))),
  );
  expect(new Set(keys).size).toBe(1);
});
