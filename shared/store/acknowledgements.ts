/** Acknowledgements: one row per person, and beside it the first one, which answers for the facility. */
import * as z from 'zod';
import { goesBefore, type PersonalAcknowledgement } from '../domain/guidance/said.ts';
import { countryOf } from '../domain/members/grants.ts';
import { ABSENT, asRead } from './conditions.ts';
import { ackIndex, ackKey, acksOf, FIRST_ACKS, facilityPartition, firstAckKey } from './keys.ts';
import { getRows, queryAll } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { check, type Outcome, put, transact } from './transact.ts';

/** The first acknowledgement of a version at a facility. */
export interface FirstAcknowledgement extends PersonalAcknowledgement {
  readonly facilityId: string;
}

const ackRow = z.object({
  facilityId: z.string(),
  documentId: z.string(),
  version: z.string(),
  memberId: z.string(),
  acknowledgedAt: z.string(),
  language: z.string(),
});

/** Reads an acknowledgement, a first or a personal one. Throws on a row that is none. */
export function acknowledgementFromRow(row: StoredRow): FirstAcknowledgement {
  return ackRow.parse(row);
}

export interface AcknowledgementRows {
  readonly own: FirstAcknowledgement | undefined;
  readonly first: FirstAcknowledgement | undefined;
  readonly firstRow: StoredRow | undefined;
}

/** A member's own acknowledgement of a version and the facility's first one, strongly consistent. */
export async function loadAcknowledgement(
  table: Table,
  facilityId: string,
  documentId: string,
  version: string,
  memberId: string,
): Promise<AcknowledgementRows> {
  const keys = [ackKey(facilityId, documentId, version, memberId), firstAckKey(facilityId, documentId, version)];
  const [own, firstRow] = await getRows(table, keys, { consistent: true });
  return {
    own: own && acknowledgementFromRow(own),
    first: firstRow && acknowledgementFromRow(firstRow),
    firstRow,
  };
}

/** Stores a new acknowledgement, and as the facility's first if it goes before the one that was read. */
export async function saveAcknowledgement(
  table: Table,
  said: FirstAcknowledgement & { readonly storedAt: string },
  { first, firstRow }: AcknowledgementRows,
): Promise<Outcome> {
  const { storedAt, ...content } = said;
  const { facilityId, documentId, version, memberId } = content;
  const key = firstAckKey(facilityId, documentId, version);
  const answers = first === undefined || goesBefore(content, first);
  const v = (typeof firstRow?.v === 'number' ? firstRow.v : 0) + 1;
  const index = ackIndex(documentId, version, countryOf(facilityId), facilityId);
  return await transact(table, [
    put('acknowledgement', { ...ackKey(facilityId, documentId, version, memberId), ...content, storedAt }, ABSENT),
    answers
      ? put('first', { ...key, ...index, ...content, v }, asRead(firstRow))
      : check('first', key, asRead(firstRow)),
  ]);
}

/** First acknowledgements of a version, of a country or of the whole programme, by facility. */
export async function firstAcknowledgements(
  table: Table,
  documentId: string,
  version: string,
  country?: string,
): Promise<FirstAcknowledgement[]> {
  const rows = await queryAll(table, {
    partition: acksOf(documentId, version),
    index: true,
    ...(country === undefined ? {} : { prefix: `${country}#` }),
  });
  return rows.map(acknowledgementFromRow);
}

/** First acknowledgements of everything by one facility. */
export async function acknowledgementsOf(table: Table, facilityId: string): Promise<FirstAcknowledgement[]> {
  const rows = await queryAll(table, { partition: facilityPartition(facilityId), prefix: FIRST_ACKS });
  return rows.map(acknowledgementFromRow);
}
