/** Implausible report and count conflict: the last whole count of an item is one that somebody should look at again. */
import { showDay } from '../../day.ts';
import type { ItemPosition } from '../../stock/facts.ts';
import type { Anchor } from '../../stock/item-state.ts';
import { type Condition, type FacilityFindings, plain } from '../condition.ts';

/** The last whole count with the position that rests on it. */
function counted(findings: FacilityFindings): { position: ItemPosition; anchor: Anchor }[] {
  return findings.positions.flatMap((position) => {
    const anchor = findings.states.get(position.itemId)?.value.anchor;
    return anchor ? [{ position, anchor }] : [];
  });
}

/** One condition per item whose last whole count looked like a slip and was confirmed; the next count ends it. */
export function implausibleReports(findings: FacilityFindings): Condition[] {
  return counted(findings)
    .filter(({ position }) => position.anchorFlags.implausible)
    .map(({ position: { itemId }, anchor }) =>
      plain({ kind: 'implausible-report', subject: itemId }, 'medium', {
        itemId,
        quantity: anchor.quantity,
        reportedOn: showDay(anchor.day),
      }),
    );
}

/** One condition per item that two people counted differently within hours; the next count ends it. */
export function countConflicts(findings: FacilityFindings): Condition[] {
  return counted(findings)
    .filter(({ position }) => position.anchorFlags.conflict)
    .map(({ position: { itemId }, anchor }) =>
      plain({ kind: 'count-conflict', subject: itemId }, 'low', {
        itemId,
        second: anchor.quantity,
        reportedOn: showDay(anchor.day),
      }),
    );
}
