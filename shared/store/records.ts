/** How every record is replaced: read, check the revision, decide, write on the condition that nobody was faster. */
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { asRead } from './conditions.ts';
import type { IndexKey, Key } from './keys.ts';
import { getRow } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { again, attempt, put, transact, type Write } from './transact.ts';

/** What the caller says about the revision it has seen. */
export interface RevisionGuards {
  readonly ifMatch?: number;
  /** Refuse to replace. */
  readonly onlyCreate: boolean;
}

/** What a record becomes: its attributes, and what else is written with it. */
export interface Replacement {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly index?: IndexKey;
  readonly also?: readonly Write[];
}

export interface RecordChange extends RevisionGuards {
  readonly key: Key;
  /** New for each request: tells our own write, of which no answer came, from somebody else's. */
  readonly changeId: string;
  /** Whether the row stands for a record; a tombstone does not. */
  readonly exists?: (row: StoredRow) => boolean;
  /** Called once per attempt with the row as it is; may read more. `revision` is the one it will get. */
  readonly decide: (current: StoredRow | undefined, revision: number) => Promise<Replacement | Refusal>;
}

export interface Saved {
  readonly created: boolean;
  readonly revision: number;
  readonly row: StoredRow;
}

/** The version of a stored row, which is also the revision that callers see. */
export function revisionOf(row: StoredRow): number {
  if (typeof row.v !== 'number') throw new Error('a record without a version');
  return row.v;
}

/** What is wrong with replacing a record of this revision (undefined: there is none), if anything. */
export function revisionRefusal(revision: number | undefined, guards: RevisionGuards): Refusal | undefined {
  if (guards.onlyCreate && revision !== undefined) {
    return refuse('record.exists', 'It exists already. Leave If-None-Match out to replace it.', [], { revision });
  }
  if (guards.ifMatch !== undefined && guards.ifMatch !== revision) {
    const now = revision === undefined ? 'It does not exist' : `It has revision ${revision} now`;
    return refuse('revision.stale', `${now}: read it again, then send your change with that revision.`, [], {
      revision: revision ?? null,
    });
  }
  return undefined;
}

/** Replaces a record in one transaction; lost races start again, so that no change is overwritten unseen. */
export async function saveRecord(table: Table, change: RecordChange): Promise<Saved | Refusal> {
  return await attempt(table, async () => {
    const current = await getRow(table, change.key, { consistent: true });
    if (current?.change === change.changeId) {
      return { created: current.v === 1, revision: revisionOf(current), row: current };
    }
    const standing = current !== undefined && (change.exists?.(current) ?? true);
    const refused = revisionRefusal(standing ? revisionOf(current) : undefined, change);
    if (refused) return refused;
    const revision = current === undefined ? 1 : revisionOf(current) + 1;
    const decided = await change.decide(current, revision);
    if (isRefusal(decided)) return decided;
    const row = { ...change.key, ...decided.index, ...decided.attributes, v: revision, change: change.changeId };
    const outcome = await transact(table, [put('record', row, asRead(current)), ...(decided.also ?? [])]);
    return outcome.kind === 'done' ? { created: !standing, revision, row } : again(outcome);
  });
}
