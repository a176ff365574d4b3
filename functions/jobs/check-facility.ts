/** The nightly check of one facility: months are closed, every ledger is folded again, and differences become alerts. */
import type { TableDeps } from '#kit/deps.ts';
import { nightlyKinds } from '#shared/domain/alerts/assess.ts';
import { nightlyMoves } from '#shared/domain/alerts/evaluate.ts';
import type { EvaluationWorld } from '#shared/domain/alerts/findings.ts';
import { ledgerMismatches, type Mismatch } from '#shared/domain/alerts/kinds/ledger-mismatch.ts';
import { lastDayOf, type Month } from '#shared/domain/day.ts';
import { levelsFor, type Snapshot, todayAt } from '#shared/domain/snapshot.ts';
import { saveEvaluation } from '#shared/store/alert-moves.ts';
import { checkItem } from '#shared/store/closings.ts';
import { ITEMS, itemStateKey } from '#shared/store/keys.ts';
import { trimReportDays } from '#shared/store/report-days.ts';
import { readSnapshot } from '#shared/store/snapshot.ts';
import { again, attempt } from '#shared/store/transact.ts';
import { keepPreparedness } from './keep-preparedness.ts';

/** Report days older than this many days are not looked at any more. */
const REPORT_DAYS_KEPT = 400;

/** What else was true when a month ended: the levels in effect now, and the head count of then. */
function besideOf(snapshot: Snapshot, world: EvaluationWorld, itemId: string, month: Month) {
  const { fitted: _fitted, ...levels } = levelsFor(
    snapshot.facility.value,
    world.country,
    snapshot.levels.get(itemId)?.value.set,
  );
  const headCount = snapshot.headCounts.filter((count) => count.day <= lastDayOf(month)).at(-1) ?? null;
  return { levels, headCount };
}

/** Every item with a position row, also one whose lines were all reversed. */
function itemsOf(snapshot: Snapshot): string[] {
  return [...snapshot.versions.keys()].filter((key) => key.startsWith(ITEMS)).map((key) => key.slice(ITEMS.length));
}

/**
 * Checks one facility. One item after the other: a night is long, and people may be working.
 *
 * @param nowMs epoch ms; months that ended before the facility's local day are closed
 */
export async function checkFacility(
  facilityId: string,
  world: EvaluationWorld,
  nowMs: number,
  deps: TableDeps,
): Promise<void> {
  const { table } = deps;
  await attempt(table, async () => {
    const before = await readSnapshot(table, facilityId);
    if (before === null) return null;
    const today = todayAt(before, nowMs);
    const { bookkeeping } = before.facility.value;
    const mismatches: Mismatch[] = [];
    for (const itemId of itemsOf(before)) {
      const beside = (month: Month) => besideOf(before, world, itemId, month);
      const { mismatch } = await checkItem(table, { facilityId, itemId, today, bookkeeping, beside });
      if (mismatch) mismatches.push({ itemId, ...mismatch });
    }
    await trimReportDays(table, facilityId, today - REPORT_DAYS_KEPT);
    const after = await readSnapshot(table, facilityId);
    if (after === null) return null;
    const moved = mismatches.find(({ itemId }) => {
      const { SK } = itemStateKey(facilityId, itemId);
      return before.versions.get(SK) !== after.versions.get(SK);
    });
    if (moved) return { again: `${moved.itemId} changed while its facility was checked` };
    const moves = nightlyMoves(after, world, ledgerMismatches(mismatches), nightlyKinds, nowMs);
    const outcome = await saveEvaluation(table, after, { moves, summary: null });
    if (outcome.kind !== 'done') return again(outcome);
    await keepPreparedness(after, world, nowMs, deps);
    return null;
  });
}
