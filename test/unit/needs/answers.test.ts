/** What of a need is shown to whom. */
import { expect, test } from 'vitest';
import type { Need } from '#shared/domain/needs/needs.ts';
import type { StoredRequest } from '#shared/store/requests.ts';
import { needAnswer, requestAnswer } from '../../../functions/needs/answers.ts';

const need: Need = {
  facilityId: 'UG-LUZIRA-UPPER',
  store: false,
  itemId: 'soap-bar',
  status: 'low',
  coverDays: 7.5,
  fromHeads: true,
  suggestedQuantity: 2125,
  requested: { quantity: 1000, requestedAt: '2026-11-20T08:00:00.000Z', neededBy: 20_788 },
  planned: 0,
  needed: 2125,
  share: 1500,
  from: 'UG-STORE',
};

test("a place outside the caller's scope shows what is to be sent, and no figure that tells how many people it holds", () => {
  expect(needAnswer(need, 'Luzira', true)).toMatchObject({ coverDays: 7.5, suggestedQuantity: 2125, needed: 2125 });
  expect(needAnswer(need, 'Luzira', false)).toMatchObject({
    coverDays: null,
    suggestedQuantity: null,
    needed: null,
    share: 1500,
    requested: { quantity: 1000, neededBy: '2026-12-01' },
  });
});

const request: StoredRequest = {
  requestId: '01996f6e-7c00-7000-8000-000000000031',
  facilityId: 'UG-LUZIRA-UPPER',
  lines: [{ itemId: 'soap-bar', quantity: 1000 }],
  neededBy: null,
  reason: 'Scabies in two wings',
  requestedAt: '2026-11-20T08:00:00.000Z',
  requestedBy: 'manager.luzira@example.org',
  hash: 'hash',
  sentBy: null,
  withdrawn: null,
  answered: [],
  v: 1,
};

test('a request shows who asked to nobody, and why to those in scope', () => {
  expect(requestAnswer(request, true)).toMatchObject({ reason: 'Scabies in two wings', state: 'open' });
  expect(requestAnswer(request, false).reason).toBeNull();
  expect(JSON.stringify(requestAnswer(request, true))).not.toContain('manager.luzira');
});

test('a request that was withdrawn stays withdrawn, whatever left since', () => {
  const withdrawn = { at: '2026-11-21T08:00:00.000Z', by: 'lead@example.org', note: null };
  expect(requestAnswer({ ...request, withdrawn, sentBy: '2026-11-22T08:00:00.000Z' }, true).state).toBe('withdrawn');
  expect(requestAnswer({ ...request, sentBy: '2026-11-22T08:00:00.000Z' }, true).state).toBe('sent');
});
