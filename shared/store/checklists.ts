/** Checklists as they lie in the table: one partition for the whole programme, read whole. */
import * as z from 'zod';
import { type ChecklistBody, checklistBody } from '../contract/checklists.ts';
import type { Checklist, Question } from '../domain/checklists/checklist.ts';
import { parseDay } from '../domain/day.ts';
import { CHECKLIST_PARTITION, checklistKey } from './keys.ts';
import { getRow, queryAll } from './read.ts';
import type { StoredRow, Table } from './table.ts';

/** A checklist with what is kept beside it. */
export interface StoredChecklist {
  readonly value: Checklist;
  /** As it was sent. */
  readonly body: ChecklistBody;
  readonly questionsVersion: number;
  readonly v: number;
}

const checklistRow = z.object({
  checklistId: z.string(),
  body: checklistBody,
  questionsVersion: z.int().min(1),
  v: z.int().min(1),
});

/** Reads a checklist. Throws on a row that is none. */
export function checklistFromRow(row: StoredRow): StoredChecklist {
  const { checklistId, body, ...rest } = checklistRow.parse(row);
  return { value: checklistOf(checklistId, body), body, ...rest };
}

/** The questions of a body, in the order in which they are asked. */
export function questionsOf({ domains }: Pick<ChecklistBody, 'domains'>): Question[] {
  return domains.flatMap(({ domainId, questions }) =>
    questions.map(({ questionId, critical = false }) => ({ questionId, domainId, critical })),
  );
}

/** The checklist that a body stands for. */
export function checklistOf(checklistId: string, body: ChecklistBody): Checklist {
  const { countries = [], kinds = [] } = body.audience ?? {};
  return {
    checklistId,
    audience: { countries: countries.length > 0 ? countries : null, kinds: kinds.length > 0 ? kinds : null },
    effectiveOn: parseDay(body.effectiveOn) ?? 0,
    everyDays: body.everyDays,
    answerWithinDays: body.answerWithinDays,
    withdrawn: body.status === 'withdrawn',
    questions: questionsOf(body),
  };
}

/** All checklists, withdrawn ones too. Bounded by what a programme asks. */
export async function loadChecklists(table: Table): Promise<StoredChecklist[]> {
  return (await queryAll(table, { partition: CHECKLIST_PARTITION })).map(checklistFromRow);
}

/** One checklist, strongly consistent; undefined for an unknown one. */
export async function loadChecklist(table: Table, checklistId: string): Promise<StoredChecklist | undefined> {
  const row = await getRow(table, checklistKey(checklistId), { consistent: true });
  return row && checklistFromRow(row);
}
