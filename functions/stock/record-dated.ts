/** Records a count, an issue, a receipt or an adjustment: read, decide, one transaction. */
import type { TableDeps } from '#kit/deps.ts';
import { unitsOf } from '#shared/contract/lines.ts';
import type { FlagAnswer } from '#shared/contract/stock-answers.ts';
import { closedFlags, flagAnswer, positionAnswer } from '#shared/contract/stock-words.ts';
import { type Day, localDay, showDay } from '#shared/domain/day.ts';
import { refuseAhead } from '#shared/domain/not-ahead.ts';
import { type FieldError, isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { askAbout, isAsked, isOutOfLine, type Question } from '#shared/domain/stock/ask.ts';
import type { LedgerLine } from '#shared/domain/stock/ledger.ts';
import { reversalLines } from '#shared/domain/stock/reversal-lines.ts';
import { askAboutSigns } from '#shared/domain/stock/signs.ts';
import { ABSENT, PRESENT, versionIs } from '#shared/store/conditions.ts';
import { facilityKey, reversalKey } from '#shared/store/keys.ts';
import { type LineNotes, lineToRow } from '#shared/store/ledger-row.ts';
import { LINE_WRITE, type Posting, positionOf, postLines } from '#shared/store/positions.ts';
import { eventToRow, type Reversal } from '#shared/store/stock-events.ts';
import type { Table } from '#shared/store/table.ts';
import { check, put } from '#shared/store/transact.ts';
import {
  contentOf,
  DOCUMENT_WRITE,
  hashOf,
  mayKeepBooks,
  type Recorded,
  type Request,
  replay,
  store,
} from './document.ts';
import { type EventFacts, type Expected, loadEventFacts, type Wanted } from './event-facts.ts';
import { type Dated, type DatedBody, datedAt, ledgerLines, lineKind } from './ledger-lines.ts';
import { questionSentence } from './sentences.ts';

export async function recordDated(request: Request, body: DatedBody, deps: TableDeps): Promise<Recorded> {
  const { facilityId, eventId } = request.params;
  const hash = hashOf(request);
  const itemIds = [...new Set(body.lines.map((line) => line.itemId))];
  const facts = await loadFacts(deps.table, { facilityId, eventId, itemIds }, body);
  if (facts.stored) return replay(facts.stored, hash);
  const decided = decide(request, body, facts);
  if (isRefusal(decided)) return decided;
  const { lines, questions, today, dated, closed } = decided;
  const notes = { note: body.note, recordedAt: request.now.toISOString(), recordedBy: request.member };
  const posting = facts.reversal
    ? reversedOnArrival(facilityId, lines, facts.reversal, facts.positions, notes)
    : await postLines(deps.table, facilityId, lines, facts.positions, { ...notes, confirmed: itemsOf(questions) });
  const answer = {
    eventId,
    positions: posting.positions.map((position) => positionAnswer(position, today)),
    flags: [...closed, ...[...posting.flags, ...questions.map(confirmed)].map(flagAnswer)],
  };
  const document = {
    eventId,
    facilityId,
    kind: lineKind(body),
    hash,
    body: contentOf(request),
    answer,
    ...dated,
    itemIds,
  };
  const { recordedAt, recordedBy } = notes;
  const mark = reversalKey(eventId, facilityId);
  const writes = [
    put(DOCUMENT_WRITE, eventToRow({ ...document, recordedAt, recordedBy }), ABSENT),
    check('reversal', mark, facts.reversal ? PRESENT : ABSENT),
    // Days are counted in the facility's zone, which may change until there is stock: now, for instance.
    ...(facts.zoneAsOf === null ? [] : [check('zone', facilityKey(facilityId), versionIs(facts.zoneAsOf))]),
    ...posting.writes,
  ];
  return await store(deps, writes, hash, answer);
}

/** Reads what decides a document. What an issue is held against is read only where it is larger than those before. */
async function loadFacts(table: Table, wanted: Omit<Wanted, 'asked'>, body: DatedBody): Promise<EventFacts> {
  const facts = await loadEventFacts(table, { ...wanted, asked: isAsked(lineKind(body)) });
  if (body.kind !== 'issue' || facts.stored || facts.reversal) return facts;
  const large = wanted.itemIds.some((itemId) => {
    const units = body.lines.reduce((sum, line) => sum + (line.itemId === itemId ? unitsOf(line) : 0), 0);
    return isOutOfLine(units, facts.positions.get(itemId)?.state ?? null);
  });
  return large ? await loadEventFacts(table, { ...wanted, asked: true }) : facts;
}

interface Decided {
  readonly lines: readonly LedgerLine[];
  readonly questions: readonly Question[];
  readonly today: Day;
  readonly dated: Dated;
  /** What to say of a document of a closed facility. */
  readonly closed: readonly FlagAnswer[];
}

/** A shelf cannot have gone empty after it was counted. */
function emptyAfterCount(body: DatedBody, day: Day): Refusal | undefined {
  if (body.kind !== 'count') return undefined;
  const detail = `Give the first day without any, until the day of the count (${showDay(day)}).`;
  const errors = body.lines.flatMap(({ outSince }, index): FieldError[] =>
    outSince !== undefined && outSince > showDay(day)
      ? [{ pointer: `/lines/${index}/outSince`, code: 'date.order', detail }]
      : [],
  );
  return errors.length > 0 ? refuse('date.order', detail, errors) : undefined;
}

/** Everything that can be wrong with a document, in the order in which a person would mend it. */
function decide(request: Request, body: DatedBody, facts: EventFacts): Decided | Refusal {
  const { facility } = facts;
  if (!facility) return notFound('facility');
  const forbidden = mayKeepBooks(request, facility.kind);
  if (forbidden) return forbidden;
  const today = localDay(request.now.getTime(), facility.timeZone);
  const dated = datedAt(body, facility.timeZone);
  const { day } = dated;
  const ahead = refuseAhead(day, today, body.occurredOn === undefined ? '/occurredAt' : '/occurredOn');
  if (ahead) return ahead;
  const unknown = body.lines.flatMap(({ itemId }, index): FieldError[] => {
    if (facts.known.has(itemId)) return [];
    const detail = `Give an item of the catalogue: ${itemId} is not in it.`;
    return [{ pointer: `/lines/${index}/itemId`, code: 'item.unknown', detail }];
  });
  if (unknown.length > 0) return refuse('item.unknown', 'Some items are not in the catalogue.', unknown);
  const later = emptyAfterCount(body, day);
  if (later) return later;
  const lines = ledgerLines(request.params.eventId, body, facility, dated);
  // What was taken back before it arrived changes no figure: nothing to ask about.
  const questions = facts.reversal ? [] : questionsAbout(lines, facts.expected(today));
  if (questions.length === 0 || body.confirm === true) {
    return { lines, questions, today, dated, closed: closedFlags(facility, day) };
  }
  return refuse(
    'quantity.implausible',
    'Some figures look like a slip of the hand. Nothing was stored. Mend them, or send the same again with "confirm": true.',
    questions.map((question) => asError(question, body)),
  );
}

function questionsAbout(lines: readonly LedgerLine[], expected: Expected | null): Question[] {
  return lines.flatMap((line) => {
    const known = expected?.items.get(line.itemId);
    const asked = expected && known ? askAbout(line, known, expected.facility) : null;
    return [...askAboutSigns(line), ...(asked ? [asked] : [])];
  });
}

function asError(question: Question, body: DatedBody): FieldError {
  const sent = body.lines.flatMap(({ itemId }, index) => (itemId === question.itemId ? [index] : []));
  return {
    pointer: `/lines/${sent[question.entry ?? 0] ?? 0}`,
    code: `quantity.${question.why}`,
    detail: questionSentence(question),
  };
}

const itemsOf = (questions: readonly Question[]) => new Set(questions.map(({ itemId }) => itemId));

const confirmed = ({ itemId, quantity }: Question) =>
  ({ code: 'confirmed-implausible', itemId, detail: { quantity } }) as const;

/** A document whose reversal came first: both stand in the ledger, and no figure changes. */
function reversedOnArrival(
  facilityId: string,
  lines: readonly LedgerLine[],
  reversal: Reversal,
  positions: EventFacts['positions'],
  notes: LineNotes,
): Posting {
  const { recordedAt, recordedBy, reversalId } = reversal;
  const line = (each: LedgerLine, of: LineNotes) => put(LINE_WRITE, lineToRow(facilityId, each, of), ABSENT);
  return {
    writes: [
      ...lines.map((each) => line(each, notes)),
      ...reversalLines(reversalId, lines).map((each) => line(each, { recordedAt, recordedBy })),
    ],
    positions: [...positions.values()].map(({ itemId, state }) => positionOf(itemId, state)),
    flags: lines.map(({ itemId }) => ({ code: 'reversed-before-arrival', itemId, detail: {} })),
  };
}
