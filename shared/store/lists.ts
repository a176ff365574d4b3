/** Lists planned by scope: an ordered row of partitions is read one after the other, so nothing is read to be thrown away. */
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { foreignCursor, type ListIdentity, type Position, readCursor, writeCursor } from './cursor.ts';
import { queryPage, type Stretch } from './read.ts';
import type { StoredRow, Table } from './table.ts';

/** One stretch of a list. Its name (index or table, partition and prefix) is what a cursor points to. */
export interface Source extends Stretch {
  /** Shows only rows that pass; the list goes on until the page is full. */
  readonly accept?: (row: StoredRow) => boolean;
}

export interface ListRequest extends ListIdentity {
  /** In the order in which they are shown; each partition and prefix at most once. */
  readonly sources: readonly Source[];
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ListPage {
  readonly rows: readonly StoredRow[];
  readonly nextCursor: string | null;
}

/** Rows of one page and the cursor of the next, or `cursor.invalid`. */
export async function listPage(table: Table, request: ListRequest): Promise<ListPage | Refusal> {
  let position: Position | undefined;
  if (request.cursor !== undefined) {
    const read = readCursor(request, request.cursor);
    if (isRefusal(read)) return read;
    position = read;
  }
  const start = position === undefined ? 0 : request.sources.findIndex((source) => nameOf(source) === position?.source);
  const first = request.sources[start];
  if (position !== undefined && (first === undefined || !belongs(first, position))) return foreignCursor();
  return await collect(table, request, start, position);
}

const FILTERED_PAGE = 100;

async function collect(
  table: Table,
  request: ListRequest,
  start: number,
  position: Position | undefined,
): Promise<ListPage> {
  const rows: StoredRow[] = [];
  let last: Position | undefined;
  for (const [offset, source] of request.sources.slice(start).entries()) {
    let after: Readonly<Record<string, unknown>> | undefined =
      offset === 0 && position ? startKey(source, position) : undefined;
    do {
      const missing = request.limit - rows.length + 1;
      // A filter may throw most rows away: such a source is read in pages of a decent size, never row by row.
      const limit = source.accept ? Math.max(missing, FILTERED_PAGE) : missing;
      const page = await queryPage(table, source, { limit, after });
      for (const row of page.rows) {
        if (source.accept && !source.accept(row)) continue;
        if (rows.length === request.limit && last) return { rows, nextCursor: writeCursor(request, last) };
        rows.push(row);
        last = positionOf(source, row);
      }
      after = page.after;
    } while (after !== undefined);
  }
  return { rows, nextCursor: null };
}

function nameOf(source: Source): string {
  return `${source.index ? 'i' : 't'}:${source.partition}${source.prefix === undefined ? '' : `:${source.prefix}`}`;
}

/** Whether the position lies within what the source may show: the table would refuse, or go on from, any other. */
function belongs(source: Source, position: Position): boolean {
  const { PK, SK, GSI1SK } = position.after;
  const sort = source.index ? GSI1SK : SK;
  if (sort === undefined || sort === '' || PK === '' || SK === '') return false;
  if (!source.index && PK !== source.partition) return false;
  if (source.prefix !== undefined && !sort.startsWith(source.prefix)) return false;
  return (source.from === undefined || sort >= source.from) && (source.to === undefined || sort <= source.to);
}

function startKey(source: Source, position: Position): Readonly<Record<string, unknown>> {
  const { PK, SK, GSI1SK } = position.after;
  return source.index && GSI1SK !== undefined ? { PK, SK, GSI1PK: source.partition, GSI1SK } : { PK, SK };
}

function positionOf(source: Source, row: StoredRow): Position {
  const { PK, SK, GSI1SK } = row;
  if (typeof PK !== 'string' || typeof SK !== 'string') throw new Error('a row without its key');
  if (!source.index) return { source: nameOf(source), after: { PK, SK } };
  if (typeof GSI1SK !== 'string') throw new Error('a row of the index without its index key');
  return { source: nameOf(source), after: { PK, SK, GSI1SK } };
}
