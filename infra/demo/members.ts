/** Who works in the demo: every role at every reach, with names that nobody bears. */
import { type Call, record } from './call.ts';
import { facilities, managerOf } from './facilities.ts';

interface Grant {
  readonly role: 'logistics' | 'facility-manager' | 'programme-lead' | 'observer';
  readonly scope: string;
}

interface Member {
  readonly memberId: string;
  readonly name: string;
  readonly locale: string;
  readonly grants: readonly Grant[];
}

/** Whoever keeps the demo's countries: the language, and the parts of the sign-in names. */
const locales: Readonly<Record<string, string>> = { KZ: 'ru', TN: 'fr-TN', UG: 'en-UG' };
const titles: Readonly<Record<string, string>> = { KZ: 'Kazakhstan', TN: 'Tunisia', UG: 'Uganda' };

/** Sign-in name of a country's logistics staff. */
export const logisticsOf = (country: string): string => `logistics.${country.toLowerCase()}@example.org`;

const perCountry: readonly Member[] = Object.entries(locales).flatMap(([country, locale]) => {
  const lower = country.toLowerCase();
  const member = (memberId: string, what: string, role: Grant['role']): Member => ({
    memberId,
    name: `${what}, ${titles[country]} (demo)`,
    locale,
    grants: [{ role, scope: country }],
  });
  return [
    member(logisticsOf(country), 'Logistics officer', 'logistics'),
    member(`lead.${lower}@example.org`, 'Programme lead', 'programme-lead'),
    member(`observer.${lower}@example.org`, 'Observer', 'observer'),
  ];
});

const managers: readonly Member[] = facilities
  .filter((one) => one.closed === undefined)
  .map((facility) => ({
    memberId: managerOf(facility),
    name: facility.facilityId === 'UG-LUZIRA-UPPER' ? 'Facility manager (demo)' : `Manager, ${facility.name} (demo)`,
    locale: locales[facility.facilityId.slice(0, 2)] ?? 'en',
    grants: [{ role: 'facility-manager', scope: facility.facilityId }],
  }));

const wide: readonly Member[] = [
  {
    memberId: 'observer@example.org',
    name: 'Donor (demo)',
    locale: 'en',
    grants: [{ role: 'observer', scope: '*' }],
  },
  {
    memberId: 'nurse.luzira@example.org',
    name: 'Second officer, Luzira (demo)',
    locale: 'lg',
    grants: [
      { role: 'facility-manager', scope: 'UG-LUZIRA-UPPER' },
      { role: 'facility-manager', scope: 'UG-MURCHISON-BAY' },
    ],
  },
];

function call({ memberId, ...body }: Member): Call {
  return record('putMember', null, `/members/${memberId}`, body);
}

/** The first lead as a member; before this, the lead only counts because there is no other. */
export function firstLeadCall(lead: string): Call {
  const grants: readonly Grant[] = [{ role: 'programme-lead', scope: '*' }];
  return call({ memberId: lead, name: 'Programme lead (demo)', locale: 'en', grants });
}

/** Everybody else. */
export function memberCalls(): Call[] {
  return [...perCountry, ...managers, ...wide].map(call);
}
