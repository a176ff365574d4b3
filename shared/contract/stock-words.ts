/** What stock documents answer, in the words of the API: positions, lots and flags with an English sentence each. */
import { type Day, showDay } from '../domain/day.ts';
import { closedOn, type Facility } from '../domain/facilities/facility.ts';
import type { RecallAction } from '../domain/recalls/recall.ts';
import type { Flag, FlagCode, LotBalance } from '../domain/stock/item-state.ts';
import { goodOn } from '../domain/stock/lots.ts';
import type { FlagAnswer, LotAnswer, LotState, PositionAnswer } from './stock-answers.ts';

const figure = (value: string | number | null | undefined) =>
  typeof value === 'number' ? value.toLocaleString('en') : value;
const date = (value: string | number | null | undefined) => (typeof value === 'number' ? showDay(value) : '?');

const flagSentences: Record<FlagCode, (detail: Flag['detail']) => string> = {
  discrepancy: (d) => `The count differs from the book by ${figure(d.difference)}. Say what happened in an adjustment.`,
  'unexplained-gain': (d) =>
    `${figure(d.counted)} were counted where the book said ${figure(d.book)}. Was a delivery not recorded?`,
  'lot-not-counted': (d) => `Lot ${d.lot} with ${figure(d.quantity)} was not counted: it is taken as gone.`,
  'expiry-conflict': (d) => `Lot ${d.lot} was known to expire on ${date(d.before)}; now ${date(d.now)} holds.`,
  'count-conflict': (d) =>
    `${d.countedBy ?? 'Somebody else'} counted ${figure(d.before)} within the same hours; the later count of ${figure(d.counted)} stands.`,
  'book-below-zero': (d) => `More left than the book knew: it stands at ${figure(d.book)}. Count this item.`,
  superseded: () => 'A later count of the same day stands instead of this one.',
  'confirmed-implausible': () => 'The figure looked like a slip and was confirmed.',
  'reversal-waiting': () =>
    'No event of this id is known at this facility. Check the id; if the event arrives later, it is reversed at once.',
  'reversed-before-arrival': () => 'This was reversed before it arrived: it changes no figure.',
};

/** What a flag means, with its figures. */
function flagSentence(flag: Flag): string {
  return flagSentences[flag.code](flag.detail);
}

const lotStates = { recall: 'recalled', hold: 'on-hold' } as const satisfies Record<RecallAction, LotState>;

/**
 * Lots with their state on a day; what is kept apart of a lot stands beside what is on the shelf.
 *
 * @param recalled what is said of lots of the item that are not to be used
 */
export function lotAnswers(
  lots: readonly LotBalance[],
  today: Day,
  recalled: ReadonlyMap<string, RecallAction> = new Map(),
): LotAnswer[] {
  return lots.flatMap((lot) => {
    const expiry = lot.expiry === null ? null : showDay(lot.expiry);
    const parts: LotAnswer[] = [];
    if (lot.quantity !== 0) {
      const said = lot.lot === null ? undefined : recalled.get(lot.lot);
      const state = said === undefined ? (goodOn(lot, today) ? 'good' : 'expired') : lotStates[said];
      parts.push({ lot: lot.lot, expiry, onHand: lot.quantity, state });
    }
    if (lot.held !== 0) parts.push({ lot: lot.lot, expiry, onHand: lot.held, state: 'kept-apart' });
    return parts;
  });
}

/** A position after a document. */
export function positionAnswer(
  position: { itemId: string; onHand: number; lots: readonly LotBalance[] },
  today: Day,
): PositionAnswer {
  return { itemId: position.itemId, onHand: position.onHand, lots: lotAnswers(position.lots, today) };
}

/** A flag with its sentence. */
export function flagAnswer(flag: Flag): FlagAnswer {
  return { code: flag.code, itemId: flag.itemId, detail: flagSentence(flag) };
}

/** The flag of what happened at a facility on a day after it was closed; none while it was open. */
export function closedFlags(facility: Pick<Facility, 'status' | 'statusFrom'>, day: Day): FlagAnswer[] {
  if (!closedOn(facility, day)) return [];
  const detail = 'This facility was closed by then. Correct the date, or say in an adjustment where its stock went.';
  return [{ code: 'facility-closed', itemId: null, detail }];
}
