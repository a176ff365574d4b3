/** Which place one is looking at: a facility or store for whoever works in one, a country for whoever sees many. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { countryOf, EVERYWHERE, type Grant, isFacilityScope, type Role } from '#shared/domain/members/grants.ts';
import { useSession } from './session/use-session.ts';

export interface Place {
  /** Facilities named in one's grants; empty for whoever sees a whole country. */
  readonly facilities: readonly string[];
  /** Countries in one's grants; `*` among them is the whole programme. */
  readonly countries: readonly string[];
  /** The facility chosen among them; null for whoever has none. */
  readonly facilityId: string | null;
  /** The country chosen; null while a programme-wide member has chosen none. */
  readonly country: string | null;
  readonly chooseFacility: (facilityId: string) => void;
  readonly chooseCountry: (country: string | null) => void;
}

const Context = createContext<Place | undefined>(undefined);

const facilityKey = (memberId: string) => `muster.facility.${memberId}`;
const countryKey = (memberId: string) => `muster.country.${memberId}`;

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Facilities that a member works in, and countries that a member sees. */
export function placesOf(grants: readonly Grant[]): Pick<Place, 'facilities' | 'countries'> {
  const scopes = grants.map(({ scope }) => scope);
  return {
    facilities: unique(scopes.filter(isFacilityScope)),
    countries: unique(scopes.filter((scope) => !isFacilityScope(scope))),
  };
}

export function PlaceProvider({ children }: { readonly children: ReactNode }) {
  const { memberId, grants } = useSession();
  const { facilities, countries } = useMemo(() => placesOf(grants), [grants]);
  const [facility, setFacility] = useState(() => localStorage.getItem(facilityKey(memberId)));
  const [chosen, setChosen] = useState(() => localStorage.getItem(countryKey(memberId)));

  const chooseFacility = useCallback(
    (next: string) => {
      localStorage.setItem(facilityKey(memberId), next);
      setFacility(next);
    },
    [memberId],
  );
  const chooseCountry = useCallback(
    (next: string | null) => {
      if (next === null) localStorage.removeItem(countryKey(memberId));
      else localStorage.setItem(countryKey(memberId), next);
      setChosen(next);
    },
    [memberId],
  );

  const place = useMemo<Place>(() => {
    const facilityId = facilities.find((one) => one === facility) ?? facilities[0] ?? null;
    const everywhere = countries.includes(EVERYWHERE);
    const own = countries.filter((one) => one !== EVERYWHERE);
    const remembered = chosen !== null && (everywhere || own.includes(chosen)) ? chosen : null;
    const country =
      remembered ?? (everywhere ? null : (own[0] ?? (facilityId === null ? null : countryOf(facilityId))));
    return { facilities, countries, facilityId, country, chooseFacility, chooseCountry };
  }, [facilities, countries, facility, chosen, chooseFacility, chooseCountry]);
  return <Context value={place}>{children}</Context>;
}

/** The place that is looked at, and the others that there are. */
export function usePlace(): Place {
  const place = useContext(Context);
  if (place === undefined) throw new Error('usePlace needs a PlaceProvider above it');
  return place;
}

/** Whether the member has a role, anywhere. */
export function useHasRole(...roles: readonly Role[]): boolean {
  return useSession().grants.some(({ role }) => roles.includes(role));
}
