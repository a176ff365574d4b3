/** Rows of news: put in the transaction that moves an alert, and kept among what is pending until everybody has a letter. */
import * as z from 'zod';
import { alertChanges, alertKinds, alertLevels } from '../domain/alerts/alert.ts';
import type { News } from '../domain/news/news.ts';
import { newsKey, newsName, pendingNewsIndex } from './keys.ts';
import type { StoredRow } from './table.ts';
import { put, type Write } from './transact.ts';

/** A news as it lies in rows. */
export const storedNews = z.object({
  alertId: z.string(),
  version: z.int().min(1),
  at: z.string(),
  change: z.enum(alertChanges),
  urgent: z.boolean(),
  escalation: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  facilityId: z.string(),
  country: z.string(),
  kind: z.enum(alertKinds),
  subject: z.string(),
  level: z.enum(alertLevels),
  previousLevel: z.enum(alertLevels).nullable(),
  openedAt: z.string(),
  unattendedSince: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const newsRow = z.object({
  news: storedNews,
  v: z.int().min(1),
});

/** A news with the version of its row. */
export interface NewsRow {
  readonly news: News;
  readonly v: number;
}

/** Reads a news. Throws on a row that is none. */
export function newsFromRow(row: StoredRow): NewsRow {
  return newsRow.parse(row);
}

/**
 * The write that makes a change of an alert known. It belongs into the transaction that writes the alert's row: the
 * condition there on the alert's version is what makes one news of one change.
 */
export function putNews(news: News): Write {
  const { alertId, version, country, at } = news;
  const row = {
    ...newsKey(alertId, version),
    ...pendingNewsIndex(country, at, newsName(alertId, version)),
    news,
    v: 1,
  };
  return put('news', row);
}
