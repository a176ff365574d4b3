/** Letters: what waits to be told to one member, a row per news, found by country and channel. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { News } from '../domain/news/news.ts';
import type { Channel } from '../domain/news/preferences.ts';
import { letterIndex, letterKey, letterPrefix, lettersOf, memberPartition, newsName } from './keys.ts';
import { queryAll, queryPage } from './read.ts';
import { storedNews } from './stored-news.ts';
import type { StoredRow, Table } from './table.ts';
import { indexKeys, tableKeys } from './table-constants.ts';
import { again, attempt, MAX_WRITES, put, remove, transact, type Write } from './transact.ts';

export interface Letter {
  readonly news: News;
  /** Names the letter among those of its member: short, because many of them are remembered together. */
  readonly mark: string;
  readonly sortKey: string;
  /** Epoch seconds from which on nobody is to be told any more. */
  readonly ttl: number;
}

const MARK_LENGTH = 16;
const letterRow = z.object({ news: storedNews, ttl: z.int().default(Number.MAX_SAFE_INTEGER) });

/** Seconds for which a letter waits: whom no mail reached for two weeks is not told of what is long over. */
const KEPT_SECONDS = 14 * 86_400;

/** The write that lays a news by for a member. `clockMs`: epoch ms. */
export function putLetter(memberId: string, channel: Channel, news: News, clockMs: number): Write {
  const { alertId, version, country, at } = news;
  const name = newsName(alertId, version);
  const row = {
    ...letterKey(memberId, country, channel, at, name),
    ...letterIndex(country, channel, memberId, at, name),
    news,
    ttl: Math.floor(clockMs / 1000) + KEPT_SECONDS,
    v: 1,
  };
  return put(`letter ${memberId}`, row);
}

function letterFromRow(row: StoredRow): Letter {
  const sortKey = String(row[tableKeys.sort]);
  const mark = createHash('sha256').update(sortKey).digest('base64url').slice(0, MARK_LENGTH);
  return { ...letterRow.parse(row), mark, sortKey };
}

/** What waits for a member about a country on a channel, oldest first, strongly consistent. */
export async function loadLetters(
  table: Table,
  memberId: string,
  country: string,
  channel: Channel,
): Promise<Letter[]> {
  const rows = await queryAll(table, {
    partition: memberPartition(memberId),
    prefix: letterPrefix(country, channel),
    consistent: true,
  });
  return rows.map(letterFromRow);
}

/** Removes letters that were told, or that nobody is to be told any more. Doing it twice does no harm. */
export async function removeLetters(table: Table, memberId: string, letters: readonly Letter[]): Promise<void> {
  for (let start = 0; start < letters.length; start += MAX_WRITES) {
    const writes = letters
      .slice(start, start + MAX_WRITES)
      .map(({ sortKey }) => remove('letter', { PK: memberPartition(memberId), SK: sortKey }));
    await attempt(table, async () => {
      const outcome = await transact(table, writes);
      return outcome.kind === 'done' ? null : again(outcome);
    });
  }
}

/** Sorts after every letter of a member, and before the next member: names hold no `#`. */
const AFTER_MEMBER = '$';

/** Members for whom something waits, by sign-in name: one short read each. The index may lag behind by a moment. */
export async function loadMembersWithLetters(table: Table, country: string, channel: Channel): Promise<string[]> {
  const members: string[] = [];
  for (;;) {
    const last = members.at(-1);
    const from = last === undefined ? {} : { from: `${last}${AFTER_MEMBER}` };
    const stretch = { partition: lettersOf(country, channel), index: true, ...from };
    const [row] = (await queryPage(table, stretch, { limit: 1 })).rows;
    if (row === undefined) return members;
    members.push(String(row[indexKeys.sort]).split('#', 1)[0] ?? '');
  }
}

/** Whether anything waits in a country on a channel. */
export async function hasLetters(table: Table, country: string, channel: Channel): Promise<boolean> {
  const { rows } = await queryPage(table, { partition: lettersOf(country, channel), index: true }, { limit: 1 });
  return rows.length > 0;
}
