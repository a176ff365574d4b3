/** Checklists over a real table: asked, answered round by round, corrected, overdue, and counted into preparedness. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluate } from '#shared/domain/alerts/evaluate.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { saveEvaluation } from '#shared/store/alert-moves.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { type Key, sheetHistoryKey, sheetKey } from '#shared/store/keys.ts';
import { getRow } from '#shared/store/read.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { operations, rows } from '../../functions/checklists/index.ts';
import { checkFacility } from '../../functions/jobs/check-facility.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import { operations as overviewOperations, rows as overviewRows } from '../../functions/overview/index.ts';
import { api } from '../support/api.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { seedCounts, seedFacility, seedProgramme } from './alerts-programme.ts';

const star = { member: 'root@example.org', grants: 'programme-lead:*' };
const uganda = { member: 'ug@example.org', grants: 'programme-lead:UG' };
const observer = { member: 'donor@example.org', grants: 'observer:UG' };

const ask = (questionId: string, critical?: boolean) => ({
  questionId,
  texts: { en: `Is ${questionId} in place?`, kk: 'Бар ма?' },
  ...(critical === undefined ? {} : { critical }),
});
const list = {
  titles: { en: 'Ready for an outbreak', fr: 'Prêts face à une épidémie' },
  domains: [
    { domainId: 'plan', titles: { en: 'Plan' }, questions: [ask('plan', true), ask('drill')] },
    { domainId: 'staff', titles: { en: 'Staff' }, questions: [ask('masks')] },
  ],
  audience: { countries: ['UG'], kinds: ['prison'] },
  effectiveOn: '2026-11-01',
  everyDays: 90,
  answerWithinDays: 14,
};

let engine: Engine;
let call: ReturnType<typeof api<typeof rows>>;
let overview: ReturnType<typeof api<typeof overviewRows>>;
let serial = 0;
let facilityId = '';
let checklistId = '';
const clock = { now: new Date('2026-11-20T08:00:00Z') };

beforeAll(async () => {
  engine = await startEngine();
  await seedProgramme(engine.table);
  call = api(rows, operations, engine.table, clock);
  overview = api(overviewRows, overviewOperations, engine.table, clock);
});
afterAll(() => engine.stop());

beforeEach(async () => {
  clock.now = new Date('2026-11-20T08:00:00Z');
  facilityId = `UG-P${++serial}`;
  checklistId = `list-${serial}`;
  await seedFacility(engine.table, facilityId);
});

const manager = () => ({ member: 'manager@example.org', grants: `facility-manager:${facilityId}` });
const putList = (change: object = {}, as = star, headers: Record<string, string> = {}) =>
  call('putChecklist', { path: { checklistId }, body: { ...list, ...change }, as, headers });

const said = (letters: string, change: object = {}) => ({
  answeredOn: '2026-11-18',
  assessment: 'self',
  answeredBy: 'Officer in charge',
  answers: ['plan', 'drill', 'masks'].map((questionId, index) => ({
    questionId,
    answer: letters[index] === 'y' ? 'yes' : letters[index] === 'n' ? 'no' : 'not-applicable',
    ...(letters[index] === 'n' ? { comment: 'The roof leaks' } : {}),
  })),
  ...change,
});
const answer = (body: object, as = manager(), headers: Record<string, string> = {}) =>
  call('answerChecklist', { path: { facilityId, checklistId }, body, as, headers });
const history = async (as = manager(), query = '') =>
  (await call('getFacilityChecklist', { path: { facilityId, checklistId }, query, as })).body;

/** How the facility stands with the list of this test. */
async function standing(as = manager()) {
  const { body } = await call('listFacilityChecklists', { path: { facilityId }, query: 'limit=200', as });
  return body.items.find((one: { checklistId: string }) => one.checklistId === checklistId);
}

