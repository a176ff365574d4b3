/** Runs of a country (sweep, nightly check): planned once, worked off batch by batch, and the heartbeat they leave. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Heartbeat, heartbeatOf, type Run, type RunKind } from '../domain/sweeps/run.ts';
import { asRead } from './conditions.ts';
import { type Key, nightlyKey, sweepKey } from './keys.ts';
import { getRow } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';
import { reaching } from './unavailable.ts';

const heartbeat = z.object({
  now: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  facilities: z.int(),
  failures: z.int(),
});

const runRow = z.object({
  country: z.string(),
  kind: z.enum(['sweep', 'nightly']),
  runId: z.string(),
  now: z.string(),
  day: z.int(),
  startedAt: z.string(),
  cuts: z.array(z.string()),
  /** A set of the table; one that is empty does not exist. */
  pending: z.set(z.string()).default(new Set()),
  facilities: z.int(),
  failures: z.int(),
  last: heartbeat.nullable(),
  v: z.int().min(1),
});

/** A run as it is kept, with the version of its row. */
export type StoredRun = Run & { readonly v: number };

function keyOf(kind: RunKind, country: string): Key {
  return kind === 'sweep' ? sweepKey(country) : nightlyKey(country);
}

/** The country's last run of a kind, strongly consistent; undefined before the first. */
export async function loadRun(table: Table, kind: RunKind, country: string): Promise<StoredRun | undefined> {
  const row = await getRow(table, keyOf(kind, country), { consistent: true });
  return row === undefined ? undefined : runRow.parse(row);
}

/** Stores a planned run over the one that was read; `conflict` when another planner was faster. */
export async function storeRun(table: Table, run: Run, before: StoredRun | undefined): Promise<Outcome> {
  const { pending, ...rest } = run;
  const row: StoredRow = {
    ...rest,
    /** The heartbeat is written. */
    told: pending.size === 0,
    v: (before?.v ?? 0) + 1,
    ...(pending.size > 0 ? { pending: new Set(pending) } : {}),
  };
  return await transact(table, [put('run', { ...keyOf(run.kind, run.country), ...row }, asRead(before))]);
}

type Changes = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The row after the change, or undefined where the condition did not hold. */
async function update(table: Table, key: Key, changes: Changes): Promise<StoredRun | undefined> {
  return await reaching(async () => {
    try {
      const { Attributes } = await table.documents.send(
        new UpdateCommand({ TableName: table.name, Key: { ...key }, ReturnValues: 'ALL_NEW', ...changes }),
      );
      return runRow.parse(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  });
}

/** Of this run, and not done before. */
const STILL_PENDING = '#runId = :runId AND contains(#pending, :batch)';

/** Of this run, with nothing left to do, and not told before. */
const THROUGH = '#runId = :runId AND attribute_not_exists(#pending) AND #told = :no';

/** Takes a batch off its run; undefined where it was taken off before, or the run was overtaken. */
export async function completeBatch(
  table: Table,
  run: Pick<Run, 'kind' | 'country' | 'runId'>,
  batchId: string,
  failures: number,
): Promise<StoredRun | undefined> {
  return await update(table, keyOf(run.kind, run.country), {
    UpdateExpression: 'DELETE #pending :batches ADD #failures :failures, #v :one',
    ConditionExpression: STILL_PENDING,
    ExpressionAttributeNames: { '#runId': 'runId', '#pending': 'pending', '#failures': 'failures', '#v': 'v' },
    ExpressionAttributeValues: {
      ':runId': run.runId,
      ':batch': batchId,
      ':batches': new Set([batchId]),
      ':failures': failures,
      ':one': 1,
    },
  });
}

/** Leaves the heartbeat of a run whose last batch is done: told to exactly one caller, undefined to all others. */
export async function finishRun(table: Table, run: Run, clock: string): Promise<Heartbeat | undefined> {
  if (run.pending.size > 0) return undefined;
  const last = heartbeatOf(run, clock);
  const finished = await update(table, keyOf(run.kind, run.country), {
    UpdateExpression: 'SET #last = :last, #told = :yes ADD #v :one',
    ConditionExpression: THROUGH,
    ExpressionAttributeNames: { '#runId': 'runId', '#pending': 'pending', '#last': 'last', '#told': 'told', '#v': 'v' },
    ExpressionAttributeValues: { ':runId': run.runId, ':last': last, ':one': 1, ':no': false, ':yes': true },
  });
  return finished === undefined ? undefined : last;
}
