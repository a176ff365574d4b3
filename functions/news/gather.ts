/** Gathers what one mail is made of: names in the reader's language, what is still open, when the country was last looked at. */
import type { Alert } from '#shared/domain/alerts/alert.ts';
import type {
  MailAlert,
  MailChange,
  MailContent,
  MailFacility,
  MailName,
  MailSubject,
} from '#shared/domain/news/mail.ts';
import { nameFor } from '#shared/domain/news/names.ts';
import type { News } from '#shared/domain/news/news.ts';
import type { Channel } from '#shared/domain/news/preferences.ts';
import { readsOf } from '#shared/domain/news/recipients.ts';
import { byFacility, latestWords, worstFirst } from '#shared/domain/news/telling.ts';
import type { MailReader } from '#shared/store/preferences.ts';
import type { CountryBook } from './country-book.ts';

/** What is to be told to one reader. */
export interface Telling {
  readonly channel: Channel;
  readonly reader: MailReader;
  readonly country: string;
  readonly news: readonly News[];
  /** The time that the mail speaks from, epoch ms. */
  readonly nowMs: number;
  readonly consoleUrl: string | null;
  readonly unsubscribeUrl: string | null;
}

const HOUR_MS = 3_600_000;

function isMailed(change: News['change']): change is MailChange {
  return change !== 'acknowledged' && change !== 'snoozed' && change !== 'commented';
}

async function nameOf(
  { kind, subject, facts }: Pick<Alert, 'kind' | 'subject' | 'facts'>,
  locale: string,
  book: CountryBook,
): Promise<MailName | null> {
  switch (kind) {
    case 'shipment-overdue':
    case 'receipt-discrepancy':
    case 'report-overdue':
    case 'opening-count-due':
      return null;
    case 'guidance-overdue':
      return nameFor(await book.guidanceTitles(subject, String(facts.version)), locale, subject);
    case 'checklist-overdue':
      return nameFor(await book.checklistTitles(subject), locale, subject);
    default: {
      const itemId = typeof facts.itemId === 'string' ? facts.itemId : subject;
      return nameFor(await book.itemNames(itemId), locale, itemId);
    }
  }
}

async function subjectOf(
  alert: Pick<Alert, 'alertId' | 'kind' | 'level' | 'subject' | 'facts'>,
  locale: string,
  book: CountryBook,
): Promise<MailSubject> {
  const { alertId, kind, level, facts } = alert;
  return { alertId, kind, level, facts, name: await nameOf(alert, locale, book) };
}

async function alertOf(news: News, nowMs: number, locale: string, book: CountryBook): Promise<MailAlert[]> {
  const { change, unattendedSince } = news;
  if (!isMailed(change)) return [];
  const hours = unattendedSince === null ? null : Math.floor((nowMs - Date.parse(unattendedSince)) / HOUR_MS);
  const unattendedHours = change === 'escalated' ? hours : null;
  return [{ ...(await subjectOf(news, locale, book)), change, unattendedHours }];
}

/** Alerts of the reader's that are open beside those that changed, by facility; none in a mail at once. */
async function stillOpen(telling: Telling, told: ReadonlySet<string>, book: CountryBook) {
  const open = new Map<string, Alert[]>();
  if (telling.channel === 'now') return open;
  for (const alert of await book.openAlerts()) {
    if (told.has(alert.alertId) || alert.state === 'snoozed' || !readsOf(telling.reader, alert)) continue;
    open.set(alert.facilityId, [...(open.get(alert.facilityId) ?? []), alert]);
  }
  return open;
}

/** Alerts that a mail tells one by one, the worst; a mail program cuts what is longer. */
const CARDS_AT_MOST = 100;
/** Facilities that a mail names. */
const FACILITIES_AT_MOST = 100;

const sizeOf = (lists: Iterable<readonly unknown[]>): number => [...lists].reduce((sum, { length }) => sum + length, 0);

/** Everything that the mail says. */
export async function gather(telling: Telling, book: CountryBook): Promise<MailContent> {
  const { channel, country, nowMs, reader } = telling;
  const { locale } = reader;
  const words = latestWords(telling.news).sort(worstFirst);
  const changed = byFacility(words.slice(0, CARDS_AT_MOST));
  const told = new Set(telling.news.map(({ alertId }) => alertId));
  const open = await stillOpen(telling, told, book);
  const facilityIds = [...new Set([...changed.keys(), ...open.keys()])].slice(0, FACILITIES_AT_MOST);
  const names = await book.facilityNames(facilityIds);
  const facilities: MailFacility[] = [];
  for (const facilityId of facilityIds) {
    const alerts = [];
    for (const news of changed.get(facilityId) ?? []) alerts.push(...(await alertOf(news, nowMs, locale, book)));
    const others = [];
    for (const alert of open.get(facilityId) ?? []) others.push(await subjectOf(alert, locale, book));
    facilities.push({ name: names.get(facilityId) ?? facilityId, alerts, stillOpen: others });
  }
  const lastEvaluatedAt = await book.lastEvaluatedAt();
  return {
    kind: channel,
    locale,
    country,
    timeZone: await book.timeZone(),
    now: new Date(nowMs).toISOString(),
    facilities,
    others: words.length + sizeOf(open.values()) - sizeOf(facilities.flatMap((one) => [one.alerts, one.stillOpen])),
    lastEvaluatedAt,
    evaluationLate: channel === 'digest' && (await book.evaluationLate(nowMs)),
    consoleUrl: telling.consoleUrl,
    unsubscribeUrl: telling.unsubscribeUrl,
  };
}
