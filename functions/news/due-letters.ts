/** What of a member's letters is still to be told: not what a mail at once has overtaken. */
import type { TableDeps } from '#kit/deps.ts';
import type { Channel } from '#shared/domain/news/preferences.ts';
import { overtaken } from '#shared/domain/news/telling.ts';
import { type Letter, loadLetters, removeLetters } from '#shared/store/letters.ts';

interface Of {
  readonly memberId: string;
  readonly country: string;
  readonly channel: Channel;
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
