/** Who sees which entries of the navigation, and where they lead for the place that is looked at. */

import type { Grant } from '#shared/domain/members/grants.ts';
import type { Place } from '../kit/place.tsx';
import type { NavigationEntry, Screen } from '../kit/screens.ts';
import { screens } from './screens.ts';

export interface Destination extends NavigationEntry {
  readonly to: string;
}

/** The address of a screen at a place; undefined where the place lacks what the address asks for. */
export function addressOf(
  screen: Pick<Screen, 'path'>,
  place: Pick<Place, 'facilityId' | 'country'>,
): string | undefined {
  const known: Readonly<Record<string, string | null>> = { facilityId: place.facilityId, country: place.country };
  let missing = false;
  const path = screen.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = known[name] ?? null;
    if (value === null) missing = true;
    return encodeURIComponent(value ?? '');
  });
  return missing ? undefined : path;
}

/** Entries of a member's navigation, in their order. */
export function destinations(grants: readonly Grant[], place: Pick<Place, 'facilityId' | 'country'>): Destination[] {
  const roles = new Set(grants.map(({ role }) => role));
  return screens
    .flatMap((screen) => {
      const { navigation } = screen;
      if (navigation === undefined || !navigation.roles.some((role) => roles.has(role))) return [];
      const to = addressOf(screen, place);
      return to === undefined ? [] : [{ ...navigation, to }];
    })
    .sort((a, b) => a.order - b.order);
}
