/** Mail that comes back, over a real table: who is marked, who is not, and that it can be told twice. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadMailbox } from '#shared/store/mailbox.ts';
import { queryAll } from '#shared/store/read.ts';
import { takeBack } from '../../functions/news/take-back.ts';
import { type Engine, emptyTable, startEngine } from '../support/engine.ts';
import { seedMember } from '../support/telling.ts';

const NAME = 'lead.ug@example.org';
const AT = '2026-11-24T08:00:00.000Z';
let engine: Engine;
let marked: unknown[];

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  await emptyTable(engine);
  await seedMember(engine.table, NAME, 'programme-lead:UG');
  marked = [];
});

const deps = () => ({
  table: engine.table,
  now: () => new Date(AT),
  newId: () => 'id',
  log: (_level: string, _message: string, fields = {}) => void marked.push(fields),
  stage: 'test',
});
const bounce = (bounceType: string, emailAddress: string, timestamp = AT) => ({
  eventType: 'Bounce',
  bounce: { bounceType, bounceSubType: 'General', timestamp, bouncedRecipients: [{ emailAddress, status: '5.1.1' }] },
  mail: { messageId: 'x' },
});
const complaint = (emailAddress: string, complaintFeedbackType?: string) => ({
  eventType: 'Complaint',
  complaint: { timestamp: AT, complainedRecipients: [{ emailAddress }], ...{ complaintFeedbackType } },
});
const mailbox = () => loadMailbox(engine.table, NAME);

it.each([
  ['an address that is not there', bounce('Permanent', 'Lead.UG@Example.org'), 'bounced'],
  ['a complaint', complaint(`Somebody <${NAME}>`, 'abuse'), 'complained'],
])('marks the member: %s', async (_, event, mark) => {
  await takeBack(event, deps());
  expect(await mailbox()).toEqual({ mark, at: AT });
  expect(marked).toHaveLength(1);
});

it.each([
  ['a full mailbox', bounce('Transient', NAME)],
  ['what nobody can tell', bounce('Undetermined', NAME)],
  ['a complaint that was taken back', complaint(NAME, 'not-spam')],
])('leaves the member alone: %s', async (_, event) => {
  await takeBack(event, deps());
  expect(await mailbox()).toBeNull();
});

it('ignores addresses of nobody', async () => {
  const before = await queryAll(engine.table, { partition: 'MEMBERS', index: true });
  await takeBack(bounce('Permanent', 'stranger@example.org'), deps());
  expect(await queryAll(engine.table, { partition: 'MEMBERS', index: true })).toHaveLength(before.length);
  expect(marked).toEqual([]);
});

it('can be told twice and late: the newest word stands', async () => {
  await takeBack(bounce('Permanent', NAME), deps());
  await takeBack(bounce('Permanent', NAME), deps());
  await takeBack(complaint(NAME), deps());
  await takeBack(bounce('Permanent', NAME, '2026-11-01T08:00:00.000Z'), deps());
  expect(await mailbox()).toEqual({ mark: 'bounced', at: AT });
});

it('refuses what is no event of the mail service, so that it is seen', async () => {
  await expect(takeBack({ eventType: 'Delivery' }, deps())).rejects.toThrow();
});
