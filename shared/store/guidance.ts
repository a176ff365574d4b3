/** Guidance versions as they lie in the table: one partition for the whole programme, read whole. */
import * as z from 'zod';
import { type GuidanceBody, guidanceBody } from '../contract/guidance.ts';
import { parseDay } from '../domain/day.ts';
import type { GuidanceVersion } from '../domain/guidance/version.ts';
import { ABSENT, versionIs } from './conditions.ts';
import { contentHash } from './content-hash.ts';
import { GUIDANCE_PARTITION, guidanceKey } from './keys.ts';
import { getRow, queryAll } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';

/** A version with what is kept beside it. */
export interface StoredVersion {
  readonly value: GuidanceVersion;
  /** As it was published, without its status. */
  readonly body: GuidanceContent;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly v: number;
}

export type GuidanceContent = Omit<GuidanceBody, 'status'>;

const versionRow = z.object({
  documentId: z.string(),
  version: z.string(),
  body: guidanceBody.omit({ status: true }),
  withdrawn: z.boolean(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  v: z.int().min(1),
});

/** Reads a version. Throws on a row that is none. */
export function versionFromRow(row: StoredRow): StoredVersion {
  const { documentId, version, body, withdrawn, publishedAt, publishedBy, v } = versionRow.parse(row);
  const { countries = [], kinds = [] } = body.audience ?? {};
  const value: GuidanceVersion = {
    documentId,
    version,
    audience: { countries: countries.length > 0 ? countries : null, kinds: kinds.length > 0 ? kinds : null },
    effectiveOn: parseDay(body.effectiveOn) ?? 0,
    acknowledgeWithinDays: body.acknowledgeWithinDays,
    asksAgain: body.asksAgain,
    withdrawn,
  };
  return { value, body, publishedAt, publishedBy, v };
}

/** Whether two contents say the same. */
export function sameContent(a: GuidanceContent, b: GuidanceContent): boolean {
  return contentHash(a) === contentHash(b);
}

/** All versions of all documents, or of one. Bounded by what a programme publishes. */
export async function loadVersions(table: Table, documentId?: string): Promise<StoredVersion[]> {
  const rows = await queryAll(table, {
    partition: GUIDANCE_PARTITION,
    ...(documentId === undefined ? {} : { prefix: `${documentId}#` }),
  });
  return rows.map(versionFromRow);
}

/** One version, strongly consistent; undefined for an unknown one. */
export async function loadVersion(
  table: Table,
  documentId: string,
  version: string,
): Promise<StoredVersion | undefined> {
  const row = await getRow(table, guidanceKey(documentId, version), { consistent: true });
  return row && versionFromRow(row);
}

/** Stores a version that is new (`before` undefined), or the status of one that was read. */
export async function saveVersion(
  table: Table,
  before: StoredVersion | undefined,
  after: Omit<StoredVersion, 'v' | 'value'> & {
    readonly value: Pick<GuidanceVersion, 'documentId' | 'version' | 'withdrawn'>;
  },
): Promise<Outcome> {
  const { documentId, version, withdrawn } = after.value;
  const row = {
    ...guidanceKey(documentId, version),
    documentId,
    version,
    withdrawn,
    body: after.body,
    publishedAt: after.publishedAt,
    publishedBy: after.publishedBy,
    v: (before?.v ?? 0) + 1,
  };
  return await transact(table, [put('version', row, before ? versionIs(before.v) : ABSENT)]);
}
