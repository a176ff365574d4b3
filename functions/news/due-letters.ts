/** What of a member's letters is still to be told: not what a mail at once has overtaken. */
import type { TableDeps } from '#kit/deps.ts';
import type { Log } from '#kit/log.ts';
import type { Channel } from '#shared/domain/news/preferences.ts';
import { overtaken } from '#shared/domain/news/telling.ts';
import { worstNews } from '#shared/domain/news/worst.ts';
import { type Letter, loadLetters, removeLetters } from '#shared/store/letters.ts';

interface ExpiryDeps extends TableDeps {
  readonly log: Log;
}

interface Of {
  readonly memberId: string;
  readonly country: string;
  readonly channel: Channel;
}

/** Letters whose marks are remembered with a mail: some 40 KB, where a row may have 400. */
const REMEMBERED = 2_000;

/**
 * Letters to be remembered with a mail, the worst first, and the surplus: that is told in the same mail as a number, and
 * has to be removed before the mail is confirmed, because nothing remembers that it was told.
 */
export function remembered(letters: readonly Letter[]): { readonly kept: Letter[]; readonly surplus: Letter[] } {
  const worst = worstNews(
    letters.map(({ news }) => news),
    REMEMBERED,
  );
  const { kept = [], surplus = [] } = Object.groupBy(letters, ({ news }) => (worst.has(news) ? 'kept' : 'surplus'));
  return { kept, surplus };
}

/** Removes letters that waited for too long, and says which did not. The engine's own expiry comes late, or never. */
export async function withoutExpired(of: Of, letters: readonly Letter[], { table, now, log }: ExpiryDeps) {
  const clock = now().getTime() / 1000;
  const expired = letters.filter(({ ttl }) => ttl <= clock);
  if (expired.length === 0) return letters;
  log('warn', 'letters expired', { country: of.country, channel: of.channel, letters: expired.length });
  await removeLetters(table, of.memberId, expired);
  return letters.filter(({ ttl }) => ttl > clock);
}

/**
 * What lies by for a member, oldest first, strongly consistent. A digest leaves out what a later news of the same alert
 * overtakes that is about to be told at once.
 */
export async function dueLetters({ memberId, country, channel }: Of, { table }: TableDeps): Promise<Letter[]> {
  if (channel === 'now') return await loadLetters(table, memberId, country, 'now');
  // Read first: what is not there any more was told, and took with it what it had overtaken.
  const atOnce = await loadLetters(table, memberId, country, 'now');
  const isOvertaken = overtaken(atOnce.map(({ news }) => news));
  const letters = await loadLetters(table, memberId, country, 'digest');
  return letters.filter(({ news }) => !isOvertaken(news));
}

/**
 * Removes letters that were told; before those of a mail at once, what still waits for the digest and is no newer. Whoever
 * dies in between leaves the letters at once, by which a digest knows, and from which the next one goes on here.
 */
export async function removeTold(of: Of, told: readonly Letter[], { table }: TableDeps): Promise<void> {
  const { memberId, country, channel } = of;
  if (channel === 'now' && told.length > 0) {
    const isOvertaken = overtaken(told.map(({ news }) => news));
    const letters = await loadLetters(table, memberId, country, 'digest');
    await removeLetters(
      table,
      memberId,
      letters.filter(({ news }) => isOvertaken(news)),
    );
  }
  await removeLetters(table, memberId, told);
}
