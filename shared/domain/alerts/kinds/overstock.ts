/** Overstock: more than is needed here, where that does harm: it will expire, or a sister facility is short of it. */
import type { ItemPosition } from '../../stock/facts.ts';
import { type Condition, type FacilityFindings, rounded, unsaid } from '../condition.ts';

/**
 * Opens while the item is overstocked. It ends when there is no reason any more, or when so much is gone that the item
 * would be ordered again: between that and the limit an open alert stays.
 */
function overstockOf(position: ItemPosition, shortElsewhere: boolean): Condition | null {
  const { itemId, status, unused } = position;
  if (unused.length === 0 && !shortElsewhere) return null;
  const over = status === 'overstocked';
  if (!over && !(status === 'adequate' && position.suggestedQuantity === 0)) return null;
  return {
    kind: 'overstock',
    subject: itemId,
    enters: over ? 'low' : null,
    keeps: 'low',
    facts: {
      itemId,
      usable: position.usable,
      estimatedOnHand: rounded(position.estimatedOnHand, 0),
      adu: rounded(position.adu, 2),
      basis: position.basis,
      fromHeads: position.fromHeads,
      coverDays: rounded(position.coverDays, 1),
      unused: unused.length === 0 ? null : unused.reduce((sum, { quantity }) => sum + quantity, 0),
      shortElsewhere,
    },
  };
}

/** One condition per item of which a facility has too much for a reason. A retired item is not to be passed on. */
export function overstocks(findings: FacilityFindings): Condition[] {
  return findings.positions.flatMap((position) => {
    if (!findings.criticality.has(position.itemId)) return [];
    const shortElsewhere = findings.shortElsewhere.has(position.itemId);
    return unsaid('overstock', position) ?? overstockOf(position, shortElsewhere) ?? [];
  });
}
