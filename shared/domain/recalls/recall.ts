/** A lot that nobody is to use: recalled for good, or on hold until somebody knows more. */
import type { Day } from '../day.ts';
import type { ItemState } from '../stock/item-state.ts';
import { settleLots } from '../stock/lots.ts';

/** Milder first. */
export const recallActions = ['hold', 'recall'] as const;
export type RecallAction = (typeof recallActions)[number];

export interface Recall {
  readonly recallId: string;
  readonly itemId: string;
  readonly lot: string;
  readonly action: RecallAction;
  /** Day from which it holds. */
  readonly since: Day;
}

/** That a facility has looked, and what it found. */
export interface RecallAnswer {
  readonly recallId: string;
  /** What it was asked to do then. */
  readonly action: RecallAction;
}

/** A recall as it concerns one facility. */
export interface RecallHere extends Recall {
  /** Units of the lot by the book, what is kept apart included. */
  readonly quantity: number;
  /** Units of the item whose lot nobody knows. */
  readonly withoutLot: number;
  readonly answered: boolean;
}

/** Whether an answer speaks about the recall as it stands: who set a lot on hold is asked again once it is recalled. */
export function answers(answer: Pick<RecallAnswer, 'action'>, recall: Pick<Recall, 'action'>): boolean {
  return answer.action === 'recall' || recall.action === 'hold';
}

/** Lots that may not be used, by item id. */
export function blockedLots(recalls: readonly Recall[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byItem = Map.groupBy(recalls, ({ itemId }) => itemId);
  return new Map([...byItem].map(([itemId, own]) => [itemId, new Set(own.map(({ lot }) => lot))]));
}

/** The worst that is said of each lot of an item. */
export function actionsOn(recalls: readonly Recall[], itemId: string): ReadonlyMap<string, RecallAction> {
  const actions = new Map<string, RecallAction>();
  for (const { itemId: item, lot, action } of recalls) {
    if (item === itemId && actions.get(lot) !== 'recall') actions.set(lot, action);
  }
  return actions;
}

/** Every recall with what a facility has of its lot. `stateOf`: null where nothing was recorded. */
export function recallsHere(
  recalls: readonly Recall[],
  given: readonly RecallAnswer[],
  stateOf: (itemId: string) => ItemState | null,
): RecallHere[] {
  return recalls.map((recall) => {
    const state = stateOf(recall.itemId);
    const lots = state === null ? [] : settleLots(state.lots, state.open);
    const unitsOf = (lot: string | null) =>
      lots.reduce((sum, each) => sum + (each.lot === lot ? Math.max(each.quantity, 0) + each.held : 0), 0);
    const answered = given.some((answer) => answer.recallId === recall.recallId && answers(answer, recall));
    return { ...recall, quantity: unitsOf(recall.lot), withoutLot: unitsOf(null), answered };
  });
}
