/** Reads in bulk, lists over several partitions, and cursors that are worthless elsewhere. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCursor } from '#shared/store/cursor.ts';
import { type ListRequest, listPage, type Source } from '#shared/store/lists.ts';
import { getRows, queryAll, queryPage } from '#shared/store/read.ts';
import { put, transact } from '#shared/store/transact.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
const ids = ['a', 'b', 'c', 'd', 'e'];
const table: Source = { partition: 'F#UG-A', prefix: 'S#ITEM#' };
const index: Source = { partition: 'C#UG#FACILITY', index: true };
const sources = [index, table];

beforeAll(async () => {
  engine = await startEngine();
  await transact(engine.table, [
    ...ids.map((id) => put(id, { PK: `F#UG-${id}`, SK: 'S#FACILITY', GSI1PK: 'C#UG#FACILITY', GSI1SK: id, n: id })),
    ...ids.map((id) => put(id, { PK: 'F#UG-A', SK: `S#ITEM#${id}`, n: `item ${id}` })),
    put('x', { PK: 'F#UG-A', SK: 'S#LEVEL#x', n: 'level' }),
    put('y', { PK: 'F#KZ-A', SK: 'S#ITEM#y', n: 'foreign' }),
  ]);
});
afterAll(() => engine.stop());

async function walk(request: Omit<ListRequest, 'cursor'>): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listPage(engine.table, { ...request, cursor });
    if ('refused' in page) throw new Error(page.code);
    pages.push(page.rows.map((row) => row.n));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

describe('a list', () => {
  const expected = [...ids, ...ids.map((id) => `item ${id}`)];

  it.each([1, 2, 3, 5, 7, 10, 50])(
    'shows every row of its partitions once, %d a page, and ends without a cursor',
    async (limit) => {
      const pages = await walk({ list: 'l', filter: 1, sources, limit });
      expect(pages.flat()).toEqual(expected);
      expect(pages.length).toBe(Math.ceil(expected.length / limit));
    },
  );

  it('fills its pages when it leaves rows out', async () => {
    const accept = (row: Readonly<Record<string, unknown>>) => row.n !== 'b' && row.n !== 'item a';
    const pages = await walk({ list: 'l', filter: 1, sources: sources.map((s) => ({ ...s, accept })), limit: 4 });
    expect(pages.map((page) => page.length)).toEqual([4, 4]);
  });

  it('reads downwards and between bounds', async () => {
    const source = { partition: 'F#UG-A', from: 'S#ITEM#b', to: 'S#ITEM#d', descending: true };
    expect(await walk({ list: 'l', filter: 1, sources: [source], limit: 2 })).toEqual([
      ['item d', 'item c'],
      ['item b'],
    ]);
  });

  it('without partitions is empty', async () => {
    expect(await walk({ list: 'l', filter: 1, sources: [], limit: 2 })).toEqual([[]]);
  });
});

describe('a cursor', () => {
  const request = { list: 'l', filter: { country: 'UG' }, sources, limit: 2 };
  const first = async () => {
    const page = await listPage(engine.table, request);
    if ('refused' in page || page.nextCursor === null) throw new Error('a second page was expected');
    return page.nextCursor;
  };
  const foreign = (PK: string, SK: string, GSI1SK?: string, source = 't:F#UG-A') =>
    writeCursor(request, { source, after: { PK, SK, ...(GSI1SK === undefined ? {} : { GSI1SK }) } });

  it.each<[string, () => Promise<ListRequest> | ListRequest]>([
    ['another list', async () => ({ ...request, list: 'm', cursor: await first() })],
    ['another filter', async () => ({ ...request, filter: { country: 'KZ' }, cursor: await first() })],
    ['fewer partitions than it came from', async () => ({ ...request, sources: [table], cursor: await first() })],
    ['a row of another partition', () => ({ ...request, cursor: foreign('F#KZ-A', 'S#ITEM#y') })],
    ['a row beside the stretch', () => ({ ...request, cursor: foreign('F#UG-A', 'S#LEVEL#x') })],
    [
      'a source that is not in the list',
      () => ({ ...request, cursor: foreign('F#KZ-A', 'S#ITEM#y', undefined, 't:F#KZ-A') }),
    ],
    [
      'an index position without its index key',
      () => ({ ...request, cursor: foreign('F#UG-a', 'S#FACILITY', undefined, 'i:C#UG#FACILITY') }),
    ],
    ['no base64url', () => ({ ...request, cursor: '%%%' })],
    ['no JSON', () => ({ ...request, cursor: Buffer.from('x').toString('base64url') })],
    ['other JSON', () => ({ ...request, cursor: Buffer.from('{"l":1}').toString('base64url') })],
  ])('for %s is refused', async (_, make) => {
    expect(await listPage(engine.table, await make())).toMatchObject({ code: 'cursor.invalid' });
  });

  it('can be damaged anywhere without breaking the list', async () => {
    const cursor = await first();
    for (let at = 0; at < cursor.length; at += 3) {
      const damaged = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      const page = await listPage(engine.table, { ...request, cursor: damaged });
      expect('rows' in page || page.code === 'cursor.invalid').toBe(true);
    }
  });
});

describe('bulk reads', () => {
  it('answer in the order asked for, repeated and missing keys included', async () => {
    const key = (id: string) => ({ PK: 'F#UG-A', SK: `S#ITEM#${id}` });
    const rows = await getRows(engine.table, [key('c'), key('none'), key('a'), key('c')], { consistent: true });
    expect(rows.map((row) => row?.n)).toEqual(['item c', undefined, 'item a', 'item c']);
    expect(await getRows(engine.table, [])).toEqual([]);
  });

  it('take more keys than one call does', async () => {
    const keys = Array.from({ length: 130 }, (_, n) => ({ PK: 'BULK', SK: String(n).padStart(3, '0') }));
    await transact(
      engine.table,
      keys.slice(0, 65).map((key) => put('x', { ...key })),
    );
    await transact(
      engine.table,
      keys.slice(65).map((key) => put('x', { ...key })),
    );
    expect((await getRows(engine.table, keys)).filter(Boolean)).toHaveLength(130);
    expect(await queryAll(engine.table, { partition: 'BULK' })).toHaveLength(130);
    const page = await queryPage(engine.table, { partition: 'BULK', from: '010', consistent: true }, { limit: 3 });
    expect(page.rows.map((row) => row.SK)).toEqual(['010', '011', '012']);
  });
});
