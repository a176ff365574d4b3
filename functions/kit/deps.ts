/** What operations are handed instead of reaching for it: the table, the clock, new ids. Made once per cold start. */
import { v7 } from 'uuid';
import { openTable, type Table } from '#shared/store/table.ts';
import { readEnv, tableEnv } from './env.ts';

/** The clock and new ids of everything that runs. */
export interface Deps {
  readonly now: () => Date;
  /** A new UUIDv7. */
  readonly newId: () => string;
}

export interface TableDeps extends Deps {
  readonly table: Table;
}

/** The real ones, with the table that the environment names. */
export function tableDeps(): TableDeps {
  const { TABLE_NAME } = readEnv(tableEnv);
  return { table: openTable(TABLE_NAME), now: () => new Date(), newId: () => v7() };
}
