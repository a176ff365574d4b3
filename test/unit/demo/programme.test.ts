/** The demo programme against the contract: every body as the API takes it, every reference to something that was there before. */
import { expect, test } from 'vitest';
import { rows } from '#shared/contract/rows.ts';
import { calendarFrom, calendarSince, JOINED_DAYS_AGO } from '../../../infra/demo/calendar.ts';
import type { Call } from '../../../infra/demo/call.ts';
import { storiesOf } from '../../../infra/demo/consumption.ts';
import { facilities, prisons } from '../../../infra/demo/facilities.ts';
import { programme } from '../../../infra/demo/programme.ts';

const now = new Date('2026-11-23T21:30:00Z');
const steps = programme(calendarFrom(now), 'lead@example.org');
const calls = steps.flatMap((step) => step.lanes.flat());
const bodyOf = (call: Call): Record<string, unknown> => ({ ...call.body });

function parametersOf(template: string, path: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
  const values = pattern.exec(path)?.slice(1).map(decodeURIComponent);
  return values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

test('every call fits its row of the contract: method, path, body and way of repeating', () => {
  for (const call of calls) {
    const row = rows.find((one) => one.id === call.operation);
    expect(row, call.operation).toBeDefined();
    expect(call.method).toBe(row?.method);
    const parameters = parametersOf(row?.path ?? '', call.path);
    expect(parameters, `${call.path} as ${row?.path}`).toBeDefined();
    expect(row?.params?.safeParse(parameters).error?.issues ?? []).toEqual([]);
    expect(row?.body?.safeParse(call.body).error?.issues ?? [], call.path).toEqual([]);
    expect(row?.kind).toBe(typeof call.again === 'string' ? call.again : 'action');
  }
});

test('two runs of the same day say the same, and a run of a later day repeats the first once it knows its date', () => {
  const joinedOn = calendarFrom(now).day(JOINED_DAYS_AGO);
  expect(programme(calendarSince(joinedOn), 'lead@example.org')).toEqual(steps);
});

test('no two calls store the same thing, but for actions on one consignment', () => {
  const seen = new Set<string>();
  for (const call of calls) {
    const key = `${call.method} ${call.path} ${call.by}`;
    expect(seen.has(key), key).toBe(false);
    seen.add(key);
  }
});

test('only what is on the way, planned or due lies ahead; whatever happened lies in the past', () => {
  for (const call of calls) {
    const body = bodyOf(call);
    for (const field of ['occurredAt', 'dispatchedAt', 'receivedAt', 'acknowledgedAt'])
      if (field in body) expect(Date.parse(String(body[field])), `${call.path} ${field}`).toBeLessThan(now.getTime());
  }
});

test('nobody but the first lead acts before being a member with a grant that covers it', () => {
  const grants = new Map(
    calls
      .filter((call) => call.operation === 'putMember')
      .map((call) => [call.path.slice('/members/'.length), JSON.stringify(bodyOf(call).grants)]),
  );
  for (const call of calls.filter((one) => one.by !== null)) {
    const facility = /^\/facilities\/([^/]+)/.exec(call.path)?.[1];
    expect(grants.has(call.by ?? ''), call.by ?? '').toBe(true);
    if (facility !== undefined) expect(grants.get(call.by ?? '')).toContain(facility);
  }
});

test('items, stores and facilities are there before anything speaks of them', () => {
  const order = calls.map((call) => call.path);
  const before = (path: string, index: number): boolean => {
    const at = order.indexOf(path);
    return at >= 0 && at < index;
  };
  calls.forEach((call, index) => {
    const text = JSON.stringify(call.body);
    for (const [, item] of text.matchAll(/"itemId":"([^"]+)"/g))
      expect(before(`/items/${item}`, index), item).toBe(true);
    for (const [, id] of text.matchAll(/"(?:suppliedBy|destination|facilityId|mergedInto)":"([^"]+)"/g))
      expect(before(`/facilities/${id}`, index), id).toBe(true);
  });
});

test('about a dozen open facilities and one store a country, with their codes and scripts', () => {
  expect(facilities.filter((one) => one.kind === 'store').map((one) => one.facilityId)).toEqual([
    'KZ-STORE',
    'TN-STORE',
    'UG-STORE',
  ]);
  expect(prisons.length).toBe(14);
  const kushmurun = facilities.find((one) => one.facilityId === 'KZ-UK-161-4');
  expect(kushmurun?.officialCode).toBe('УК-161/4');
  const mornaguia = facilities.find((one) => one.facilityId === 'TN-MORNAGUIA');
  expect(mornaguia?.aliases).toContainEqual({ name: 'المرناقية', language: 'ar', script: 'Arab' });
});

test('the books of every story balance week by week and never go below zero', () => {
  for (const { counted, used, delivered } of prisons.flatMap(storiesOf)) {
    used.forEach((units, week) => {
      const given = week === 4 ? (delivered[0] ?? 0) : week === 8 ? (delivered[1] ?? 0) : 0;
      expect(counted[week + 1]).toBe((counted[week] ?? 0) + given - units);
    });
    expect(Math.min(...counted)).toBeGreaterThanOrEqual(0);
  }
});

test('people are plainly made up: addresses of example.org, names that say demo', () => {
  for (const call of calls.filter((one) => one.operation === 'putMember')) {
    expect(call.path).toMatch(/@example\.org$/);
    expect(bodyOf(call).name).toContain('(demo)');
  }
});
