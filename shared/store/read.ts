/** Reads of the table: single rows, many rows at once, and queries page by page; outages are one kind of error. */
import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { capacityWanted, reportUnits, type StoredRow, type Table } from './table.ts';
import { indexKeys, indexName, tableKeys } from './table-constants.ts';
import { reaching, TableUnavailable } from './unavailable.ts';

export interface ReadOptions {
  /** Strongly consistent: what a decision rests on. */
  readonly consistent?: boolean;
}

/** One row, or undefined. */
export async function getRow(table: Table, key: Key, options: ReadOptions = {}): Promise<StoredRow | undefined> {
  const answer = await reaching(() =>
    table.documents.send(
      new GetCommand({
        TableName: table.name,
        Key: { PK: key.PK, SK: key.SK },
        ConsistentRead: options.consistent ?? false,
        ...capacityWanted(table),
      }),
    ),
  );
  reportUnits(table, 'get', 'read', answer.ConsumedCapacity);
  return answer.Item;
}

const BATCH = 100;
const ROUNDS = 4;
const BASE_WAIT_MS = 25;

/** The rows of these keys in the same order, undefined where there is none. Repeated keys are read once. */
export async function getRows(
  table: Table,
  keys: readonly Key[],
  options: ReadOptions = {},
): Promise<(StoredRow | undefined)[]> {
  const unique = new Map(keys.map((key) => [identity(key), { PK: key.PK, SK: key.SK }]));
  const wanted = [...unique.values()];
  const batches: Key[][] = [];
  for (let start = 0; start < wanted.length; start += BATCH) batches.push(wanted.slice(start, start + BATCH));
  const found = new Map<string, StoredRow>();
  for (const rows of await Promise.all(batches.map((batch) => getBatch(table, batch, options)))) {
    for (const row of rows) found.set(`${row[tableKeys.partition]}|${row[tableKeys.sort]}`, row);
  }
  return keys.map((key) => found.get(identity(key)));
}

const identity = (key: Key): string => `${key.PK}|${key.SK}`;

async function getBatch(table: Table, batch: readonly Key[], options: ReadOptions): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  let keys: Record<string, unknown>[] = batch.map((key) => ({ ...key }));
  for (let round = 1; keys.length > 0; round++) {
    if (round > ROUNDS) throw new TableUnavailable(`${keys.length} keys stayed unprocessed`);
    if (round > 1) await table.pause(table.random() * BASE_WAIT_MS * 2 ** round);
    const Keys = keys;
    const answer = await reaching(() =>
      table.documents.send(
        new BatchGetCommand({
          RequestItems: { [table.name]: { Keys, ConsistentRead: options.consistent ?? false } },
          ...capacityWanted(table),
        }),
      ),
    );
    reportUnits(table, 'batch-get', 'read', answer.ConsumedCapacity);
    rows.push(...(answer.Responses?.[table.name] ?? []));
    keys = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return rows;
}

/** A stretch of one partition, of the table or of its index. Bounds are on the sort key, both inclusive. */
export interface Stretch extends ReadOptions {
  readonly partition: string;
  /** Read the index, whose reads are never strongly consistent. */
  readonly index?: boolean;
  /** Sort keys that begin so; not together with bounds. */
  readonly prefix?: string;
  readonly from?: string;
  readonly to?: string;
  readonly descending?: boolean;
}

export interface Page {
  readonly rows: readonly StoredRow[];
  /** Where to go on; undefined at the end. */
  readonly after: Record<string, unknown> | undefined;
}

/** One page of a stretch: at most `limit` rows, and at most what one answer of the table holds (1 MB). */
export async function queryPage(
  table: Table,
  stretch: Stretch,
  page: { readonly limit?: number | undefined; readonly after?: Readonly<Record<string, unknown>> | undefined } = {},
): Promise<Page> {
  const { clause, names, values } = sortCondition(stretch);
  const answer = await reaching(() =>
    table.documents.send(
      new QueryCommand({
        TableName: table.name,
        ...(stretch.index ? { IndexName: indexName } : { ConsistentRead: stretch.consistent ?? false }),
        KeyConditionExpression: `#p = :p${clause}`,
        ExpressionAttributeNames: { '#p': stretch.index ? indexKeys.partition : tableKeys.partition, ...names },
        ExpressionAttributeValues: { ':p': stretch.partition, ...values },
        ScanIndexForward: !stretch.descending,
        ...(page.limit === undefined ? {} : { Limit: page.limit }),
        ...(page.after === undefined ? {} : { ExclusiveStartKey: { ...page.after } }),
        ...capacityWanted(table),
      }),
    ),
  );
  reportUnits(table, 'query', 'read', answer.ConsumedCapacity);
  return { rows: answer.Items ?? [], after: answer.LastEvaluatedKey };
}

function sortCondition(stretch: Stretch) {
  const names = { '#s': stretch.index ? indexKeys.sort : tableKeys.sort };
  const { prefix, from, to } = stretch;
  if (prefix !== undefined) return { clause: ' AND begins_with(#s, :s)', names, values: { ':s': prefix } };
  if (from !== undefined && to !== undefined) {
    return { clause: ' AND #s BETWEEN :from AND :to', names, values: { ':from': from, ':to': to } };
  }
  if (from !== undefined) return { clause: ' AND #s >= :from', names, values: { ':from': from } };
  if (to !== undefined) return { clause: ' AND #s <= :to', names, values: { ':to': to } };
  return { clause: '', names: {}, values: {} };
}

/** All rows of a stretch, however many pages they take: for stretches that are bounded by what they hold. */
export async function queryAll(table: Table, stretch: Stretch): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await queryPage(table, stretch, { after });
    rows.push(...page.rows);
    after = page.after;
  } while (after !== undefined);
  return rows;
}
