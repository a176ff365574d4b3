/** Works off what the table's stream brings of news, country by country: letters, then mails, then events for others. */
import type { RowChange } from '#kit/stream.ts';
import { askToTell, type TellingQueue } from '#kit/telling-queue.ts';
import type { News } from '#shared/domain/news/news.ts';
import { NEWS } from '#shared/store/keys.ts';
import { newsFromRow } from '#shared/store/news.ts';
import { type AnnounceDeps, layLetters, publishEvents } from './announce-news.ts';

/** The country of a news that was just put down; undefined for everything else. */
export function countryOfNews({ event, keys, after }: RowChange): string | undefined {
  return event === 'INSERT' && keys.PK.startsWith(NEWS) && after !== undefined
    ? newsFromRow(after).news.country
    : undefined;
}

const latest = (news: readonly News[]): string => news.reduce((last, { at }) => (at > last ? at : last), '');

/**
 * Passes the news of one country on. A batch that comes again finds that it is done, and only calls the teller again. A
 * news that fails is thrown when everything else is done.
 */
export async function announceChanges(
  country: string,
  changes: readonly RowChange[],
  deps: AnnounceDeps & TellingQueue,
): Promise<void> {
  const news = changes.flatMap(({ after }) => (after === undefined ? [] : [newsFromRow(after).news]));
  const { written, laid, failures } = await layLetters(news, deps);
  const members = new Set(written.filter(({ channel }) => channel === 'now').map(({ memberId }) => memberId));
  try {
    if (members.size > 0 || news.some(({ urgent }) => urgent)) {
      await askToTell(deps, { kind: 'now', country, now: latest(news), members: [...members].sort() });
    }
  } finally {
    await publishEvents(laid, deps);
  }
  if (failures.length > 0) throw failures[0];
}
