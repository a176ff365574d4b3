/** Passes a news on: a letter to everybody who is to be told, and the event for other systems. */
import type { TableDeps } from '#kit/deps.ts';
import { errorFields, type Log } from '#kit/log.ts';
import type { News } from '#shared/domain/news/news.ts';
import { type Recipient, recipientsOf } from '#shared/domain/news/recipients.ts';
import { loadNews, loadPendingNews, type NewsRow, saveNews, writeLetters } from '#shared/store/news.ts';
import { loadDeputy, loadReaders, type MailReader } from '#shared/store/preferences.ts';
import type { Lease } from '#shared/store/stored-news.ts';
import { again, attempt } from '#shared/store/transact.ts';
import { type Publisher, publish } from './publish.ts';
import type { Sending } from './sending.ts';

/** An event that takes longer was not published, or nobody will ever know. */
const PUBLISHING_MS = 60_000;

/** Longer than the topic is waited for: a lease that ends sooner is taken anew. */
const SENDING_MS = 15_000;

/** For so long events are published in one call: the rest waits for the next one. */
const PUBLISHING_BUDGET_MS = 15_000;

export interface AnnounceDeps extends TableDeps, Publisher {
  readonly log: Log;
}

type Named = Pick<News, 'alertId' | 'version'>;

/** Who may be told, read once for a batch and only if somebody asks. */
interface Audience {
  readonly readers: () => Promise<readonly MailReader[]>;
  readonly deputy: (country: string) => Promise<string | null>;
}

/** The audience as it is now, remembered. */
function audienceOf({ table, log }: AnnounceDeps): Audience {
  let readers: Promise<readonly MailReader[]> | undefined;
  const deputies = new Map<string, Promise<string | null>>();
  return {
    readers: () => {
      readers ??= loadReaders(table, (row) => log('error', 'member not readable', { row }));
      return readers;
    },
    deputy: (country) => {
      const known = deputies.get(country) ?? loadDeputy(table, country);
      deputies.set(country, known);
      return known;
    },
  };
}

function leaseEnd({ now }: AnnounceDeps): string {
  return new Date(now().getTime() + PUBLISHING_MS).toISOString();
}

/** Every letter is there afterwards, whoever wrote it. The row is undefined for a news that is gone. */
async function lettersOut(named: Named, lease: Lease, deps: AnnounceDeps, audience: Audience) {
  return await attempt(deps.table, async () => {
    const row = await loadNews(deps.table, named);
    if (row === undefined || row.lettersOut) return { row, written: [] };
    const { news } = row;
    const everybody = await audience.readers();
    const deputy = news.escalation > 0 ? await audience.deputy(news.country) : null;
    const recipients = recipientsOf(news, everybody, deputy);
    const written = await writeLetters(deps.table, row, recipients, lease, deps.now().getTime());
    if (written.outcome.kind !== 'done') return again(written.outcome);
    return { row: written.row, written: recipients as readonly Recipient[] };
  });
}

/** Takes the right to publish; undefined where somebody else has it, or had it and did it. */
async function claimed(row: NewsRow, lease: Lease, deps: AnnounceDeps): Promise<NewsRow | undefined> {
  if (row.published) return undefined;
  const soon = new Date(deps.now().getTime() + SENDING_MS).toISOString();
  if (row.lease?.id === lease.id && row.lease.until > soon) return row;
  if (row.lease !== undefined && row.lease.id !== lease.id && row.lease.until > deps.now().toISOString()) {
    return undefined;
  }
  const own = { id: lease.id, until: leaseEnd(deps) };
  const outcome = await saveNews(deps.table, row, { lease: own }, deps.now().getTime());
  return outcome.kind === 'done' ? { ...row, lease: own, v: row.v + 1 } : undefined;
}

/** Publishes an event that nobody else publishes. False: the topic cannot be reached, for this event as for any other. */
async function publishOnce({ row, lease }: Laid, deps: AnnounceDeps): Promise<boolean> {
  const mine = await claimed(row, lease, deps);
  if (mine === undefined) return true;
  const sending: Sending = await publish(deps, mine.news);
  const { alertId, version } = mine.news;
  if (sending.kind !== 'sent') deps.log('error', 'event not published', { alertId, version, ...sending });
  // Without an answer the lease runs out: until then nobody publishes it again.
  if (sending.kind === 'unknown') return false;
  const published = sending.kind === 'sent';
  await attempt(deps.table, async (number) => {
    const outcome = await saveNews(deps.table, mine, { published, lease: undefined }, deps.now().getTime());
    if (outcome.kind === 'done' || (outcome.kind === 'conflict' && number > 1)) return null;
    if (outcome.kind === 'conflict') {
      deps.log('warn', 'publishing took longer than its lease', { alertId, version });
      return null;
    }
    return again(outcome);
  });
  return sending.kind === 'sent' || sending.answered;
}

/** A news whose letters are there, and what entitles to publish it. */
interface Laid {
  readonly row: NewsRow;
  readonly lease: Lease;
}

/** What came of laying letters by. */
export interface Announced {
  /** Who got a letter just now. */
  readonly written: readonly Recipient[];
  readonly laid: readonly Laid[];
  /** Errors of the news that could not be passed on; they stay pending. */
  readonly failures: readonly unknown[];
}

/** Lays letters by for every reader of these news. What was done before is not done again, and one that fails keeps no other back. */
export async function layLetters(news: readonly Named[], deps: AnnounceDeps): Promise<Announced> {
  const audience = audienceOf(deps);
  const written: Recipient[] = [];
  const laid: Laid[] = [];
  const failures: unknown[] = [];
  for (const { alertId, version } of news) {
    const lease = { id: deps.newId(), until: leaseEnd(deps) };
    try {
      const found = await lettersOut({ alertId, version }, lease, deps, audience);
      written.push(...found.written);
      if (found.row !== undefined && !found.row.published) laid.push({ row: found.row, lease });
    } catch (error) {
      deps.log('error', 'news not passed on', { alertId, version, ...errorFields(error) });
      failures.push(error);
    }
  }
  return { written, laid, failures };
}

/**
 * Publishes the events of news, for a while and as long as the topic can be reached. What is left stays pending for the
 * next tick; nothing is thrown for it, and it keeps no mail back.
 */
export async function publishEvents(laid: readonly Laid[], deps: AnnounceDeps): Promise<void> {
  const end = deps.now().getTime() + PUBLISHING_BUDGET_MS;
  for (const [index, one] of laid.entries()) {
    const { alertId, version } = one.row.news;
    let reached = true;
    try {
      reached = await publishOnce(one, deps);
    } catch (error) {
      deps.log('error', 'event not published', { alertId, version, ...errorFields(error) });
    }
    const left = laid.length - index - 1;
    if (left > 0 && (!reached || deps.now().getTime() >= end)) {
      deps.log('warn', 'events left for the next tick', { left });
      return;
    }
  }
}

/** Lays letters by for whatever is pending in a country, oldest first. */
export async function layPending(country: string, deps: AnnounceDeps): Promise<Announced> {
  const rows = await loadPendingNews(deps.table, country, (row) => deps.log('error', 'news not readable', row));
  return await layLetters(
    rows.map(({ news }) => news),
    deps,
  );
}
