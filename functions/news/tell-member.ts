/** Tells one member about one country on one channel: claim, send, confirm. */
import type { TableDeps } from '#kit/deps.ts';
import type { Log } from '#kit/log.ts';
import type { MailContent, RenderedMail } from '#shared/domain/news/mail.ts';
import type { Channel } from '#shared/domain/news/preferences.ts';
import { mayHear } from '#shared/domain/news/recipients.ts';
import { hearsOfSilence } from '#shared/domain/news/silence.ts';
import { digestOpen, type LastTold, quarterPassed, tellingNow } from '#shared/domain/news/telling.ts';
import { type Letter, removeLetters } from '#shared/store/letters.ts';
import { loadReader, type MailReader } from '#shared/store/preferences.ts';
import { claimTelling, endTelling, loadTold, type Told } from '#shared/store/told.ts';
import type { CountryBook } from './country-book.ts';
import { dueLetters, remembered, removeTold, withoutExpired } from './due-letters.ts';
import { gather } from './gather.ts';
import { type MailRoom, sendMail } from './send-mail.ts';

export interface TellDeps extends TableDeps {
  readonly log: Log;
  readonly mailRoom: MailRoom;
  readonly render: (content: MailContent) => RenderedMail;
  /** Null: there is no console yet. */
  readonly consoleUrl: string | null;
  /** Signed link that ends the digest of a member. */
  readonly unsubscribeUrl: (memberId: string) => Promise<string>;
}

/** One member to be told. */
export interface Turn {
  readonly memberId: string;
  readonly country: string;
  readonly channel: Channel;
  /** The time that is told about, epoch ms. */
  readonly nowMs: number;
}

/**
 * `told`: a mail left. `nothing`: there was nothing to tell, or nobody who is to be told. `waits`: the last mail is less
 * than a quarter of an hour old. `busy`: somebody else is at it. `failed`: the letters stay.
 */
export type Ending = 'told' | 'nothing' | 'waits' | 'busy' | 'failed';

/** Longer than sending a mail can take: until then nobody else sends the same. */
const LEASE_MS = 120_000;

function lastOf({ last }: Told): LastTold | null {
  return last === null ? null : { nowMs: Date.parse(last.now), clockMs: Date.parse(last.clock) };
}

/** Letters that may still be told: to somebody who is there, can be reached, wants them and may hear of the facility. */
function readable(letters: readonly Letter[], reader: MailReader | undefined, channel: Channel): readonly Letter[] {
  if (reader === undefined || !reader.reachable) return [];
  if (channel === 'digest' && !reader.preferences.channels.digest) return [];
  return letters.filter(({ news }) => mayHear(reader.grants, news.facilityId));
}

function isDue(channel: Channel, last: LastTold | null, nowMs: number, clockMs: number): boolean {
  return channel === 'now' ? quarterPassed(last, nowMs, clockMs) : digestOpen(last, nowMs);
}

/** Whether a digest says that the country is not evaluated any more, though there may be nothing else to say. */
async function tellsLate({ channel, nowMs }: Turn, last: LastTold | null, book: CountryBook): Promise<boolean> {
  return channel === 'digest' && digestOpen(last, nowMs) && (await book.evaluationLate(nowMs));
}

/** Sends what was claimed, and ends the claim by what became of it. */
async function sendClaimed(
  claimed: Told,
  letters: readonly Letter[],
  mail: RenderedMail,
  nowMs: number,
  deps: TellDeps,
) {
  const { memberId, country, channel } = claimed;
  const fields = { country, channel, letters: letters.length };
  const sending = await sendMail(deps.mailRoom, memberId, mail);
  if (sending.kind !== 'sent') {
    deps.log('error', 'mail not sent', { ...fields, ...sending });
    // Without an answer the mail may have left: the lease keeps everybody from sending it again for a while.
    if (sending.kind !== 'unknown') await endTelling(deps.table, claimed, null);
    return 'failed';
  }
  const { kept, surplus } = remembered(letters);
  await removeTold(claimed, surplus, deps);
  const last = { now: new Date(nowMs).toISOString(), clock: deps.now().toISOString() };
  const ours = await endTelling(deps.table, claimed, { last, covered: new Set(kept.map(({ mark }) => mark)) });
  if (!ours) deps.log('warn', 'mail took longer than its lease', fields);
  else await removeTold(claimed, kept, deps);
  return 'told';
}

/**
 * Tells what waits in one mail. A crash between sending and confirming sends once more when the lease has ended; at any
 * other moment it leaves everything to whoever comes next.
 */
export async function tellMember(turn: Turn, book: CountryBook, deps: TellDeps): Promise<Ending> {
  const { memberId, country, channel } = turn;
  const { table } = deps;
  const told = await loadTold(table, turn);
  const letters = await withoutExpired(turn, await dueLetters(turn, deps), deps);
  await removeTold(
    turn,
    letters.filter(({ mark }) => told.covered.has(mark)),
    deps,
  );
  const waiting = letters.filter(({ mark }) => !told.covered.has(mark));
  const clockMs = deps.now().getTime();
  const last = lastOf(told);
  const late = await tellsLate(turn, last, book);
  if (waiting.length === 0 && !late) return 'nothing';
  if (told.lease !== null && Date.parse(told.lease.until) > clockMs) return 'busy';
  const reader = await loadReader(table, memberId, (row) => deps.log('error', 'member not readable', { row }));
  const wanted = readable(waiting, reader, channel);
  if (reader === undefined || (wanted.length === 0 && !(late && hearsOfSilence(reader, country)))) {
    await removeLetters(table, memberId, waiting);
    return 'nothing';
  }
  if (!isDue(channel, last, turn.nowMs, clockMs)) return 'waits';
  const nowMs = tellingNow(last, turn.nowMs);
  const content = await gather(
    {
      ...{ channel, reader, country, nowMs, news: wanted.map(({ news }) => news), consoleUrl: deps.consoleUrl },
      unsubscribeUrl: channel === 'digest' ? await deps.unsubscribeUrl(memberId) : null,
    },
    book,
  );
  const mail = deps.render(content);
  const lease = { id: deps.newId(), until: new Date(clockMs + LEASE_MS).toISOString() };
  const claimed = await claimTelling(table, told, lease);
  return claimed === undefined ? 'busy' : await sendClaimed(claimed, waiting, mail, nowMs, deps);
}
