/** A small programme in the whole product, with a member for every role and place: two prisons and a store in Uganda, a prison in Tunisia. */
import { randomUUID } from 'node:crypto';
import { type Role, roles } from '#shared/domain/members/grants.ts';
import type { Local } from '../../infra/local/start.ts';
import { FIRST_LEAD } from './synthesize.ts';

export const PRISON = 'UG-LUZIRA-UPPER';
export const STORE = 'UG-STORE';
const DAY_MS = 86_400_000;

export interface Sent {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
  readonly body: any;
  readonly headers: Headers;
}

export interface Sending {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request as a member; without one, nobody is signed in. */
export type Send = (member: string | null, method: string, path: string, sending?: Sending) => Promise<Sent>;

/** Requests to a runner, with one token per member. */
export function sender(local: Local): Send {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (member: string) => {
    const known = tokens.get(member) ?? local.token(member);
    tokens.set(member, known);
    return known;
  };
  return async (member, method, path, { body, rawBody, headers } = {}) => {
    const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${local.urls.api}${path}`, {
      method,
      headers: {
        ...(member === null ? {} : { authorization: `Bearer ${await tokenOf(member)}` }),
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
}

/** Where a grant stands, seen from Luzira. */
export const places = { programme: '*', country: 'UG', facility: PRISON, sister: 'UG-KITALYA', abroad: 'TN' } as const;
export type Place = keyof typeof places;
export const placeNames: readonly Place[] = ['programme', 'country', 'facility', 'sister', 'abroad'];

const wide: readonly Place[] = ['programme', 'country', 'abroad'];
/** Where members of a role stand: managers at a facility, logistics in a country, leads and observers there or above. */
export function standsAt(role: Role, place: Place): boolean {
  if (role === 'facility-manager') return !wide.includes(place);
  return wide.includes(place) && (role !== 'logistics' || place !== 'programme');
}

/** The member with one grant. */
export const memberOf = (role: Role, place: Place): string => `${role}.${place}@example.org`;
/** A member with every role, as far as each reaches. */
export const EVERYTHING = 'everything@example.org';

/** Instant so many days from now. */
export const instant = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
/** UTC date so many days from now. */
export const date = (days: number): string => instant(days).slice(0, 10);

/** Sends and expects success. */
export async function done(send: Send, member: string, method: string, path: string, body?: unknown): Promise<Sent> {
  const sent = await send(member, method, path, { body });
  if (sent.status >= 300) throw new Error(`${method} ${path}: ${sent.status} ${JSON.stringify(sent.body)}`);
  return sent;
}

/** Stores countries, items, facilities and members through the API. */
export async function seedLuzira(send: Send): Promise<void> {
  const put = (path: string, body: unknown) => done(send, FIRST_LEAD, 'PUT', path, body);
  const packs = [{ name: 'carton', size: 25 }];
  const item = { unit: 'piece', planning: 'rate', criticality: 'vital', packs };
  await put('/items/soap-bar', { ...item, names: { en: 'Soap, bar' }, norms: { held: 0.033 } });
  await put('/items/mask-medical', { ...item, names: { en: 'Mask, medical' } });
  const lists = { prison: ['soap-bar', 'mask-medical'] };
  await put('/countries/UG', { timeZone: 'Africa/Kampala', locales: ['en-UG'], standardLists: lists });
  await put('/countries/TN', { timeZone: 'Africa/Tunis', locales: ['fr-TN'] });
  for (const [id, kind] of [
    [STORE, 'store'],
    [PRISON, 'prison'],
    ['UG-KITALYA', 'prison'],
    ['TN-MORNAGUIA', 'prison'],
  ] as const) {
    const country = id.slice(0, 2);
    const timeZone = country === 'UG' ? 'Africa/Kampala' : 'Africa/Tunis';
    const place = { name: id, country, kind, timeZone, bookkeeping: 'counts', startedOn: '2020-01-01' };
    await put(`/facilities/${id}`, place);
  }
  for (const role of roles)
    for (const place of placeNames.filter((each) => standsAt(role, each)))
      await put(`/members/${memberOf(role, place)}`, {
        name: 'Made up',
        locale: 'en-UG',
        grants: [{ role, scope: places[place] }],
      });
  const grants = [
    { role: 'programme-lead', scope: '*' },
    { role: 'observer', scope: '*' },
    ...['UG', 'TN'].map((scope) => ({ role: 'logistics', scope })),
    ...[STORE, PRISON, 'UG-KITALYA', 'TN-MORNAGUIA'].map((scope) => ({ role: 'facility-manager', scope })),
  ];
  await put(`/members/${EVERYTHING}`, { name: 'Made up', locale: 'en-UG', grants });
}
