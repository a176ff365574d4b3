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
  const { documentId, version, body, withdrawn, ...rest } = versionRow.parse(row);
  return { value: versionOf({ documentId, version }, body, withdrawn), body, ...rest };
}

/** The version that a published body stands for. */
export function versionOf(
  { documentId, version }: Pick<GuidanceVersion, 'documentId' | 'version'>,
  body: GuidanceContent,
  withdrawn: boolean,
): GuidanceVersion {
  const { countries = [], kinds = [] } = body.audience ?? {};
  return {
    documentId,
    version,
    audience: { countries: countries.length > 0 ? countries : null, kinds: kinds.length > 0 ? kinds : null },
    effectiveOn: parseDay(body.effectiveOn) ?? 0,
    acknowledgeWithinDays: body.acknowledgeWithinDays,
    asksAgain: body.asksAgain,
    withdrawn,
  };
}

/** Whether two contents say the same. */
export function sameContent(a: GuidanceContent, b: GuidanceContent): boolean {
  return contentHash(a) === contentHash(b);
}

/** All versions of all documents. Bounded by what a programme publishes. */
export async function loadVersions(table: Table): Promise<StoredVersion[]> {
  return (await queryAll(table, { partition: GUIDANCE_PARTITION })).map(versionFromRow);
}

/** All versions of a document, strongly consistent. */
export async function loadDocument(table: Table, documentId: string): Promise<StoredVersion[]> {
  const rows = await queryAll(table, { partition: GUIDANCE_PARTITION, prefix: `${documentId}#`, consistent: true });
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

/** Stores a version that is new (its `v` is 1), or the status of the one before. */
export async function saveVersion(table: Table, after: StoredVersion): Promise<Outcome> {
  const { value, ...rest } = after;
  const { documentId, version, withdrawn } = value;
  const row = { ...guidanceKey(documentId, version), documentId, version, withdrawn, ...rest };
  return await transact(table, [put('version', row, after.v === 1 ? ABSENT : versionIs(after.v - 1))]);
}