describe('a checklist', () => {
  it('is for leads of the whole programme to make', async () => {
    expect(await putList({}, uganda)).toMatchObject({ status: 403 });
  });

  it('is a record: made, replaced, guarded by its revision, shown to everybody with all its languages', async () => {
    expect(await putList()).toMatchObject({
      status: 201,
      body: { revision: 1, questionsVersion: 1, status: 'active' },
    });
    expect(await putList({ everyDays: 30 }, star, { 'if-match': '1' })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    });
    expect(await putList({}, star, { 'if-match': '1' })).toMatchObject({
      status: 412,
      body: { code: 'revision.stale' },
    });
    expect(await putList({}, star, { 'if-none-match': '*' })).toMatchObject({ status: 412 });
    const { body } = await call('listChecklists', { query: 'limit=200', as: observer });
    const shown = body.items.find((one: { checklistId: string }) => one.checklistId === checklistId);
    expect(shown).toMatchObject({ everyDays: 30, domains: [{ questions: [{ texts: { kk: 'Бар ма?' } }, {}] }, {}] });
  });

  it('counts its questions up when others are asked, not when a text is mended', async () => {
    await putList();
    const [plan, staff] = list.domains;
    const mended = { ...plan, titles: { en: 'The plan', ru: 'План' } };
    expect((await putList({ domains: [mended, staff] })).body).toMatchObject({ questionsVersion: 1, revision: 2 });
    expect((await putList({ domains: [plan] })).body).toMatchObject({ questionsVersion: 2, revision: 3 });
    expect((await putList({ domains: [plan] })).body).toMatchObject({ questionsVersion: 2, revision: 4 });
  });

  it('points to countries that nobody knows', async () => {
    expect(await putList({ audience: { countries: ['UG', 'XX'] } })).toMatchObject({
      status: 422,
      body: { code: 'country.unknown', errors: [{ pointer: '/audience/countries/1' }] },
    });
  });

  it('pages', async () => {
    await putList();
    const first = await call('listChecklists', { query: 'limit=1', as: observer });
    expect(first.body.items).toHaveLength(1);
    const next = await call('listChecklists', { query: `limit=200&cursor=${first.body.nextCursor}`, as: observer });
    expect(next.body.items[0].checklistId).not.toBe(first.body.items[0].checklistId);
  });
});

