/** Briefing sessions: documents of a facility, found by the version they were about. */
import * as z from 'zod';
import { type BriefingBody, briefingBody } from '../contract/readings.ts';
import { countryOf } from '../domain/members/grants.ts';
import { ABSENT } from './conditions.ts';
import { briefingIndex, briefingKey, briefingsOf } from './keys.ts';
import { getRow, queryAll } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';

export interface StoredBriefing {
  readonly facilityId: string;
  readonly briefingId: string;
  readonly body: BriefingBody;
}

const briefingRow = z.object({ facilityId: z.string(), briefingId: z.string(), body: briefingBody });

function briefingFromRow(row: StoredRow): StoredBriefing {
  return briefingRow.parse(row);
}

/** A briefing by its id, strongly consistent; undefined for an unknown one. */
export async function loadBriefing(
  table: Table,
  facilityId: string,
  briefingId: string,
): Promise<StoredBriefing | undefined> {
  const row = await getRow(table, briefingKey(facilityId, briefingId), { consistent: true });
  return row && briefingFromRow(row);
}

/** Stores a new briefing. */
export async function saveBriefing(
  table: Table,
  briefing: StoredBriefing & { readonly recordedAt: string; readonly recordedBy: string },
): Promise<Outcome> {
  const { facilityId, briefingId, body } = briefing;
  const index = briefingIndex(body.documentId, body.version, countryOf(facilityId), facilityId, briefingId);
  return await transact(table, [
    put('briefing', { ...briefingKey(facilityId, briefingId), ...index, ...briefing }, ABSENT),
  ]);
}

/** Briefings about a version: of the whole programme, or of what `prefix` names (`UG#`, `UG#UG-LUZIRA-UPPER#`). */
export async function briefingsAbout(
  table: Table,
  documentId: string,
  version: string,
  prefix?: string,
): Promise<StoredBriefing[]> {
  const rows = await queryAll(table, {
    partition: briefingsOf(documentId, version),
    index: true,
    ...(prefix === undefined ? {} : { prefix }),
  });
  return rows.map(briefingFromRow);
}
