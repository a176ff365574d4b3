/** Turns positions and flags into what the API says of them. */
import type { FlagAnswer, LotAnswer, PositionAnswer } from '#shared/contract/stock-answers.ts';
import { type Day, showDay } from '#shared/domain/day.ts';
import type { Flag, LotBalance } from '#shared/domain/stock/item-state.ts';
import { goodOn } from '#shared/domain/stock/lots.ts';
import type { PostedPosition } from '#shared/store/positions.ts';
import { flagSentence } from './sentences.ts';

/** Lots with their state on a day; what is kept apart of a lot stands beside what is on the shelf. */
export function lotAnswers(lots: readonly LotBalance[], today: Day): LotAnswer[] {
  return lots.flatMap((lot) => {
    const expiry = lot.expiry === null ? null : showDay(lot.expiry);
    const parts: LotAnswer[] = [];
    if (lot.quantity !== 0) {
      parts.push({ lot: lot.lot, expiry, onHand: lot.quantity, state: goodOn(lot, today) ? 'good' : 'expired' });
    }
    if (lot.held !== 0) parts.push({ lot: lot.lot, expiry, onHand: lot.held, state: 'kept-apart' });
    return parts;
  });
}

/** A position after a document. */
export function positionAnswer(position: PostedPosition, today: Day): PositionAnswer {
  return { itemId: position.itemId, onHand: position.onHand, lots: lotAnswers(position.lots, today) };
}

/** A flag with its sentence. */
export function flagAnswer(flag: Flag): FlagAnswer {
  return { code: flag.code, itemId: flag.itemId, detail: flagSentence(flag) };
}
