/** The demo programme against the contract: every body as the API takes it, every reference to something that was there before. */
import { expect, test } from 'vitest';
import { checklistBody } from '#shared/contract/checklists.ts';
import { rows } from '#shared/contract/rows.ts';
import { sheetBody } from '#shared/contract/sheets.ts';
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
    const kind = call.again === 'round' ? 'record' : call.again;
    expect(row?.kind).toBe(typeof kind === 'string' ? kind : 'action');
  }
});

test('two runs of the same day say the same, and a run of a later day repeats the first once it knows its date', () => {
  const joinedOn = calendarFrom(now).day(JOINED_DAYS_AGO);
  expect(programme(calendarSince(joinedOn), 'lead@example.org')).toEqual(steps);
});

test('no two calls store the same thing, but for actions on one consignment and rounds of one checklist', () => {
  const seen = new Set<string>();
  for (const call of calls) {
    const round = call.again === 'round' ? bodyOf(call).answeredOn : '';
    const key = `${call.method} ${call.path} ${call.by} ${round}`;
    expect(seen.has(key), key).toBe(false);
    seen.add(key);
  }
});

test('only what is on the way, planned or due lies ahead; whatever happened lies in the past', () => {
  for (const call of calls) {
    const body = bodyOf(call);
    if ('answeredOn' in body) expect(String(body.answeredOn) < now.toISOString()).toBe(true);
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
    const own = grants.get(call.by ?? '') ?? '';
    const country = `"programme-lead","scope":"${facility?.slice(0, 2)}"`;
    if (facility !== undefined) expect(own.includes(facility) || own.includes(country), call.path).toBe(true);
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

test('the checklist asks everything in all five languages, and every sheet answers all of it', () => {
  const list = calls.find((call) => call.operation === 'putChecklist');
  const { domains } = checklistBody.parse(list?.body);
  const languages = ['ar', 'en', 'fr', 'kk', 'ru'];
  for (const { titles, questions } of domains)
    for (const texts of [titles, ...questions.map((question) => question.texts)])
      expect(Object.keys(texts).sort()).toEqual(languages);
  const asked = domains.flatMap(({ questions }) => questions.map(({ questionId }) => questionId));
  expect(asked.length).toBeGreaterThanOrEqual(18);
  const sheets = calls.filter((call) => call.operation === 'answerChecklist').map((call) => sheetBody.parse(call.body));
  expect(sheets.length).toBeGreaterThan(12);
  for (const { answers } of sheets) expect(answers.map(({ questionId }) => questionId)).toEqual(asked);
});

test.each([
  ['ar', /^[^a-zA-Zа-яА-Я]+$/],
  ['ru', /^[^a-zA-Zәғқңөұүһі]+$/],
  ['kk', /^[^a-zA-Z]+$/],
])('the checklist in %s is written in its own letters', (language, letters) => {
  const list = checklistBody.parse(calls.find((call) => call.operation === 'putChecklist')?.body);
  for (const { titles, questions } of list.domains)
    for (const texts of [titles, ...questions.map((question) => question.texts)]) {
      expect(texts[language]).toMatch(letters);
      expect(texts[language]).not.toMatch(/[\u00ad\u200b-\u200f]/);
    }
});