describe('a round', () => {
  it('is answered with a score, sent again it is answered again, whatever revision is known by then', async () => {
    await putList();
    expect(await standing()).toMatchObject({
      state: 'overdue',
      opensOn: '2026-11-01',
      dueOn: '2026-11-15',
      latest: null,
    });
    const first = await answer(said('yny'));
    expect(first).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        round: '2026-11',
        score: 75,
        scoreReason: null,
        criticalGaps: [],
        questionsVersion: 1,
        revision: 1,
        domains: [
          { domainId: 'plan', score: 67 },
          { domainId: 'staff', score: 100 },
        ],
      },
    });
    expect(await answer(said('yny'), manager(), { 'if-match': '9' })).toEqual({ ...first, status: 200 });
    expect(await answer(said('yny', { round: '2026-11' }))).toEqual({ ...first, status: 200 });
    expect(await standing()).toMatchObject({
      state: 'answered',
      opensOn: '2027-02-16',
      dueOn: '2027-03-02',
      latest: first.body,
    });
  });

  it('is corrected by a sheet that replaces it, and the one before is kept', async () => {
    await putList();
    await answer(said('nnn'));
    expect(await answer(said('nyy'), manager(), { 'if-match': '1' })).toMatchObject({
      status: 200,
      body: { revision: 2, score: 50, criticalGaps: ['plan'] },
    });
    expect(await answer(said('yyy'), manager(), { 'if-match': '1' })).toMatchObject({
      status: 412,
      body: { code: 'revision.stale', revision: 2 },
    });
    const { items } = await history();
    expect(items.map((one: { revision: number; score: number }) => [one.revision, one.score])).toEqual([
      [2, 50],
      [1, 0],
    ]);
  });

  it('of before that arrives late joins the history, and the newest stands', async () => {
    await putList();
    await answer(said('yyy', { round: '2026-Q4' }));
    const late = await answer(said('nnn', { round: '2026-Q3', answeredOn: '2026-08-18' }));
    expect(late).toMatchObject({ status: 201, body: { revision: 2, score: 0 } });
    expect((await standing()).latest).toMatchObject({ round: '2026-Q4', score: 100, revision: 1 });
    const page = await history(manager(), 'limit=1');
    expect(page.items).toMatchObject([{ round: '2026-Q4' }]);
    const rest = await history(manager(), `limit=1&cursor=${page.nextCursor}`);
    expect(rest).toMatchObject({ items: [{ round: '2026-Q3' }], nextCursor: null });
  });

  it('sent by two at once is kept twice, in one order, and stands once', async () => {
    await putList();
    const [one, two] = await Promise.all([answer(said('nnn')), answer(said('yyy'))]);
    expect([one.status, two.status].sort()).toEqual([200, 201]);
    expect([one.body.revision, two.body.revision].sort()).toEqual([1, 2]);
    const last = one.body.revision === 2 ? one.body : two.body;
    expect((await standing()).latest).toEqual(last);
    const same = await Promise.all([answer(said('yny')), answer(said('yny'))]);
    expect(same.map(({ body }) => body.revision)).toEqual([3, 3]);
  });

  it.each([
    [
      'that leaves a question open',
      { answers: [{ questionId: 'drill', answer: 'no' }] },
      422,
      'answers.incomplete',
      '/answers',
    ],
    [
      'to what nobody asks',
      { answers: [{ questionId: 'cells', answer: 'no' }] },
      422,
      'answers.invalid',
      '/answers/0/questionId',
    ],
    ['of next week', { answeredOn: '2026-11-27' }, 422, 'date.future', '/answeredOn'],
    ['that verifies itself', { assessment: 'verified' }, 403, 'assessment.forbidden', '/assessment'],
    [
      'with another word than the three',
      { answers: [{ questionId: 'plan', answer: 'maybe' }] },
      400,
      'body.invalid',
      '/answers/0/answer',
    ],
    ['without any answer', { answers: [] }, 400, 'body.invalid', '/answers'],
    ['of a round without a year', { round: 'Q4' }, 400, 'body.invalid', '/round'],
    ['with hidden characters', { answeredBy: 'Officer\u202e' }, 400, 'body.invalid', '/answeredBy'],
    ['with more than was asked for', { mood: 'good' }, 400, 'body.invalid', '/mood'],
  ])('%s is refused with a pointer, and nothing is stored', async (_what, change, status, code, pointer) => {
    await putList();
    expect(await answer(said('yyy', change))).toMatchObject({ status, body: { code, errors: [{ pointer }] } });
    expect((await history()).items).toEqual([]);
  });

  it('of an unknown, a withdrawn or somebody else’s list is refused with a code of its own', async () => {
    expect(await answer(said('yyy'))).toMatchObject({ status: 422, body: { code: 'checklist.unknown' } });
    expect(await call('getFacilityChecklist', { path: { facilityId, checklistId }, as: manager() })).toMatchObject({
      status: 404,
    });
    await putList({ audience: { kinds: ['store'] } });
    expect(await answer(said('yyy'))).toMatchObject({ status: 409, body: { code: 'checklist.not-asked' } });
    await putList({ status: 'withdrawn' });
    expect(await answer(said('yyy'))).toMatchObject({ status: 409, body: { code: 'checklist.withdrawn' } });
    expect(await standing()).toBeUndefined();
  });

  it('of 200 questions with all the comments it may have is one row of less than 100 kB; what a sweep reads is small', async () => {
    const ids = Array.from(
      { length: 200 },
      (_, index) => `question-${String(index).padStart(3, '0')}-${'x'.repeat(40)}`,
    );
    const questions = ids.map((questionId) => ({ questionId, texts: { en: 'Is it there?' } }));
    const made = await putList({ domains: [{ domainId: 'all', titles: { en: 'All' }, questions }] });
    expect(made.status).toBe(201);
    const answers = ids.map((questionId) => ({ questionId, answer: 'not-applicable', comment: '水'.repeat(100) }));
    expect(await answer(said('', { answers }))).toMatchObject({
      status: 201,
      body: { score: null, scoreReason: 'too-many-not-applicable' },
    });
    const bytes = async (key: Key) => Buffer.byteLength(JSON.stringify(await getRow(engine.table, key)));
    expect(await bytes(sheetHistoryKey(facilityId, checklistId, '2026-11', 1))).toBeLessThan(100_000);
    expect(await bytes(sheetKey(facilityId, checklistId))).toBeLessThan(500);
  });

  it('verified by a lead stays so until a lead corrects it', async () => {
    await putList();
    await answer(said('yyy'));
    expect(await answer(said('yyn', { assessment: 'verified' }), uganda)).toMatchObject({
      status: 200,
      body: { revision: 2 },
    });
    expect(await answer(said('yyy', { answeredBy: 'Deputy' }))).toMatchObject({
      status: 409,
      body: { code: 'checklist.verified' },
    });
    expect(await answer(said('yyy', { round: '2026-12' }))).toMatchObject({ status: 201 });
  });

  it('is read with its words by those who work there, without them by observers, and not at all next door', async () => {
    await putList();
    await answer(said('yyn'));
    expect((await standing(uganda)).latest).toMatchObject({
      answeredBy: 'Officer in charge',
      answers: [{}, {}, { comment: 'The roof leaks' }],
    });
    expect((await standing(observer)).latest).toMatchObject({
      score: 75,
      answeredBy: null,
      answers: [{}, {}, { answer: 'no', comment: null }],
    });
    expect((await history(observer)).items).toMatchObject([{ answeredBy: null, answers: [{}, {}, { comment: null }] }]);
    const neighbour = { member: 'other@example.org', grants: 'facility-manager:UG-P0' };
    expect(await answer(said('yyy'), neighbour)).toMatchObject({ status: 404 });
    expect(await answer(said('yyy'), observer)).toMatchObject({ status: 403 });
    const abroad = { member: 'kz@example.org', grants: 'programme-lead:KZ' };
    expect(await answer(said('yyy'), abroad)).toMatchObject({ status: 404 });
  });
});

