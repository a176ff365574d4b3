/** Levels that contradict each other, as errors that point to the field where they were set. */
import type { CountryBody, LevelDays } from '#shared/contract/countries.ts';
import { type Country, type FacilityKind, facilityKinds } from '#shared/domain/facilities/facility.ts';
import { type FieldError, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { type LevelConflict, levelConflicts } from '#shared/domain/stock/levels.ts';

const errorsAt = (pointer: string, conflicts: readonly LevelConflict[]): FieldError[] =>
  conflicts.map(({ field, detail }) => ({ pointer: `${pointer}/${field}`, code: 'levels.contradict', detail }));

/** What contradicts itself in the levels of a country: its default by the usual facility, each kind above it. */
export function countryLevelErrors(levels: NonNullable<CountryBody['levels']>): FieldError[] {
  const country = levels.default;
  return [
    ...(country ? errorsAt('/levels/default', levelConflicts(country, { kind: 'prison' })) : []),
    ...facilityKinds.flatMap((kind) => {
      const set = levels[kind];
      return set ? errorsAt(`/levels/${kind}`, levelConflicts(set, { kind, country })) : [];
    }),
  ];
}

/** What contradicts itself in the levels of a facility, above what its country says. */
export function facilityLevelErrors(levels: LevelDays, kind: FacilityKind, country: Country): FieldError[] {
  const inherited = { kind, country: country.levels.default, countryKind: country.levels[kind] };
  return errorsAt('/levels', levelConflicts(levels, inherited));
}

/** The refusal of such levels. */
export function levelsRefusal(errors: readonly FieldError[]): Refusal {
  return refuse('levels.contradict', 'Change one of the levels: together they make no sense.', errors);
}
