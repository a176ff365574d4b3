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

export interface AnnounceDeps extends TableDeps, Publisher {
  readonly log: Log;
}

type Named = Pick<News, 'alertId' | 'version'>;

/** Who may be told, read once for a batch and only if somebody asks. */
export interface Audience {
  readonly readers: () => Promise<readonly MailReader[]>;
  readonly deputy: (country: string) => Promise<string | null>;
}

/** The audience as it is now, remembered. */
export function audienceOf({ table }: TableDeps): Audience {
  let readers: Promise<readonly MailReader[]> | undefined;
  const deputies = new Map<string, Promise<string | null>>();
  return {
    readers: () => {
      readers ??= loadReaders(table);
      return readers;
    },
    deputy: (country) => {
      const known = deputies.get(country) ?? loadDeputy(table, country);
      deputies.set(country, known);
      return known;
    },
  };
}

function newLease({ newId, now }: AnnounceDeps): Lease {
  return { id: newId(), until: new Date(now().getTime() + PUBLISHING_MS).toISOString() };
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
  if (row.lease?.id === lease.id) return row;
  if (row.lease !== undefined && row.lease.until > deps.now().toISOString()) return undefined;
  const outcome = await saveNews(deps.table, row, { lease }, deps.now().getTime());
  return outcome.kind === 'done' ? { ...row, lease, v: row.v + 1 } : undefined;
}

async function publishOnce(row: NewsRow, lease: Lease, deps: AnnounceDeps): Promise<void> {
  const mine = await claimed(row, lease, deps);
  if (mine === undefined) return;
  const sending: Sending = await publish(deps, mine.news);
  const { alertId, version } = mine.news;
  if (sending.kind !== 'sent') deps.log('error', 'event not published', { alertId, version, ...sending });
  // Without an answer the lease runs out: until then nobody publishes it again.
  if (sending.kind === 'unknown') return;
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
}

/**
 * Passes one news on and says to whom it was laid by just now. Whatever was done before is not done again; what other
 * systems could not be told stays pending for the next tick, and keeps no letter back.
 */
export async function announceNews(
  named: Named,
  deps: AnnounceDeps,
  audience: Audience,
): Promise<readonly Recipient[]> {
  const lease = newLease(deps);
  const { row, written } = await lettersOut(named, lease, deps, audience);
  if (row === undefined) return [];
  try {
    await publishOnce(row, lease, deps);
  } catch (error) {
    deps.log('error', 'event not published', { ...named, ...errorFields(error) });
  }
  return written;
}

/** Passes on whatever is pending in a country, oldest first. */
export async function announcePending(country: string, deps: AnnounceDeps): Promise<readonly Recipient[]> {
  const audience = audienceOf(deps);
  const written: Recipient[] = [];
  for (const { news } of await loadPendingNews(deps.table, country)) {
    written.push(...(await announceNews(news, deps, audience)));
  }
  return written;
}
