/** Rows of news: put in the transaction that moves an alert, and kept among what is pending until everybody has a letter. */
import * as z from 'zod';
import type { News } from '../domain/news/news.ts';
import type { Recipient } from '../domain/news/recipients.ts';
import { versionIs } from './conditions.ts';
import { newsKey, newsName, pendingNewsIndex, pendingNewsOf } from './keys.ts';
import { putLetter } from './letters.ts';
import { getRow, queryAll, queryPage } from './read.ts';
import { type Lease, storedLease, storedNews } from './stored-news.ts';
import type { StoredRow, Table } from './table.ts';
import { tableKeys } from './table-constants.ts';
import { MAX_WRITES, type Outcome, put, transact, type Write } from './transact.ts';

const newsRow = z.object({
  news: storedNews,
  /** Everybody up to this sign-in name has a letter. */
  reached: z.string(),
  lettersOut: z.boolean(),
  published: z.boolean(),
  lease: storedLease.optional(),
  v: z.int().min(1),
});
/** A news, and how far it came: letters for everybody who is to be told, and the event for other systems. */
export type NewsRow = z.output<typeof newsRow> & { readonly news: News };

/** Seconds for which a news is kept after it was passed on. */
const KEPT_SECONDS = 90 * 86_400;

/** Reads a news. Throws on a row that is none. */
export function newsFromRow(row: StoredRow): NewsRow {
  return newsRow.parse(row);
}

function newsToRow({ news, reached, lettersOut, published, lease, v }: NewsRow, clockMs: number) {
  const { alertId, version, country, at } = news;
  const pending = !(lettersOut && published);
  return {
    ...newsKey(alertId, version),
    ...(pending
      ? pendingNewsIndex(country, at, newsName(alertId, version))
      : { ttl: Math.floor(clockMs / 1000) + KEPT_SECONDS }),
    news,
    reached,
    lettersOut,
    published,
    ...(lease === undefined ? {} : { lease }),
    v,
  };
}

/**
 * The write that makes a change of an alert known. It belongs into the transaction that writes the alert's row: the
 * condition there on the alert's version is what makes one news of one change.
 */
export function putNews(news: News): Write {
  return put('news', newsToRow({ news, reached: '', lettersOut: false, published: false, v: 1 }, 0));
}

/** A news by the alert and its version, strongly consistent; undefined where there is none. */
export async function loadNews(
  table: Table,
  { alertId, version }: Pick<News, 'alertId' | 'version'>,
): Promise<NewsRow | undefined> {
  const row = await getRow(table, newsKey(alertId, version), { consistent: true });
  return row === undefined ? undefined : newsFromRow(row);
}

/**
 * News of a country that were not passed on in full, oldest first. The index may lag behind by a moment.
 *
 * @param unreadable is told partition and sort key of each row that is no news; the others come all the same
 */
export async function loadPendingNews(
  table: Table,
  country: string,
  unreadable: (row: { readonly partition: string; readonly sort: string }) => void,
): Promise<NewsRow[]> {
  const rows = await queryAll(table, { partition: pendingNewsOf(country), index: true });
  return rows.flatMap((row) => {
    const { success, data } = newsRow.safeParse(row);
    if (success) return [data];
    unreadable({ partition: String(row[tableKeys.partition]), sort: String(row[tableKeys.sort]) });
    return [];
  });
}

/** Whether a country has any such news. */
export async function hasPendingNews(table: Table, country: string): Promise<boolean> {
  const { rows } = await queryPage(table, { partition: pendingNewsOf(country), index: true }, { limit: 1 });
  return rows.length > 0;
}

/** Stores how far a news came, while it is as it was read, and the letters of this step with it. */
export async function saveNews(
  table: Table,
  before: NewsRow,
  change: Partial<Pick<NewsRow, 'reached' | 'lettersOut' | 'published' | 'lease'>>,
  clockMs: number,
  letters: readonly Write[] = [],
): Promise<Outcome> {
  const row = newsToRow({ ...before, ...change, v: before.v + 1 }, clockMs);
  return await transact(table, [put('news', row, versionIs(before.v)), ...letters]);
}

/** Letters that fit beside the news itself. */
const PER_STEP = MAX_WRITES - 1;

/**
 * Writes a letter to everybody who is to be told, each exactly once: every step holds the letters and how far they
 * reach. The last step carries `lease`, for whoever publishes the event next.
 *
 * @param recipients all of them, ordered by sign-in name; those reached before are left out here
 */
export async function writeLetters(
  table: Table,
  before: NewsRow,
  recipients: readonly Recipient[],
  lease: Lease,
  clockMs: number,
): Promise<{ readonly row: NewsRow; readonly outcome: Outcome }> {
  const waiting = recipients.filter(({ memberId }) => memberId > before.reached);
  let row = before;
  for (let start = 0; !row.lettersOut; start += PER_STEP) {
    const step = waiting.slice(start, start + PER_STEP);
    const lettersOut = start + PER_STEP >= waiting.length;
    const reached = step.at(-1)?.memberId ?? row.reached;
    const change = { reached, lettersOut, ...(lettersOut ? { lease } : {}) };
    const letters = step.map(({ memberId, channel }) => putLetter(memberId, channel, row.news, clockMs));
    const outcome = await saveNews(table, row, change, clockMs, letters);
    if (outcome.kind !== 'done') return { row, outcome };
    row = { ...row, ...change, v: row.v + 1 };
  }
  return { row, outcome: { kind: 'done' } };
}
