/** Records when answers get lost: a change whose answer never came is recognised, not refused and not made twice. */
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { type RecordChange, saveRecord } from '#shared/store/records.ts';
import { openTable, type Table } from '#shared/store/table.ts';

const mock = mockClient(DynamoDBDocumentClient);
const key = { PK: 'P', SK: 'S' };
const stored = { ...key, v: 3, change: 'other' };
let table: Table;
const change = (guards: Partial<RecordChange> = {}): RecordChange => ({
  key,
  changeId: 'mine',
  onlyCreate: false,
  decide: async () => ({ attributes: { name: 'new' } }),
  ...guards,
});

beforeEach(() => {
  mock.reset();
  table = openTable('t', { pause: async () => undefined });
});

it('a time-out after the write was stored answers as if it had come back', async () => {
  mock
    .on(GetCommand)
    .resolvesOnce({ Item: stored })
    .resolvesOnce({ Item: { ...key, name: 'new', v: 4, change: 'mine' } });
  mock.on(TransactWriteCommand).rejects(Object.assign(new Error('late'), { name: 'TimeoutError' }));
  expect(await saveRecord(table, change({ ifMatch: 3 }))).toMatchObject({ created: false, revision: 4 });
  expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(1);
});

it('a time-out before the write was stored writes once more', async () => {
  mock.on(GetCommand).resolves({ Item: stored });
  mock
    .on(TransactWriteCommand)
    .rejectsOnce(Object.assign(new Error('late'), { name: 'TimeoutError' }))
    .resolves({});
  expect(await saveRecord(table, change())).toMatchObject({ revision: 4 });
  expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(2);
});

it('is replaced only while it is as it was read', async () => {
  mock.on(GetCommand).resolves({ Item: stored });
  mock.on(TransactWriteCommand).resolves({});
  await saveRecord(table, change());
  expect(mock.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems?.[0]?.Put).toMatchObject({
    Item: { ...key, v: 4, name: 'new', change: 'mine' },
    ConditionExpression: '#v = :read',
    ExpressionAttributeValues: { ':read': 3 },
  });
});

it('a stale revision is told before anything is decided', async () => {
  mock.on(GetCommand).resolves({ Item: stored });
  const decide = async () => Promise.reject(new Error('decided'));
  expect(await saveRecord(table, change({ ifMatch: 2, decide }))).toMatchObject({ code: 'revision.stale' });
  expect(await saveRecord(table, change({ onlyCreate: true, decide }))).toMatchObject({ code: 'record.exists' });
});
