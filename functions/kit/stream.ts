/** The way in for the table's stream: changes as plain rows, worked on key by key, and failures told record by record. */
import type { AttributeValue, Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { StoredRow } from '#shared/store/table.ts';
import { invoked } from './job.ts';
import { createLog, errorFields, type Log } from './log.ts';

/** Keys of one batch that are worked on side by side. */
const SIDE_BY_SIDE = 4;

/** One change of one row of the table. */
export interface RowChange {
  /** Place in the stream: grows with each change of the row; the same when the record comes again. */
  readonly sequence: string;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: { readonly PK: string; readonly SK: string };
  /** The row before the change; undefined for an insert. */
  readonly before: StoredRow | undefined;
  /** The row after the change; undefined where it was removed. */
  readonly after: StoredRow | undefined;
}

/** Says what a change belongs to (a facility, a country); undefined for one that nobody waits for. Must not throw lightly: a throw fails the record. */
export type Group = (change: RowChange) => string | undefined;
/** Works the changes of one key off, oldest first, once per batch; a throw makes the stream send them again. */
export type ChangeWork<D> = (key: string, changes: readonly RowChange[], deps: D) => Promise<void>;

/** An attribute as the document client gives it. Throws on a number that would lose digits, and on an unknown type. */
function plain(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return numberOf(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.M !== undefined) return plainRow(value.M);
  if (value.L !== undefined) return value.L.map(plain);
  if (value.SS !== undefined) return new Set(value.SS);
  if (value.NS !== undefined) return new Set(value.NS.map(numberOf));
  if (value.B !== undefined) return bytesOf(value.B);
  if (value.BS !== undefined) return new Set(value.BS.map(bytesOf));
  throw new Error(`a stream record holds an attribute of an unknown type: ${Object.keys(value).join()}`);
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) throw new Error(`${text} is too large a number`);
  return number;
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

function plainRow(image: Readonly<Record<string, AttributeValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));
}

/** Throws on a record without keys, which no table of ours can send. */
function toChange({ eventName, dynamodb }: DynamoDBRecord): RowChange {
  const PK = dynamodb?.Keys?.PK?.S;
  const SK = dynamodb?.Keys?.SK?.S;
  if (PK === undefined || SK === undefined || dynamodb?.SequenceNumber === undefined || eventName === undefined) {
    throw new Error('a stream record without keys, name or sequence number');
  }
  return {
    sequence: dynamodb.SequenceNumber,
    event: eventName,
    keys: { PK, SK },
    before: dynamodb.OldImage && plainRow(dynamodb.OldImage),
    after: dynamodb.NewImage && plainRow(dynamodb.NewImage),
  };
}

/**
 * A function behind the table's stream. The changes of a batch are put together by `group`, and `work` is called once
 * for each key. The records of keys that failed are told oldest first: Lambda goes on from the oldest, so what succeeded
 * behind it comes once more, and nothing is skipped.
 */
export function streamJob<D>(
  name: string,
  group: Group,
  work: ChangeWork<D>,
  makeDeps: () => D,
  log: Log = createLog(),
): (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse> {
  let deps: D | undefined;

  const one = async (key: string, changes: readonly RowChange[]): Promise<boolean> => {
    const started = performance.now();
    const fields = { job: name, key, records: changes.length };
    try {
      deps ??= makeDeps();
      await work(key, changes, deps);
      log('info', 'job', { ...fields, ms: Math.round(performance.now() - started) });
      return true;
    } catch (error) {
      log('error', 'job failed', { ...fields, ...errorFields(error) });
      return false;
    }
  };

  return invoked<DynamoDBStreamEvent, DynamoDBBatchResponse>(async ({ Records }) => {
    const groups = new Map<string, RowChange[]>();
    const failed = new Set<string>();
    for (const record of Records) {
      const sequence = record.dynamodb?.SequenceNumber ?? '';
      try {
        const change = toChange(record);
        const key = group(change);
        if (key === undefined) continue;
        const changes = groups.get(key);
        if (changes) changes.push(change);
        else groups.set(key, [change]);
      } catch (error) {
        log('error', 'job failed', { job: name, sequence, ...errorFields(error) });
        failed.add(sequence);
      }
    }
    const waiting = [...groups];
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (await one(...next)) continue;
        for (const { sequence } of next[1]) failed.add(sequence);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    const inOrder = Records.map((record) => record.dynamodb?.SequenceNumber ?? '').filter((one) => failed.has(one));
    return { batchItemFailures: inOrder.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}
