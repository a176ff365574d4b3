import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { openDocuments, openTable } from '#shared/store/table.ts';
import { TableUnavailable } from '#shared/store/unavailable.ts';
import { evaluateFacility } from '../../../functions/jobs/evaluate-facility.ts';

const NOW = Date.parse('2026-11-20T18:00:00.000Z');
const table = mockClient(DynamoDBDocumentClient);

const facility = {
  PK: 'F#UG-A',
  SK: 'S#FACILITY',
  facilityId: 'UG-A',
  v: 4,
  createdOn: 20000,
  bookkeepingHistory: [{ from: 0, mode: 'counts' }],
  body: { name: 'A', country: 'UG', kind: 'prison', timeZone: 'Africa/Kampala', bookkeeping: 'counts' },
};

const world: EvaluationWorld = {
  country: {
    country: 'UG',
    timeZone: 'Africa/Kampala',
    locales: ['en-UG'],
    digestHour: 7,
    standardLists: { prison: ['soap-bar'] },
    levels: {},
    surges: [],
    deputy: null,
  },
  catalogue: new Map([
    [
      'soap-bar',
      {
        itemId: 'soap-bar',
        names: { en: 'Soap' },
        unit: 'bar',
        planning: 'rate',
        criticality: 'vital',
        packs: [],
        norms: {},
        requiredQuantity: null,
        retired: false,
      },
    ],
  ]),
  guidance: [],
  checklists: [],
  shortElsewhere: new Set(),
  recalls: [],
};

const cancelled = (Code: string) =>
  new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons: [{ Code }, { Code: 'None' }] });

const run = () =>
  evaluateFacility('UG-A', world, NOW, {
    table: openTable('muster', { documents: openDocuments(), pause: async () => {}, elapsed: () => 0 }),
    now: () => new Date(NOW),
    newId: () => 'id',
  });

beforeEach(() => {
  table.reset();
  table.on(QueryCommand).resolves({ Items: [facility] });
});

describe('an evaluation on a table that is busy', () => {
  it('asks for one consistent query and sends one transaction', async () => {
    table.on(TransactWriteCommand).resolves({});
    await run();
    expect(table.commandCalls(QueryCommand).map(({ args }) => args[0].input.ConsistentRead)).toEqual([true]);
    const [sent] = table.commandCalls(TransactWriteCommand);
    const parts = sent?.args[0].input.TransactItems ?? [];
    expect(parts.map((part) => Object.keys(part)[0]).sort()).toEqual([
      'ConditionCheck',
      'ConditionCheck',
      'Put',
      'Put',
      'Put',
    ]);
    const stored = parts.flatMap(({ Put }) => (Put === undefined ? [] : String(Put.Item?.SK)));
    expect(stored).toEqual(['S#ALERT#opening-count-due#-', '00000001', 'S#SUMMARY']);
  });

  it.each(['TransactionConflict', 'ConditionalCheckFailed', 'ThrottlingError'])(
    'reads again after %s',
    async (code) => {
      table.on(TransactWriteCommand).rejectsOnce(cancelled(code)).rejectsOnce(cancelled(code)).resolves({});
      await run();
      expect(table.commandCalls(QueryCommand)).toHaveLength(3);
    },
  );

  it('gives up after three attempts, so that the batch comes again', async () => {
    table.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(run()).rejects.toThrow(TableUnavailable);
    expect(table.commandCalls(TransactWriteCommand)).toHaveLength(3);
  });

  it('sends nothing at all where nothing changed', async () => {
    table.on(TransactWriteCommand).resolves({});
    await run();
    const parts = table.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems ?? [];
    const stored = parts.flatMap((part) => part.Put?.Item ?? []);
    table.resetHistory();
    table.on(QueryCommand).resolves({ Items: [facility, ...stored] });
    await run();
    expect(table.commandCalls(TransactWriteCommand)).toHaveLength(0);
  });
});
