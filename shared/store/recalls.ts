/** Recalls beside the catalogue that they are about, and the reply of each facility in its snapshot. */
import * as z from 'zod';
import { type RecallBody, recallBody } from '../contract/recalls.ts';
import { parseDay } from '../domain/day.ts';
import { countryOf } from '../domain/members/grants.ts';
import { type Recall, recallActions } from '../domain/recalls/recall.ts';
import { asRead } from './conditions.ts';
import { recallKey, recallReplyIndex, recallReplyKey } from './keys.ts';
import { getRow } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';

const recallRow = z.object({ recallId: z.string(), body: recallBody, v: z.int().min(1) });

/** A recall as it was sent, with its revision. */
export interface StoredRecall {
  readonly value: Recall;
  readonly active: boolean;
  readonly body: RecallBody;
  readonly v: number;
}

/** Reads a recall. Throws on a row that is none. */
export function recallFromRow(row: StoredRow): StoredRecall {
  const { recallId, body, v } = recallRow.parse(row);
  const { itemId, lot, action, since } = body;
  const value = { recallId, itemId, lot, action, since: parseDay(since) ?? 0 };
  return { value, active: body.status !== 'lifted', body, v };
}

/** One recall, strongly consistent; undefined for an unknown one. */
export async function loadRecall(table: Table, recallId: string): Promise<StoredRecall | undefined> {
  const row = await getRow(table, recallKey(recallId), { consistent: true });
  return row && recallFromRow(row);
}

const replyRow = z.object({
  facilityId: z.string(),
  recallId: z.string(),
  acknowledgedAt: z.string(),
  quantityFound: z.int(),
  note: z.string().nullable(),
  action: z.enum(recallActions),
  by: z.string(),
  storedAt: z.string(),
  /** Tells the same document sent again from another one. */
  hash: z.string(),
  v: z.int().min(1),
});

/** What a facility said about a recall. */
export type StoredReply = Readonly<z.output<typeof replyRow>>;

/** Reads a reply. Throws on a row that is none. */
export function replyFromRow(row: StoredRow): StoredReply {
  return replyRow.parse(row);
}

/** A facility's reply, strongly consistent; undefined where it gave none. */
export async function loadReply(table: Table, facilityId: string, recallId: string): Promise<StoredReply | undefined> {
  const row = await getRow(table, recallReplyKey(facilityId, recallId), { consistent: true });
  return row && replyFromRow(row);
}

/** Stores a reply over the one that was read. */
export async function saveReply(table: Table, reply: Omit<StoredReply, 'v'>, before?: StoredReply): Promise<Outcome> {
  const { facilityId, recallId } = reply;
  const index = recallReplyIndex(recallId, countryOf(facilityId), facilityId);
  const row = { ...recallReplyKey(facilityId, recallId), ...index, ...reply, v: (before?.v ?? 0) + 1 };
  return await transact(table, [put('reply', row, asRead(before))]);
}
