/** Tells everybody for whom something waits in a country, one mail each. */
import { errorFields } from '#kit/log.ts';
import { writeMetric } from '#kit/metrics.ts';
import type { TellingMessage } from '#kit/telling-queue.ts';
import { hearsOfSilence } from '#shared/domain/news/silence.ts';
import { sweeping } from '#shared/domain/news/telling.ts';
import { digestDone } from '#shared/store/digests.ts';
import { loadMembersWithLetters } from '#shared/store/letters.ts';
import { loadReaders } from '#shared/store/preferences.ts';
import { loadRun } from '#shared/store/sweeps.ts';
import { type AnnounceDeps, type Announced, layPending, publishEvents } from './announce-news.ts';
import { type CountryBook, countryBook } from './country-book.ts';
import { type Ending, type TellDeps, tellMember } from './tell-member.ts';

export interface TellCountryDeps extends TellDeps, AnnounceDeps {
  readonly stage: string;
}

/** Mails on their way side by side: what SES allows a new account in a second, at its usual pace. */
const SIDE_BY_SIDE = 4;

/** A mail at once waits for the end of a sweep: whoever ends it calls again, and all that it found is one mail. */
async function waitsForSweep({ kind, country }: TellingMessage, deps: TellCountryDeps): Promise<boolean> {
  return kind === 'now' && sweeping(await loadRun(deps.table, 'sweep', country), deps.now().getTime());
}

/** What nobody passed on yet; without it, those are told for whom something waits already. */
async function pending(country: string, deps: TellCountryDeps): Promise<Announced> {
  try {
    return await layPending(country, deps);
  } catch (error) {
    deps.log('error', 'pending news not passed on', { country, ...errorFields(error) });
    return { written: [], laid: [], failures: [error] };
  }
}

/** Whom the digest tells that the country is not evaluated any more, whether or not anything else waits for them. */
async function toldOfSilence({ kind, country, now }: TellingMessage, book: CountryBook, { table }: TellCountryDeps) {
  if (kind !== 'digest' || !(await book.evaluationLate(Date.parse(now)))) return [];
  const readers = await loadReaders(table);
  return readers.filter((reader) => hearsOfSilence(reader, country)).map(({ memberId }) => memberId);
}

/**
 * Works one message off: letters first, then mails, and events for other systems when everybody was told. What could not be sent stays for the next tick, which asks again: nothing is thrown for it.
 */
export async function tellCountry(message: TellingMessage, deps: TellCountryDeps): Promise<void> {
  const { kind: channel, country } = message;
  if (await waitsForSweep(message, deps)) return;
  const { written, laid } = await pending(country, deps);
  const book = countryBook(deps.table, country);
  const nowMs = Date.parse(message.now);
  const waiting = new Set([
    ...(await toldOfSilence(message, book, deps)),
    ...(await loadMembersWithLetters(deps.table, country, channel)),
    ...written.filter((one) => one.channel === channel).map(({ memberId }) => memberId),
    ...message.members,
  ]);
  const queue = [...waiting].sort();
  const endings: Ending[] = [];
  const lane = async () => {
    for (let memberId = queue.shift(); memberId !== undefined; memberId = queue.shift()) {
      try {
        endings.push(await tellMember({ memberId, country, channel, nowMs }, book, deps));
      } catch (error) {
        endings.push('failed');
        deps.log('error', 'member not told', { country, channel, ...errorFields(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  const count = (ending: Ending) => endings.filter((one) => one === ending).length;
  const atMs = deps.now().getTime();
  const fields = { country, channel };
  if (count('told') > 0)
    writeMetric(deps.log, deps.stage, 'mails', { name: 'MailSent', value: count('told'), atMs }, fields);
  if (count('failed') > 0) {
    writeMetric(deps.log, deps.stage, 'mails', { name: 'MailFailed', value: count('failed'), atMs }, fields);
  }
  if (channel === 'digest' && count('failed') + count('busy') === 0) {
    await digestDone(deps.table, country, message.now);
  }
  await publishEvents(laid, deps);
}
