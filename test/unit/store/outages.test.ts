/** What the store does when the table throttles, times out, answers in part, or is in somebody's way. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ABSENT } from '#shared/store/conditions.ts';
import { getRow, getRows, queryAll } from '#shared/store/read.ts';
import { openTable, type Table } from '#shared/store/table.ts';
import { add, again, attempt, put, transact } from '#shared/store/transact.ts';

const mock = mockClient(DynamoDBDocumentClient);
const key = { PK: 'P', SK: 'S' };
let waits: number[];
let clockMs: number;
let table: Table;

beforeEach(() => {
  mock.reset();
  waits = [];
  clockMs = 0;
  const client = openTable('t', {}).documents;
  table = openTable('t', {
    documents: client,
    pause: async (ms) => void waits.push(ms),
    random: () => 0.5,
    elapsed: () => clockMs,
  });
});

const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const save = () => transact(table, [put('first', { ...key, v: 1 }, ABSENT), put('second', { ...key, v: 1 })]);

describe('a transaction', () => {
  it.each([
    ['TransactionConflict among its parts', cancelled('None', 'TransactionConflict'), 'TransactionConflict'],
    ['throttled parts', cancelled('ThrottlingError', 'None'), 'ThrottlingError'],
    ['a throttled call', named('ProvisionedThroughputExceededException'), 'ProvisionedThroughputExceededException'],
    ['a time-out after it was sent', named('TimeoutError'), 'TimeoutError'],
    ['a lost connection', named('Error', { code: 'ECONNRESET' }), 'ECONNRESET'],
    ['an error of the service', named('Odd', { $metadata: { httpStatusCode: 500 } }), 'Odd (500)'],
  ])('that meets %s is busy, not broken', async (_, error, reason) => {
    mock.on(TransactWriteCommand).rejects(error);
    expect(await save()).toEqual({ kind: 'busy', reason });
  });

  it('prefers the clause that failed to who was in the way', async () => {
    mock.on(TransactWriteCommand).rejects(cancelled('TransactionConflict', 'ConditionalCheckFailed'));
    expect(await save()).toMatchObject({ kind: 'conflict', name: 'second', index: 1 });
  });

  it.each([
    named('ValidationException', { $metadata: { httpStatusCode: 400 } }),
    named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }),
    cancelled('ValidationError', 'None'),
  ])('throws what would fail again: $name', async (error) => {
    mock.on(TransactWriteCommand).rejects(error);
    await expect(save()).rejects.toBe(error);
  });

  it('asks for the old row with every condition, and for capacity only when somebody counts it', async () => {
    mock.on(TransactWriteCommand).resolves({});
    await save();
    await transact({ ...table, onUnits: () => undefined }, [add('n', key, { n: 1 }, { m: 2 }, ABSENT)]);
    const [first, second] = mock.commandCalls(TransactWriteCommand).map((call) => call.args[0].input);
    expect(first?.TransactItems?.[0]).toEqual({
      Put: {
        TableName: 't',
        Item: { ...key, v: 1 },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'PK' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
    expect(first?.ReturnConsumedCapacity).toBeUndefined();
    expect(second).toMatchObject({
      ReturnConsumedCapacity: 'TOTAL',
      TransactItems: [
        {
          Update: {
            UpdateExpression: 'SET #set0 = :set0 ADD #add0 :add0',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
      ],
    });
  });
});

describe('attempts', () => {
  const busy = { kind: 'busy', reason: 'TransactionConflict' } as const;

  it('load again after each lost race and wait a random while that doubles', async () => {
    let loads = 0;
    const result = await attempt(table, async (number) => {
      loads++;
      return number < 3 ? again(busy) : 'stored';
    });
    expect({ result, loads, waits }).toEqual({ result: 'stored', loads: 3, waits: [25, 50] });
  });

  it('end after three, as an outage that says why', async () => {
    let loads = 0;
    const lost = attempt(table, async () => {
      loads++;
      return again({ kind: 'conflict', index: 0, name: 'state', item: undefined, all: [] });
    });
    await expect(lost).rejects.toMatchObject({ name: 'TableUnavailable', message: expect.stringContaining('state') });
    expect({ loads, waits }).toEqual({ loads: 3, waits: [25, 50] });
  });

  it('end early when the time for an answer is nearly over', async () => {
    let loads = 0;
    const slow = attempt(table, async () => {
      loads++;
      clockMs += 7_000;
      return again(busy);
    });
    await expect(slow).rejects.toMatchObject({ name: 'TableUnavailable' });
    expect(loads).toBe(1);
  });

  it('hand on bugs at once', async () => {
    await expect(attempt(table, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  });
});

describe('reads', () => {
  it('that are throttled or time out are an outage', async () => {
    mock.on(GetCommand).rejects(named('ThrottlingException'));
    mock.on(QueryCommand).rejects(named('TimeoutError'));
    await expect(getRow(table, key)).rejects.toMatchObject({ name: 'TableUnavailable' });
    await expect(queryAll(table, { partition: 'P' })).rejects.toMatchObject({ name: 'TableUnavailable' });
  });

  it('that are not permitted are a bug', async () => {
    mock.on(GetCommand).rejects(named('AccessDeniedException'));
    await expect(getRow(table, key)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('ask again for keys that stayed unprocessed, and only for those', async () => {
    const keys = ['a', 'b'].map((SK) => ({ PK: 'P', SK }));
    mock
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { t: [{ ...keys[0], n: 1 }] }, UnprocessedKeys: { t: { Keys: [{ ...keys[1] }] } } })
      .resolvesOnce({ Responses: { t: [{ ...keys[1], n: 2 }] } });
    expect((await getRows(table, keys)).map((row) => row?.n)).toEqual([1, 2]);
    const asked = mock.commandCalls(BatchGetCommand).map((call) => call.args[0].input.RequestItems?.t?.Keys);
    expect(asked).toEqual([keys, [keys[1]]]);
    expect(waits).toHaveLength(1);
  });

  it('give up on keys that stay unprocessed', async () => {
    mock.on(BatchGetCommand).resolves({ UnprocessedKeys: { t: { Keys: [key] } } });
    await expect(getRows(table, [key])).rejects.toMatchObject({ name: 'TableUnavailable' });
  });

  it('follow the pages of a query to the end', async () => {
    mock
      .on(QueryCommand)
      .resolvesOnce({ Items: [{ n: 1 }], LastEvaluatedKey: { ...key } })
      .resolvesOnce({ Items: [{ n: 2 }] });
    expect(await queryAll(table, { partition: 'P' })).toEqual([{ n: 1 }, { n: 2 }]);
    expect(mock.commandCalls(QueryCommand)[1]?.args[0].input.ExclusiveStartKey).toEqual(key);
  });
});
