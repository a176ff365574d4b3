/** The catalogue by item: names in the reader's language, packs, and all names for search. */
import { useMemo } from 'react';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import type { Item } from './shelf.ts';

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
