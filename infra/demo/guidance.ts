/** Guidance documents of the demo, in our own words, and who has read them by now. */
import type { Calendar } from './calendar.ts';
import { type Call, document } from './call.ts';
import { countryOf, managerOf, prisons } from './facilities.ts';
import type { Facility } from './facility.ts';
import { idOf, wholeBetween } from './ids.ts';

/** Everybody but the stores. */
const holding = ['prison', 'remand-centre', 'womens', 'juvenile'];

const interimGuidance = {
  en: 'Preparedness, prevention and control of COVID-19 in prisons and other places of detention. Interim guidance',
};

/** Days ago on which each document came into force in the programme. */
const SECOND_EDITION_DAYS_AGO = 60;
const TOOLBOX_DAYS_AGO = 75;
const STATEMENT_DAYS_AGO = 6;

interface Version {
  readonly documentId: string;
  readonly version: string;
  readonly body: object;
}

function versions(calendar: Calendar): readonly Version[] {
  return [
    {
      documentId: 'who-euro-prisons',
      version: '2020-03',
      body: {
        titles: interimGuidance,
        issuer: 'WHO Regional Office for Europe',
        keyPoints: { en: ['Plan ahead with the health services.', 'Keep distance and wash hands.'] },
        audience: { kinds: holding },
        effectiveOn: '2020-03-15',
        acknowledgeWithinDays: 14,
        asksAgain: true,
      },
    },
    {
      documentId: 'who-euro-prisons',
      version: '2021-02',
      body: {
        titles: interimGuidance,
        issuer: 'WHO Regional Office for Europe',
        keyPoints: {
          en: [
            'Second edition: masks, testing, quarantine and vaccines are new.',
            'Same title as the edition of March 2020.',
          ],
          ru: ['Второе издание: новое о масках, тестах, карантине и вакцинах.'],
        },
        audience: { kinds: holding },
        effectiveOn: calendar.day(SECOND_EDITION_DAYS_AGO),
        acknowledgeWithinDays: 14,
        asksAgain: true,
      },
    },
    {
      documentId: 'un-dpo-toolbox',
      version: '2020-04',
      body: {
        titles: {
          en: 'Operational toolbox for COVID-19 preparedness and responses in places of detention',
          fr: 'Boîte à outils opérationnelle COVID-19 pour les lieux de détention',
        },
        issuer: 'UN Department of Peace Operations and UNITAR',
        audience: { countries: ['TN', 'UG'], kinds: holding },
        effectiveOn: calendar.day(TOOLBOX_DAYS_AGO),
        acknowledgeWithinDays: 21,
        asksAgain: true,
      },
    },
    {
      documentId: 'un-joint-statement',
      version: '2020-05',
      body: {
        titles: { en: 'Joint statement on COVID-19 in prisons and other closed settings' },
        issuer: 'UNODC, WHO, UNAIDS and OHCHR',
        audience: { kinds: holding },
        effectiveOn: calendar.day(STATEMENT_DAYS_AGO),
        acknowledgeWithinDays: 30,
        asksAgain: true,
      },
    },
    {
      documentId: 'who-ppe-specifications',
      version: '2020.1',
      body: {
        titles: { en: 'Technical specifications of personal protective equipment for COVID-19' },
        issuer: 'WHO',
        audience: { kinds: ['store'] },
        effectiveOn: calendar.day(30),
        acknowledgeWithinDays: 60,
        asksAgain: true,
      },
    },
  ];
}

/** Every version, those of one document oldest first. */
export function guidanceLanes(calendar: Calendar): Call[][] {
  const lanes = new Map<string, Call[]>();
  for (const { documentId, version, body } of versions(calendar)) {
    const lane = lanes.get(documentId) ?? [];
    // Programme-wide, so it is the first lead's to publish.
    lane.push({
      operation: 'putGuidanceVersion',
      by: null,
      method: 'PUT',
      path: `/guidance/${documentId}/versions/${version}`,
      body,
      again: 'document',
    });
    lanes.set(documentId, lane);
  }
  return [...lanes.values()];
}

const languageOf = (facility: Facility): string => ({ KZ: 'ru', TN: 'fr' })[countryOf(facility.facilityId)] ?? 'en';

/** The one who reads late: the second edition stays unread there, so it is overdue. */
const UNREAD = ['UG-MURCHISON-BAY', 'TN-BORJ-EL-AMRI'];

function acknowledge(facility: Facility, by: string, document_: string, at: string, language: string): Call {
  const path = `/facilities/${facility.facilityId}/acknowledgements/${document_}`;
  return document('acknowledgeGuidance', by, path, { acknowledgedAt: at, language });
}

function brief(facility: Facility, calendar: Calendar, daysAgo: number, heads: number): Call {
  const heldOn = calendar.day(daysAgo);
  const briefingId = idOf(calendar.at(daysAgo, 9), 'briefing', facility.facilityId, daysAgo);
  return document('recordBriefing', managerOf(facility), `/facilities/${facility.facilityId}/briefings/${briefingId}`, {
    documentId: 'who-euro-prisons',
    version: '2021-02',
    heldOn,
    language: languageOf(facility),
    heads,
  });
}

/** What one facility has read, and the staff that were told about it. */
export function readingCalls(facility: Facility, calendar: Calendar): Call[] {
  const by = managerOf(facility);
  const language = languageOf(facility);
  if (facility.heads === undefined || facility.reporting === 'never') return [];
  const calls: Call[] = [];
  const readOn = SECOND_EDITION_DAYS_AGO - wholeBetween(1, 12, 'read', facility.facilityId);
  if (!UNREAD.includes(facility.facilityId)) {
    calls.push(acknowledge(facility, by, 'who-euro-prisons/2021-02', calendar.at(readOn, 7), language));
    const third = Math.floor(facility.heads.staff * 0.24);
    calls.push(brief(facility, calendar, readOn - 3, third), brief(facility, calendar, readOn - 10, third - 2));
  }
  if (countryOf(facility.facilityId) !== 'KZ')
    calls.push(acknowledge(facility, by, 'un-dpo-toolbox/2020-04', calendar.at(TOOLBOX_DAYS_AGO - 9, 8), language));
  if (facility.facilityId === 'UG-LUZIRA-UPPER')
    calls.push(
      acknowledge(facility, 'nurse.luzira@example.org', 'who-euro-prisons/2021-02', calendar.at(readOn - 1, 8), 'lg'),
    );
  return calls;
}

/** What every facility has read. */
export function readingLanes(calendar: Calendar): Call[][] {
  return prisons.map((facility) => readingCalls(facility, calendar));
}
