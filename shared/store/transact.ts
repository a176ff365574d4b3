/** The one way to write: named writes in one transaction with a typed outcome, and attempts that load afresh each time. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Condition } from './conditions.ts';
import type { Key } from './keys.ts';
import { capacityWanted, reportUnits, type StoredRow, type Table } from './table.ts';
import { passingFailure, TableUnavailable } from './unavailable.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction; `name` tells a refused clause from its neighbours. */
export interface Write {
  readonly name: string;
  readonly build: (tableName: string) => TransactItem;
}

/** What DynamoDB takes in one transaction. */
export const MAX_WRITES = 100;

/** Stores a row, replacing what the condition lets it replace. */
export function put(name: string, row: Key & StoredRow, condition?: Condition): Write {
  return { name, build: (TableName) => ({ Put: { TableName, Item: row, ...guard(condition) } }) };
}

/** Removes a row. */
export function remove(name: string, key: Key, condition?: Condition): Write {
  return {
    name,
    build: (TableName) => ({ Delete: { TableName, Key: { PK: key.PK, SK: key.SK }, ...guard(condition) } }),
  };
}

/** Checks a row that the transaction does not write. */
export function check(name: string, key: Key, condition: Condition): Write {
  const { expression: ConditionExpression, names, values } = condition;
  return {
    name,
    build: (TableName) => ({
      ConditionCheck: {
        TableName,
        Key: { PK: key.PK, SK: key.SK },
        ConditionExpression,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...placeholders(names, values),
      },
    }),
  };
}

/** Adds to top-level counters (created at 0) and sets attributes, without reading the row: such writes commute. */
export function add(
  name: string,
  key: Key,
  counters: Readonly<Record<string, number>>,
  set: Readonly<Record<string, unknown>> = {},
  condition?: Condition,
): Write {
  const names: Record<string, string> = { ...condition?.names };
  const values: Record<string, unknown> = { ...condition?.values };
  const clause = (prefix: string, separator: string, entries: [string, unknown][]) =>
    entries.map(([attribute, value], index) => {
      names[`#${prefix}${index}`] = attribute;
      values[`:${prefix}${index}`] = value;
      return `#${prefix}${index}${separator}:${prefix}${index}`;
    });
  const adds = clause('add', ' ', Object.entries(counters));
  const sets = clause(
    'set',
    ' = ',
    Object.entries(set).filter(([, value]) => value !== undefined),
  );
  const UpdateExpression = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(adds.length > 0 ? [`ADD ${adds.join(', ')}`] : []),
  ].join(' ');
  return {
    name,
    build: (TableName) => ({
      Update: {
        TableName,
        Key: { PK: key.PK, SK: key.SK },
        UpdateExpression,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...(condition ? { ConditionExpression: condition.expression } : {}),
        ...placeholders(names, values),
      },
    }),
  };
}

function guard(condition: Condition | undefined) {
  if (!condition) return {};
  return {
    ConditionExpression: condition.expression,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    ...placeholders(condition.names, condition.values),
  };
}

function placeholders(names: Condition['names'] = {}, values: Condition['values'] = {}) {
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: { ...names } } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: { ...values } } : {}),
  };
}

/** A clause that did not hold, with the row it met (undefined where there was none). */
export interface Conflict {
  readonly index: number;
  readonly name: string;
  readonly item: StoredRow | undefined;
}

/**
 * `conflict`: nothing was stored, the first clause that failed is told and `all` of them. `busy`: throttled, in
 * somebody's way, or timed out; in the last case it may have been stored, so look again before writing again.
 */
export type Outcome =
  | { readonly kind: 'done' }
  | (Conflict & { readonly kind: 'conflict'; readonly all: readonly Conflict[] })
  | { readonly kind: 'busy'; readonly reason: string };

/** Sends the writes as one transaction. Throws only for what is a bug or a lack of permission. */
export async function transact(table: Table, writes: readonly Write[]): Promise<Outcome> {
  if (writes.length > MAX_WRITES) throw new Error(`${writes.length} writes do not fit in one transaction`);
  try {
    const { ConsumedCapacity } = await table.documents.send(
      new TransactWriteCommand({
        TransactItems: writes.map((write) => write.build(table.name)),
        ...capacityWanted(table),
      }),
    );
    reportUnits(table, 'transact', 'write', ConsumedCapacity);
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return cancelled(error, writes);
    const reason = passingFailure(error);
    if (reason === undefined) throw error;
    return { kind: 'busy', reason };
  }
}

const PASSING_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function cancelled(error: TransactionCanceledException, writes: readonly Write[]): Outcome {
  const conflicts: Conflict[] = [];
  let passing: string | undefined;
  (error.CancellationReasons ?? []).forEach((reason, index) => {
    if (reason.Code === 'ConditionalCheckFailed') {
      // Errors pass the document client as they are: the item is still made of attribute values.
      const item = reason.Item === undefined ? undefined : unmarshall(reason.Item);
      conflicts.push({ index, name: writes[index]?.name ?? String(index), item });
    } else if (reason.Code !== undefined && PASSING_REASONS.has(reason.Code)) passing = reason.Code;
  });
  const [first] = conflicts;
  if (first) return { kind: 'conflict', ...first, all: conflicts };
  if (passing !== undefined) return { kind: 'busy', reason: passing };
  throw error;
}

/** Says that an attempt lost a race and should start again from its load. */
export interface Again {
  readonly again: string;
}

/** The race was lost: load, decide and save once more. */
export function again(outcome: Exclude<Outcome, { kind: 'done' }>): Again {
  return { again: outcome.kind === 'conflict' ? `lost a race for ${outcome.name}` : outcome.reason };
}

const ATTEMPTS = 3;
const BASE_WAIT_MS = 25;
const BUDGET_MS = 6_000;

function isAgain(value: unknown): value is Again {
  return typeof value === 'object' && value !== null && 'again' in value && typeof value.again === 'string';
}

/**
 * Runs load -> decide -> save up to three times, waiting a random while that doubles in between. `once` answers, or
 * returns `again(outcome)` after a lost race. After the last attempt, or six seconds, it throws TableUnavailable.
 */
export async function attempt<T>(table: Table, once: (number: number) => Promise<T | Again>): Promise<T> {
  const started = table.elapsed();
  let reason = '';
  for (let number = 1; number <= ATTEMPTS; number++) {
    const result = await once(number);
    if (!isAgain(result)) return result;
    reason = result.again;
    if (number === ATTEMPTS || table.elapsed() - started > BUDGET_MS) break;
    await table.pause(table.random() * BASE_WAIT_MS * 2 ** number);
  }
  throw new TableUnavailable(reason);
}
