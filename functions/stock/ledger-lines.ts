/** Turns a stock document as it was sent into ledger lines: one per item, in units, on the facility's own calendar. */
import { unitsOf } from '#shared/contract/lines.ts';
import type { StockEventBody } from '#shared/contract/stock-events.ts';
import { type Day, endOfDay, localDay, parseDay } from '#shared/domain/day.ts';
import { bookkeepingOn, type Facility } from '#shared/domain/facilities/facility.ts';
import {
  type CountFacts,
  type LedgerLine,
  type LineEntry,
  type LineKind,
  lotKey,
} from '#shared/domain/stock/ledger.ts';

/** Documents that say something about stock themselves; a reversal only speaks of another one. */
export type DatedBody = Exclude<StockEventBody, { kind: 'reversal' }>;

export interface Dated {
  /** Instant, ISO UTC with milliseconds. */
  readonly occurredAt: string;
  readonly day: Day;
}

/** When a document happened: its instant, or the end of the local day of a paper sheet. */
export function datedAt(body: DatedBody, timeZone: string): Dated {
  if (body.occurredOn !== undefined) {
    const day = parseDay(body.occurredOn) ?? 0;
    return { occurredAt: new Date(endOfDay(day, timeZone)).toISOString(), day };
  }
  const occurredAt = body.occurredAt ?? '';
  return { occurredAt, day: localDay(Date.parse(occurredAt), timeZone) };
}

/** The kind of ledger line that a document writes. */
export function lineKind(body: DatedBody): LineKind {
  return body.kind === 'count' && body.partial === true ? 'partial-count' : body.kind;
}

/** One ledger line per item, lines of the same item put together in the order in which they were sent. */
export function ledgerLines(eventId: string, body: DatedBody, facility: Facility, dated: Dated): LedgerLine[] {
  const kind = lineKind(body);
  const lines = new Map<string, LedgerLine>();
  for (const sent of body.lines) {
    const entry = entryOf(body, sent);
    const known = lines.get(sent.itemId);
    const count = body.kind === 'count' ? countFacts(body, sent, facility, dated.day, known?.count) : undefined;
    lines.set(sent.itemId, {
      itemId: sent.itemId,
      ...dated,
      eventId,
      kind,
      entries: [...(known?.entries ?? []), entry],
      ...(count ? { count } : {}),
    });
  }
  return [...lines.values()];
}

type SentLine = DatedBody['lines'][number];

function entryOf(body: DatedBody, sent: SentLine): LineEntry {
  const units = unitsOf(sent);
  return {
    lot: lotKey(sent.lot),
    expiry: sent.expiry === undefined ? null : (parseDay(sent.expiry) ?? null),
    quantity: body.kind === 'issue' ? -units : units,
    ...('held' in sent && sent.held ? { held: true as const } : {}),
    ...('reason' in sent ? { reason: sent.reason } : {}),
  };
}

function countFacts(
  body: Extract<DatedBody, { kind: 'count' }>,
  sent: Extract<DatedBody, { kind: 'count' }>['lines'][number],
  facility: Facility,
  day: Day,
  known: CountFacts | undefined,
): CountFacts {
  return {
    ...known,
    bookkeeping: bookkeepingOn(facility.bookkeeping, day),
    ...(body.countedBy === undefined ? {} : { countedBy: body.countedBy }),
    ...(sent.outSince === undefined ? {} : { outSince: parseDay(sent.outSince) ?? day }),
    ...(sent.daysOut === undefined ? {} : { daysOut: sent.daysOut }),
    ...(sent.difference === undefined ? {} : { difference: sent.difference }),
  };
}
