/** Chooses the place that is looked at, for whoever has more than one. */
import { Select, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { EVERYWHERE } from '#shared/domain/members/grants.ts';
import { matches } from '../kit/fold.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import { usePlace } from '../kit/place.tsx';
import { useAll } from '../kit/queries/use-call.ts';

function FacilityPicker({
  facilities,
  facilityId,
}: {
  readonly facilities: readonly string[];
  readonly facilityId: string;
}) {
  const { t, pick } = useReader();
  const { chooseFacility } = usePlace();
  const [location, navigate] = useLocation();
  const known = useAll('listFacilities', {});
  const nameOf = (id: string): string => {
    const found = known.data?.find((one) => one.facilityId === id);
    return found === undefined ? id : pick(found.names) || found.name;
  };
  if (facilities.length === 1)
    return (
      <Text fw={600} truncate size="sm">
        {nameOf(facilityId)}
      </Text>
    );
  return (
    <Select
      aria-label={t('shell.place')}
      size="sm"
      variant="filled"
      allowDeselect={false}
      data={facilities.map((id) => ({ value: id, label: nameOf(id) }))}
      value={facilityId}
      onChange={(next) => {
        if (next === null) return;
        chooseFacility(next);
        navigate(location.replace(facilityId, next));
      }}
    />
  );
}

function CountryPicker({ countries }: { readonly countries: readonly string[] }) {
  const { t, format } = useReader();
  const { country, chooseCountry } = usePlace();
  const everywhere = countries.includes(EVERYWHERE);
  const known = useAll('listCountries', {}, { enabled: everywhere });
  const codes = everywhere ? (known.data ?? []).map((one) => one.country) : countries;
  if (!everywhere && codes.length === 1)
    return (
      <Text fw={600} truncate size="sm">
        {format.country(codes[0] ?? '')}
      </Text>
    );
  const every = everywhere ? [{ value: EVERYWHERE, label: t('shell.place.all') }] : [];
  return (
    <Select
      aria-label={t('shell.place')}
      size="sm"
      variant="filled"
      allowDeselect={false}
      searchable={codes.length > 8}
      filter={({ options, search }) => options.filter((one) => 'label' in one && matches(search, [one.label]))}
      data={[...every, ...codes.map((code) => ({ value: code, label: format.country(code) }))]}
      value={country ?? (everywhere ? EVERYWHERE : null)}
      onChange={(next) => chooseCountry(next === EVERYWHERE ? null : next)}
    />
  );
}

export function PlacePicker() {
  const { facilities, countries, facilityId } = usePlace();
  if (countries.length > 0) return <CountryPicker countries={countries} />;
  return facilityId === null ? null : <FacilityPicker facilities={facilities} facilityId={facilityId} />;
}
