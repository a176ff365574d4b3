/** Answered checklists: one small row per list says how a facility stands, and beside it lies every sheet as it was sent. */
import * as z from 'zod';
import { stands } from '../domain/checklists/answered.ts';
import { answerWords, assessments, type LatestSheet } from '../domain/checklists/checklist.ts';
import type { SheetScore } from '../domain/checklists/score.ts';
import { ABSENT, asRead } from './conditions.ts';
import { facilityPartition, SHEETS, sheetHistoryKey, sheetHistoryPrefix, sheetKey } from './keys.ts';
import { getRow, getRows, queryAll, queryPage } from './read.ts';
import type { StoredRow, Table } from './table.ts';
import { type Outcome, put, transact } from './transact.ts';

const domainScore = z.object({
  domainId: z.string(),
  score: z.number().nullable(),
  yes: z.int(),
  no: z.int(),
  notApplicable: z.int(),
});

const sheetRow = z.object({
  facilityId: z.string(),
  checklistId: z.string(),
  round: z.string(),
  /** Local day. */
  answeredOn: z.int(),
  assessment: z.enum(assessments),
  answeredBy: z.string().nullable(),
  /** Tuples, because names of two hundred answers are weight. */
  answers: z.array(z.tuple([z.string(), z.enum(answerWords), z.string().nullable()])),
  questionsVersion: z.int(),
  score: z.number().nullable(),
  scoreReason: z.enum(['too-many-not-applicable']).nullable(),
  domains: z.array(domainScore),
  criticalGaps: z.array(z.string()),
  /** Tells the same sheet sent again from another one. */
  hash: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  revision: z.int().min(1),
});

/** A sheet as it was sent, with what came of it. */
export type StoredSheet = Readonly<z.output<typeof sheetRow>>;

/** Reads a sheet. Throws on a row that is none. */
export function sheetFromRow(row: StoredRow): StoredSheet {
  return sheetRow.parse(row);
}

/** Of the newest round, without its answers: small, because every evaluation reads it. */
const latestRow = z.object({
  checklistId: z.string(),
  round: z.string(),
  answeredOn: z.int(),
  score: z.number().nullable(),
  /** The revision that the sheet of this round made; later ones may have corrected older rounds. */
  revision: z.int().min(1),
  v: z.int().min(1),
});

export type StandingSheet = LatestSheet & { readonly revision: number; readonly v: number };

/** Reads how a facility stands with a checklist. Throws on a row that is none. */
export function standingFromRow(row: StoredRow): StandingSheet {
  return latestRow.parse(row);
}

export interface SheetRows {
  readonly standing: StandingSheet | undefined;
  readonly standingRow: StoredRow | undefined;
  /** The newest sheet of the round asked about. */
  readonly sameRound: StoredSheet | undefined;
}

/** How a facility stands with a checklist, and the sheet that a round has so far, strongly consistent. */
export async function loadSheet(
  table: Table,
  facilityId: string,
  checklistId: string,
  round: string,
): Promise<SheetRows> {
  const stretch = { partition: facilityPartition(facilityId), prefix: `${sheetHistoryPrefix(checklistId)}${round}#` };
  const [standingRow, page] = await Promise.all([
    getRow(table, sheetKey(facilityId, checklistId), { consistent: true }),
    queryPage(table, { ...stretch, descending: true, consistent: true }, { limit: 1 }),
  ]);
  const [newest] = page.rows;
  return {
    standing: standingRow && standingFromRow(standingRow),
    standingRow,
    sameRound: newest && sheetFromRow(newest),
  };
}

/** Stores a sheet beside the older ones, and how the facility stands after it, if nobody was faster. */
export async function saveSheet(table: Table, sheet: StoredSheet, before: SheetRows): Promise<Outcome> {
  const { facilityId, checklistId, round, answeredOn, score, revision } = sheet;
  const newest = stands(round, before.standing)
    ? { round, answeredOn, score, revision }
    : before.standing && {
        round: before.standing.round,
        answeredOn: before.standing.answeredOn,
        score: before.standing.score,
        revision: before.standing.revision,
      };
  const standing = { ...sheetKey(facilityId, checklistId), checklistId, ...newest, v: revision };
  return await transact(table, [
    put('standing', standing, asRead(before.standingRow)),
    put('sheet', { ...sheetHistoryKey(facilityId, checklistId, round, revision), ...sheet }, ABSENT),
  ]);
}

/** How a facility stands with every checklist that it ever answered. */
export async function standingsOf(table: Table, facilityId: string): Promise<StandingSheet[]> {
  return (await queryAll(table, { partition: facilityPartition(facilityId), prefix: SHEETS })).map(standingFromRow);
}

/** The sheets that stand, in the same order; undefined where one is not there. */
export async function sheetsThatStand(
  table: Table,
  facilityId: string,
  standings: readonly StandingSheet[],
): Promise<(StoredSheet | undefined)[]> {
  const keys = standings.map((one) => sheetHistoryKey(facilityId, one.checklistId, one.round, one.revision));
  return (await getRows(table, keys)).map((row) => row && sheetFromRow(row));
}

/** The score of a sheet in the words of its row. */
export function scoreAttributes({ score, reason, domains, criticalGaps }: SheetScore) {
  return { score, scoreReason: reason, domains: [...domains], criticalGaps: [...criticalGaps] };
}
