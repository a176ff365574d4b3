/** Mails to look at and to test: one at once and one digest, with names of every script, in any language. */
import type { MailAlert, MailContent, MailFacility, MailSubject } from '#shared/domain/news/mail.ts';

export const readers = ['en-UG', 'fr-TN', 'ar-TN', 'ru-KZ', 'kk-Cyrl-KZ'] as const;

const CONSOLE = 'https://muster.example.org';

const openedAt = '2026-11-20T05:00:00.000Z';
const idOf = (facilityId: string, kind: string, subject: string) => `${facilityId}~${kind}~${subject}~${openedAt}`;

/** Item names as a catalogue has them, by the language of a reader. */
const soap = { en: 'Soap, bar', fr: 'Savon, pain', ar: 'صابون، قطعة', ru: 'Мыло, кусок', kk: 'Сабын, кесек' };
const masks = {
  en: 'Medical mask, type IIR',
  fr: 'Masque chirurgical, type IIR',
  ar: 'كمامة طبية، نوع IIR',
  ru: 'Маска медицинская, тип IIR',
  kk: 'Медициналық маска, IIR түрі',
};
const gel = {
  en: 'Hand sanitiser 500 ml',
  fr: 'Gel hydroalcoolique 500 ml',
  ar: 'معقم اليدين 500 مل',
  ru: 'Антисептик для рук 500 мл',
  kk: 'Қол антисептигі 500 мл',
};

function inLanguage(names: Readonly<Record<string, string>>, locale: string) {
  const text = names[locale.slice(0, 2)];
  return { text: text ?? names.en ?? '', missing: text === undefined };
}

/** A shortage of soap, very low, as opened; what is given replaces parts of it. */
export function soapAlert(locale: string, more: Partial<MailAlert> = {}): MailAlert {
  return {
    alertId: idOf('UG-LUZIRA-UPPER', 'shortage', 'soap-bar'),
    kind: 'shortage',
    level: 'high',
    change: 'opened',
    unattendedHours: null,
    name: inLanguage(soap, locale),
    facts: {
      itemId: 'soap-bar',
      status: 'emergency',
      usable: 420,
      estimatedOnHand: 261,
      adu: 43.25,
      basis: 'long',
      coverDays: 6.04,
      stockOutOn: '2026-11-29',
      nextDeliveryOn: '2026-12-14',
      lastReportOn: '2026-11-20',
    },
    ...more,
  };
}

/** An alert on a facility as a whole or on a subject of its own. */
export function alertOf(kind: MailAlert['kind'], more: Partial<MailAlert> = {}): MailAlert {
  const alertId = idOf('UG-LUZIRA-UPPER', kind, '-');
  return { alertId, kind, level: 'medium', change: 'opened', unattendedHours: null, name: null, facts: {}, ...more };
}

const frame = (locale: string): Omit<MailContent, 'kind' | 'facilities' | 'unsubscribeUrl'> => ({
  locale,
  country: locale.slice(-2),
  timeZone: { TN: 'Africa/Tunis', KZ: 'Asia/Almaty' }[locale.slice(-2)] ?? 'Africa/Kampala',
  now: '2026-11-23T04:00:00.000Z',
  others: 0,
  lastEvaluatedAt: '2026-11-23T03:45:00.000Z',
  evaluationLate: false,
  consoleUrl: CONSOLE,
});

/** A mail of one alert, or of those given, at one facility. */
export function mailNow(locale: string, alerts?: readonly MailAlert[], facility = 'Luzira Upper Prison'): MailContent {
  const facilities = [{ name: facility, alerts: alerts ?? [soapAlert(locale)], stillOpen: [] }];
  return { ...frame(locale), kind: 'now', facilities, unsubscribeUrl: null };
}

function busyFacility(locale: string): MailFacility {
  return {
    name: 'Luzira Upper Prison',
    alerts: [
      alertOf('guidance-overdue', {
        name: inLanguage({ en: 'Preparedness, prevention and control in prisons' }, locale),
        facts: { version: '2021-02', dueOn: '2026-11-15' },
      }),
      soapAlert(locale, {
        level: 'critical',
        change: 'worsened',
        name: inLanguage(masks, locale),
        facts: { status: 'out', usable: 0, estimatedOnHand: 0, coverDays: 0, lastReportOn: '2026-11-22' },
      }),
      soapAlert(locale, { change: 'escalated', unattendedHours: 72 }),
      alertOf('recall', { level: 'high', name: inLanguage(gel, locale), facts: { lot: 'B-2209/7', quantity: 36 } }),
    ],
    stillOpen: [
      soapAlert(locale, { level: 'medium', name: inLanguage(gel, locale), facts: { status: 'low' } }),
      alertOf('report-overdue', { facts: { lastReportOn: '2026-11-09' } }),
    ],
  };
}

function arabicFacility(locale: string): MailFacility {
  return {
    name: 'السجن المدني بالمرناقية',
    alerts: [
      alertOf('shipment-overdue', { facts: { reference: 'UNODC-TN-2026-114', expectedOn: '2026-11-18' } }),
      alertOf('expiring', {
        name: inLanguage(gel, locale),
        facts: { lot: 'M2209', expiresOn: '2027-01-31', unused: 1250 },
      }),
      soapAlert(locale, { change: 'resolved' }),
    ],
    stillOpen: [],
  };
}

function quietFacility(locale: string): MailFacility {
  const open = (n: number): MailSubject =>
    soapAlert(locale, { level: 'medium', alertId: `KZ-SHYMKENT~shortage~i${n}~x` });
  return {
    name: 'Шымкент қаласындағы № 1 мекеме',
    alerts: [],
    stillOpen: Array.from({ length: 8 }, (_, n) => open(n)),
  };
}

/** A digest with three facilities, of which one has nothing new. */
export function mailDigest(locale: string, more: Partial<MailContent> = {}): MailContent {
  return {
    ...frame(locale),
    kind: 'digest',
    facilities: [quietFacility(locale), arabicFacility(locale), busyFacility(locale)],
    unsubscribeUrl: `${CONSOLE}/api/v1/unsubscribe/eyJhbGciOiJIUzI1NiJ9.eyJtIjoibGVhZEBleGFtcGxlLm9yZyJ9.c2lnbmF0dXJl`,
    ...more,
  };
}
