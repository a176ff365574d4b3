/** The three countries of the demo: calendar, languages, what each kind of facility should have, how long supply takes. */
import { type Call, record } from './call.ts';

const prisonList = [
  'soap-bar',
  'hand-rub-500',
  'mask-medical',
  'gloves-exam',
  'respirator-ffp2',
  'gown-isolation',
  'bleach-1l',
  'disinfectant-1l',
  'waste-bag-bio',
  'coverall',
  'goggles',
  'thermometer-ir',
];

/** What each kind of facility should have. */
export const standardLists = {
  prison: [...prisonList, 'pulse-oximeter'],
  'remand-centre': prisonList,
  womens: [...prisonList, 'sanitary-pad'],
  juvenile: prisonList.filter((item) => item !== 'coverall'),
} as const;

/** Stores order within the country, and take stock once a month. */
const store = {
  leadTimeDays: 14,
  safetyDays: 10,
  emergencyLeadDays: 7,
  orderIntervalDays: 60,
  maxCoverDays: 240,
  reportEveryDays: 30,
};

interface Country {
  readonly country: string;
  readonly names: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly locales: readonly string[];
  readonly leadTimeDays: number;
}

const countries: readonly Country[] = [
  {
    country: 'KZ',
    names: { en: 'Kazakhstan', ru: 'Казахстан', kk: 'Қазақстан' },
    timeZone: 'Asia/Almaty',
    locales: ['kk', 'ru'],
    leadTimeDays: 14,
  },
  {
    country: 'TN',
    names: { en: 'Tunisia', fr: 'Tunisie', ar: 'تونس' },
    timeZone: 'Africa/Tunis',
    locales: ['ar-TN', 'fr-TN'],
    leadTimeDays: 10,
  },
  {
    country: 'UG',
    names: { en: 'Uganda', sw: 'Uganda' },
    timeZone: 'Africa/Kampala',
    locales: ['en-UG'],
    leadTimeDays: 14,
  },
];

/** Each country with its standard lists and levels. */
export function countryCalls(): Call[] {
  return countries.map(({ country, leadTimeDays, ...rest }) =>
    record('putCountry', null, `/countries/${country}`, {
      ...rest,
      digestHour: 7,
      standardLists,
      levels: { default: { leadTimeDays, safetyDays: 7 }, store },
    }),
  );
}
