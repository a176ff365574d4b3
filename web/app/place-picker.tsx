/** Names the place that is looked at, and lets whoever has more than one choose. */
import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { EVERYWHERE } from '#shared/domain/members/grants.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import { usePlace } from '../kit/place.tsx';
import { useAll } from '../kit/queries/use-call.ts';
import type { PlaceChoiceProps } from './place-choice.tsx';

const PlaceChoice = lazy(() => import('./place-choice.tsx').then((file) => ({ default: file.PlaceChoice })));

/** The one place by its name, or the choice among several. */
function Places(props: PlaceChoiceProps) {
  const { places, value } = props;
  const name = (
    <Text fw={600} truncate size="sm">
      {places.find((one) => one.value === value)?.label}
    </Text>
  );
  if (places.length < 2) return name;
  return (
    <Suspense fallback={name}>
      <PlaceChoice {...props} />
    </Suspense>
  );
}

function FacilityPicker({
  facilities,
  facilityId,
}: {
  readonly facilities: readonly string[];
  readonly facilityId: string;
}) {
  const { pick } = useReader();
  const { chooseFacility } = usePlace();
  const [location, navigate] = useLocation();
  const known = useAll('listFacilities', {});
  const nameOf = (id: string): string => {
    const found = known.data?.find((one) => one.facilityId === id);
    return found === undefined ? id : pick(found.names) || found.name;
  };
  const choose = (next: string): void => {
    chooseFacility(next);
    navigate(location.replace(facilityId, next));
  };
  return (
    <Places places={facilities.map((id) => ({ value: id, label: nameOf(id) }))} value={facilityId} onChoose={choose} />
  );
}

function CountryPicker({ countries }: { readonly countries: readonly string[] }) {
  const { t, format } = useReader();
  const { country, chooseCountry } = usePlace();
  const everywhere = countries.includes(EVERYWHERE);
  const known = useAll('listCountries', {}, { enabled: everywhere });
  const codes = everywhere ? (known.data ?? []).map((one) => one.country) : countries;
  const every = everywhere ? [{ value: EVERYWHERE, label: t('shell.place.all') }] : [];
  return (
    <Places
      places={[...every, ...codes.map((code) => ({ value: code, label: format.country(code) }))]}
      value={country ?? (everywhere ? EVERYWHERE : null)}
      onChoose={(next) => chooseCountry(next === EVERYWHERE ? null : next)}
    />
  );
}

export function PlacePicker() {
  const { facilities, countries, facilityId } = usePlace();
  if (countries.length > 0) return <CountryPicker countries={countries} />;
  return facilityId === null ? null : <FacilityPicker facilities={facilities} facilityId={facilityId} />;
}
