/** What a tick asks of the teller, over a real table: once a date, again until everybody was told, and nothing for nothing. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TellingMessage, tellingMessage } from '#kit/telling-queue.ts';
import { digestDone, loadDigest } from '#shared/store/digests.ts';
import { putLetter } from '#shared/store/letters.ts';
import { transact } from '#shared/store/transact.ts';
import { planTelling } from '../../functions/jobs/plan-telling.ts';
import { type Engine, emptyTable, startEngine } from '../support/engine.ts';
import { newsOf, putDown } from '../support/telling.ts';

const UGANDA = { country: 'UG', timeZone: 'Africa/Kampala', digestHour: 7 };
const SEVEN = '2026-11-23T04:00:00.000Z';
let engine: Engine;
const queue = mockClient(SQSClient);

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  await emptyTable(engine);
  queue.reset();
});

const deps = () => ({
  ...{ table: engine.table, now: () => new Date(), newId: () => 'id' },
  ...{ sqs: new SQSClient({ region: 'eu-central-1' }), newsQueue: 'news' },
});
const tick = (time: string, force?: 'sweep' | 'nightly' | 'digest') =>
  planTelling(deps(), UGANDA, { timeMs: Date.parse(time), clockMs: Date.parse(time), force });
const asked = (): TellingMessage[] =>
  queue
    .commandCalls(SendMessageCommand)
    .map(({ args }) => tellingMessage.parse(JSON.parse(String(args[0].input.MessageBody))));
const kinds = () => asked().map(({ kind, now }) => `${kind} ${now}`);

describe('a digest', () => {
  it('is asked for once a local date, and again until everybody was told', async () => {
    await tick('2026-11-23T03:45:00Z');
    expect(kinds()).toEqual([]);
    await tick(SEVEN);
    await tick('2026-11-23T04:15:00Z');
    expect(kinds()).toEqual([`digest ${SEVEN}`, `digest ${SEVEN}`]);
    await digestDone(engine.table, 'UG', SEVEN);
    await tick('2026-11-23T04:30:00Z');
    expect(asked()).toHaveLength(2);
    await tick('2026-11-24T04:00:00Z');
    expect(kinds().at(-1)).toBe('digest 2026-11-24T04:00:00.000Z');
  });

  it('is one, when two planners come at the same moment', async () => {
    await Promise.all([tick(SEVEN), tick(SEVEN), tick(SEVEN)]);
    expect(new Set(kinds())).toEqual(new Set([`digest ${SEVEN}`]));
    expect(await loadDigest(engine.table, 'UG')).toMatchObject({ now: SEVEN, done: false, v: 1 });
  });

  it('is asked for again where the queue was away', async () => {
    queue.on(SendMessageCommand).rejectsOnce(new Error('the queue is away')).resolves({});
    await expect(tick(SEVEN)).rejects.toThrow();
    await tick('2026-11-23T04:15:00Z');
    expect(kinds().at(-1)).toBe(`digest ${SEVEN}`);
  });

  it('comes by hand at any hour, and not when something else is forced', async () => {
    await tick('2026-11-23T01:00:00Z', 'digest');
    await tick(SEVEN, 'sweep');
    await tick(SEVEN, 'nightly');
    expect(kinds()).toEqual(['digest 2026-11-23T01:00:00.000Z']);
  });

  it('is done only for the time that it was told for', async () => {
    await tick(SEVEN);
    await tick('2026-11-23T09:00:00Z', 'digest');
    await digestDone(engine.table, 'UG', SEVEN);
    expect(await loadDigest(engine.table, 'UG')).toMatchObject({ done: false });
  });
});

describe('mails at once', () => {
  it('are asked for where news or letters wait, and nowhere else', async () => {
    const now = '2026-11-23T01:00:00.000Z';
    await tick(now);
    expect(kinds()).toEqual([]);
    await putDown(engine.table, newsOf());
    await tick(now);
    expect(kinds()).toEqual([`now ${now}`]);
    await emptyTable(engine);
    await transact(engine.table, [putLetter('lead@example.org', 'digest', newsOf(), Date.now())]);
    await tick(now);
    expect(asked()).toHaveLength(1);
    await transact(engine.table, [putLetter('lead@example.org', 'now', newsOf(), Date.now())]);
    await tick(now);
    expect(asked()).toHaveLength(2);
  });
});
