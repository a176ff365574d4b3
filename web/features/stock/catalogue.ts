/** The catalogue by item: names in the reader's language, packs, and all names for search. */
import { useMemo } from 'react';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';

export type Item = Answer<'listItems'>['items'][number];
export type StockRow = Answer<'getStock'>['items'][number];

export interface Catalogue {
  readonly items: readonly Item[];
  readonly of: (itemId: string) => Item | undefined;
  readonly nameOf: (itemId: string) => string;
  /** Every name and code that somebody may search the item by. */
  readonly wordsOf: (itemId: string) => readonly string[];
}

/** Names fall back to the item's id until the catalogue is known. */
export function useCatalogue(): Catalogue {
  const { pick } = useReader();
  const known = useAll('listItems', {}).data;
  return useMemo(() => {
    const byId = new Map((known ?? []).map((item) => [item.itemId, item]));
    return {
      items: known ?? [],
      of: (itemId) => byId.get(itemId),
      nameOf: (itemId) => pick(byId.get(itemId)?.names) || itemId,
      wordsOf: (itemId) => {
        const item = byId.get(itemId);
        return [itemId, ...Object.values(item?.names ?? {}), ...Object.values(item?.codes ?? {})];
      },
    };
  }, [known, pick]);
}

/** Units of the first pack; 1 where the item comes in no packs. */
export const packOf = (item: Item | undefined): number => item?.packs?.[0]?.size ?? 1;

/** Units on the shelf by the book, without what is kept apart; null before anything was recorded. */
export function shelfOf(row: StockRow | undefined): number | null {
  if (row === undefined || row.onHand === null) return null;
  const apart = row.lots.filter(({ state }) => state === 'kept-apart');
  return row.onHand - apart.reduce((units, { onHand }) => units + onHand, 0);
}
