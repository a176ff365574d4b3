/** Names of places and items for the screens of deliveries: shown in the reader's language, found in any. */
import { useMemo } from 'react';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import type { Shipment } from './stages.ts';

export type Item = Answer<'listItems'>['items'][number];
export type Facility = Answer<'getFacility'>;

export interface Names {
  readonly items: readonly Item[];
  readonly facilities: readonly Facility[];
  /** A place's name; its id where the place is out of one's sight. */
  readonly place: (facilityId: string) => string;
  readonly item: (itemId: string) => string;
  readonly unit: (itemId: string) => string;
  readonly origin: (origin: Shipment['origin']) => string;
  /** All that a place or an item is called, for search. */
  readonly all: (id: string) => readonly string[];
}

const namesOfFacility = (one: Facility): string[] => [
  one.name,
  ...Object.values(one.names ?? {}),
  one.officialCode ?? '',
  one.facilityId,
  ...(one.aliases ?? []).flatMap((alias) => Object.values(alias).filter((text) => typeof text === 'string')),
];
const namesOfItem = (one: Item): string[] => [
  ...Object.values(one.names),
  one.itemId,
  ...Object.values(one.codes ?? {}),
];

/** Everything that deliveries name. */
export function useNames(): Names {
  const { pick } = useReader();
  const items = useAll('listItems', {});
  const facilities = useAll('listFacilities', {});
  return useMemo(() => {
    const byItem = new Map((items.data ?? []).map((one) => [one.itemId, one]));
    const byPlace = new Map((facilities.data ?? []).map((one) => [one.facilityId, one]));
    const place = (id: string): string => {
      const one = byPlace.get(id);
      return one === undefined ? id : pick(one.names) || one.name;
    };
    return {
      items: items.data ?? [],
      facilities: facilities.data ?? [],
      place,
      item: (id) => pick(byItem.get(id)?.names) || id,
      unit: (id) => byItem.get(id)?.unit ?? '',
      origin: (origin) => (origin.kind === 'supplier' ? origin.name : place(origin.facilityId)),
      all: (id) => {
        const item = byItem.get(id);
        const facility = byPlace.get(id);
        if (item !== undefined) return namesOfItem(item);
        return facility === undefined ? [id] : namesOfFacility(facility);
      },
    };
  }, [items.data, facilities.data, pick]);
}