describe('an evaluation', () => {
  const deps = () => ({ table: engine.table, now: () => clock.now, newId: () => 'id' });
  async function world(): Promise<EvaluationWorld> {
    const loaded = await loadWorld(engine.table, 'UG');
    if (!loaded) throw new Error('no world');
    return { ...loaded, checklists: loaded.checklists.filter((one) => one.checklistId === checklistId) };
  }
  const sweep = async () => evaluateFacility(facilityId, await world(), clock.now.getTime(), deps());
  const overdue = async () =>
    ((await readSnapshot(engine.table, facilityId))?.alerts ?? []).filter(({ kind }) => kind === 'checklist-overdue');
  const shown = async () => (await overview('getPreparedness', { path: { facilityId }, as: observer })).body;

  it('opens one low alert for a round that is overdue, and ends it once it is answered', async () => {
    await putList();
    await sweep();
    await sweep();
    expect(await overdue()).toMatchObject([
      { subject: checklistId, level: 'low', state: 'open', facts: { dueOn: '2026-11-15' } },
    ]);
    await answer(said('yyy'));
    await sweep();
    expect(await overdue()).toMatchObject([{ state: 'resolved' }]);
  });

  it('opens nothing when the answers came in after it had looked', async () => {
    await putList();
    const snapshot = await readSnapshot(engine.table, facilityId);
    if (snapshot === null) throw new Error('no facility');
    const evaluation = evaluate(snapshot, await world(), clock.now.getTime());
    await answer(said('yyy'));
    expect(await saveEvaluation(engine.table, snapshot, evaluation)).toMatchObject({ kind: 'conflict' });
    expect(await overdue()).toEqual([]);
  });

  it('makes the part and the score; before it there is a reason instead', async () => {
    await putList();
    expect((await shown()).preparedness).toMatchObject({ score: null, reason: 'not-evaluated' });
    await sweep();
    expect((await shown()).preparedness).toMatchObject({
      score: null,
      checklist: 0,
      reporting: 0,
      reason: 'too-little-reported',
    });
    await seedCounts(engine.table, facilityId, 'soap-bar', [
      ['2026-11-06', 400],
      ['2026-11-13', 370],
      ['2026-11-20', 340],
    ]);
    await answer(said('yny'));
    await sweep();
    expect((await shown()).preparedness).toEqual({
      score: 94,
      supplies: 100,
      guidance: null,
      reporting: 100,
      checklist: 75,
      reason: null,
    });
  });

  it('of the night keeps a value a day, of which the overview makes a trend', async () => {
    await putList();
    await answer(said('nny'));
    await seedCounts(engine.table, facilityId, 'soap-bar', [
      ['2026-11-06', 400],
      ['2026-11-13', 370],
      ['2026-11-20', 340],
    ]);
    const night = async (at: string) => {
      clock.now = new Date(at);
      await checkFacility(facilityId, await world(), clock.now.getTime(), deps());
    };
    await night('2026-11-20T00:00:00Z');
    await night('2026-11-21T00:00:00Z');
    await night('2026-11-21T02:00:00Z');
    await answer(said('yyy'));
    clock.now = new Date('2026-12-18T08:00:00Z');
    await seedCounts(engine.table, facilityId, 'soap-bar', [
      ['2026-12-11', 240],
      ['2026-12-18', 220],
    ]);
    await night('2026-12-18T09:00:00Z');
    await sweep();
    const { items, trend, preparedness } = await shown();
    expect(items.map((one: { on: string; score: number }) => [one.on, one.score])).toEqual([
      ['2026-11-20', 81],
      ['2026-11-21', 81],
      ['2026-12-18', 100],
    ]);
    expect(preparedness).toMatchObject({ score: 100, checklist: 100 });
    expect(trend).toEqual({ since: '2026-11-20', score: 81, change: 19 });
    const page = await overview('getOverview', { query: 'limit=200', as: manager() });
    expect(page.body).toMatchObject({ evaluationLate: true, items: [{ facilityId, trend }] });
    const between = { path: { facilityId }, query: 'from=2026-11-21&to=2026-12-18', as: observer };
    expect((await overview('getPreparedness', between)).body.items).toMatchObject([{ on: '2026-11-21' }]);
  });

  it.each([
    ['from=2026-11-21&to=2026-11-21', '#to', 'range.empty'],
    ['from=2020-01-01', '#from', 'range.too-long'],
    ['from=yesterday', '#from', 'date.invalid'],
  ])('is not asked for with %s', async (query, pointer, code) => {
    expect(await overview('getPreparedness', { path: { facilityId }, query, as: observer })).toMatchObject({
      status: 400,
      body: { code: 'query.invalid', errors: [{ pointer, code }] },
    });
  });
});
