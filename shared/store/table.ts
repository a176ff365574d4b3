/** Opens the table: one client per cold start, with time-outs tight enough that a slow answer becomes a clean 503. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Plain attributes as they lie in the table. What they mean is read by a codec, never assumed. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Capacity units one call consumed, for the bench. */
export interface Units {
  readonly operation: string;
  readonly read: number;
  readonly write: number;
}

export interface Table {
  readonly name: string;
  readonly documents: DynamoDBDocumentClient;
  /** Waits between attempts. */
  readonly pause: (ms: number) => Promise<void>;
  /** 0 up to 1: the jitter of a wait. */
  readonly random: () => number;
  /** Monotonic milliseconds: how long attempts have taken. */
  readonly elapsed: () => number;
  /** Asked for what each call consumed when set. */
  readonly onUnits?: (units: Units) => void;
}

const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 3_000;
const SDK_ATTEMPTS = 3;

/** A client of the kind that everything here expects: undefined attributes left out, tight time-outs, standard retries. */
export function openDocuments(endpoint?: string): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: SDK_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Opens the named table; `overrides` replace what a test wants to hold in its hands. */
export function openTable(name: string, overrides: Partial<Omit<Table, 'name'>> = {}): Table {
  return {
    name,
    documents: overrides.documents ?? openDocuments(),
    pause: overrides.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    random: overrides.random ?? Math.random,
    elapsed: overrides.elapsed ?? (() => performance.now()),
    ...(overrides.onUnits ? { onUnits: overrides.onUnits } : {}),
  };
}

interface Consumed {
  readonly CapacityUnits?: number | undefined;
  readonly ReadCapacityUnits?: number | undefined;
  readonly WriteCapacityUnits?: number | undefined;
}

/** The `ReturnConsumedCapacity` a call should carry. */
export function capacityWanted(table: Table): { ReturnConsumedCapacity?: 'TOTAL' } {
  return table.onUnits ? { ReturnConsumedCapacity: 'TOTAL' } : {};
}

/** Hands what a call consumed to the hook, if there is one. `kind` says what plain capacity units stand for. */
export function reportUnits(
  table: Table,
  operation: string,
  kind: 'read' | 'write',
  consumed: Consumed | readonly Consumed[] | undefined,
): void {
  if (!table.onUnits || consumed === undefined) return;
  let read = 0;
  let write = 0;
  for (const part of Array.isArray(consumed) ? consumed : [consumed]) {
    const plain = part.CapacityUnits ?? 0;
    read += part.ReadCapacityUnits ?? (kind === 'read' ? plain : 0);
    write += part.WriteCapacityUnits ?? (kind === 'write' ? plain : 0);
  }
  table.onUnits({ operation, read, write });
}
