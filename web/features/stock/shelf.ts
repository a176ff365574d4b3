/** An item and its row of stock as the API tells them, and what a shelf holds by them. */
import type { Answer } from '../../kit/contract.ts';

export type Item = Answer<'listItems'>['items'][number];
export type StockRow = Answer<'getStock'>['items'][number];

/** Units of the first pack; 1 where the item comes in no packs. */
export const packOf = (item: Item | undefined): number => item?.packs?.[0]?.size ?? 1;

/** Units on the shelf by the book, without what is kept apart; null before anything was recorded. */
export function shelfOf(row: StockRow | undefined): number | null {
  if (row === undefined || row.onHand === null) return null;
  const apart = row.lots.filter(({ state }) => state === 'kept-apart');
  return row.onHand - apart.reduce((units, { onHand }) => units + onHand, 0);
}
