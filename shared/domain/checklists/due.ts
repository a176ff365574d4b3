/** Which checklists a facility has to answer, until when, and whether it is late. */
import type { Day } from '../day.ts';
import { activeOn } from '../facilities/facility.ts';
import { inAudience, type Reader } from '../guidance/version.ts';
import type { Checklist, LatestSheet } from './checklist.ts';

/** `answered`: nothing to do; `due`: a round is open; `overdue`: its time is over. */
export const checklistStates = ['answered', 'due', 'overdue'] as const;
export type ChecklistState = (typeof checklistStates)[number];

/** What one checklist asks of one facility today. */
export interface ChecklistDue {
  readonly checklistId: string;
  readonly state: ChecklistState;
  /** First day on which the next round may be answered. */
  readonly opensOn: Day;
  /** Last day on which it is in time, inclusive. */
  readonly dueOn: Day;
  /** Null before the first round is answered. */
  readonly latest: LatestSheet | null;
}

/** The day from which anything is asked: the start of list and facility, or the end of its suspension. */
function askedSince(checklist: Checklist, reader: Reader): Day {
  const active = reader.status === 'active' ? (reader.statusFrom ?? reader.startedOn) : reader.startedOn;
  return Math.max(checklist.effectiveOn, reader.startedOn, active);
}

/**
 * What a checklist asks of a facility; undefined where it asks nothing: withdrawn, not in effect yet, or not meant for
 * it. The first round is due `answerWithinDays` after the later of its start and the list's; each later one as many days
 * after `everyDays` from the last answers.
 */
export function dueOf(
  checklist: Checklist,
  reader: Reader,
  latest: LatestSheet | null,
  today: Day,
): ChecklistDue | undefined {
  if (checklist.withdrawn || checklist.effectiveOn > today || !inAudience(checklist.audience, reader)) return undefined;
  const since = askedSince(checklist, reader);
  const opensOn = latest === null ? since : Math.max(since, latest.answeredOn + checklist.everyDays);
  const dueOn = opensOn + checklist.answerWithinDays;
  const state = today > dueOn ? 'overdue' : today >= opensOn ? 'due' : 'answered';
  return { checklistId: checklist.checklistId, state, opensOn, dueOn, latest };
}

/**
 * What every checklist asks of one facility on its local day, ordered by id. Nothing is asked of a facility that has not
 * started, is suspended or is closed.
 *
 * @param checklists all of the programme, in any order
 * @param sheets the facility's own latest ones, in any order
 */
export function checklistsDue(
  reader: Reader,
  checklists: readonly Checklist[],
  sheets: readonly LatestSheet[],
  today: Day,
): ChecklistDue[] {
  if (!activeOn(reader, today)) return [];
  const bySheet = new Map(sheets.map((sheet) => [sheet.checklistId, sheet]));
  return [...checklists]
    .sort((a, b) => (a.checklistId < b.checklistId ? -1 : 1))
    .flatMap((checklist) => dueOf(checklist, reader, bySheet.get(checklist.checklistId) ?? null, today) ?? []);
}
