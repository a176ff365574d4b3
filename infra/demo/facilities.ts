/** The demo's facilities: public places under their names, codes and scripts, with head counts made up to size. */
import { type Calendar, JOINED_DAYS_AGO } from './calendar.ts';
import { type Call, record } from './call.ts';
import { kazakhstan } from './facilities-kz.ts';
import { tunisia } from './facilities-tn.ts';
import { uganda } from './facilities-ug.ts';
import type { Facility } from './facility.ts';

/** All of them, stores first. */
export const facilities: readonly Facility[] = [...kazakhstan, ...tunisia, ...uganda].sort(
  (a, b) => Number(b.kind === 'store') - Number(a.kind === 'store'),
);

/** The country of a facility. */
export const countryOf = (facilityId: string): string => facilityId.slice(0, 2);

/** The store that supplies a country. */
export const storeOf = (country: string): string => `${country}-STORE`;

/** Sign-in name of whoever runs a facility. */
export const managerOf = (facility: Facility): string => `manager.${facility.manager}@example.org`;

/** Places that hold people and are open. */
export const prisons = facilities.filter((one) => one.heads !== undefined);

function facilityCall(facility: Facility, calendar: Calendar): Call {
  const { facilityId, bookkeeping, closed, heads: _h, reporting, short: _s, manager: _m, ...known } = facility;
  const { nextDeliveryInDays, ...rest } = known;
  const isStore = facility.kind === 'store';
  const startedDaysAgo = reporting === 'never' ? 24 : JOINED_DAYS_AGO;
  return record('putFacility', null, `/facilities/${facilityId}`, {
    ...rest,
    country: countryOf(facilityId),
    bookkeeping: bookkeeping ?? 'counts',
    ...(!isStore && { suppliedBy: storeOf(countryOf(facilityId)) }),
    ...(nextDeliveryInDays !== undefined && { nextDeliveryOn: calendar.day(-nextDeliveryInDays) }),
    ...(closed && { status: 'closed', ...closed }),
    startedOn: isStore || closed ? '2020-06-01' : calendar.day(startedDaysAgo),
  });
}

/** Stores, and then what they supply; a facility that closed comes after the one that took over. */
export function facilityCalls(calendar: Calendar): { stores: Call[]; open: Call[]; closed: Call[] } {
  const calls = (some: readonly Facility[]): Call[] => some.map((one) => facilityCall(one, calendar));
  return {
    stores: calls(facilities.filter((one) => one.kind === 'store')),
    open: calls(facilities.filter((one) => one.kind !== 'store' && one.closed === undefined)),
    closed: calls(facilities.filter((one) => one.closed !== undefined)),
  };
}

/** Head counts on the day of joining and three weeks ago. */
export function headcountCalls(calendar: Calendar): Call[] {
  return prisons.flatMap((facility) => {
    const { heads, facilityId, reporting } = facility;
    if (heads === undefined) return [];
    const path = (daysAgo: number): string => `/facilities/${facilityId}/headcounts/${calendar.day(daysAgo)}`;
    const before = { ...heads, held: Math.round(heads.held * 1.04) };
    const now = record('putHeadcount', managerOf(facility), path(21), heads);
    if (reporting === 'never') return [now];
    return [record('putHeadcount', managerOf(facility), path(JOINED_DAYS_AGO - 1), before), now];
  });
}
