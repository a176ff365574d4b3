/** Every stable code of a refusal with its HTTP status and title: callers branch on the code, so it is part of the contract. */
import type { Row } from './row.ts';

export const problemCodes = {
  'body.missing': { status: 400, title: 'The request has no body' },
  'body.malformed': { status: 400, title: 'The body is not JSON' },
  'body.invalid': { status: 400, title: 'Some fields of the body are not right' },
  'path.invalid': { status: 400, title: 'An identifier in the path is not right' },
  'query.invalid': { status: 400, title: 'A query parameter is not right' },
  'unsubscribe-link.invalid': { status: 400, title: 'The link is not one that we sent' },
  'cursor.invalid': { status: 400, title: 'The cursor does not belong to this list' },
  'idempotency-key.missing': { status: 400, title: 'The Idempotency-Key header is missing' },
  'idempotency-key.invalid': { status: 400, title: 'The Idempotency-Key header is not right' },
  'if-match.invalid': { status: 400, title: 'The If-Match header is not a revision' },
  'token.missing': { status: 401, title: 'Nobody is signed in' },
  'role.forbidden': { status: 403, title: 'Your role may not do this' },
  'assessment.forbidden': { status: 403, title: 'Only a programme lead verifies answers' },
  'grant.outside-scope': { status: 403, title: 'A grant reaches beyond your own scope' },
  'not-found': { status: 404, title: 'There is no such thing in your scope' },
  'route.unknown': { status: 404, title: 'There is no such address' },
  'document.conflict': { status: 409, title: 'This id already holds other content' },
  'idempotency-key.reused': { status: 409, title: 'This Idempotency-Key was used for another request' },
  'quantity.implausible': { status: 409, title: 'A quantity looks like a slip of the hand' },
  'already-reversed': { status: 409, title: 'This was reversed before' },
  'reversal.of-reversal': { status: 409, title: 'A reversal cannot be reversed' },
  'shipment.not-planned': { status: 409, title: 'The shipment is no longer planned' },
  'shipment.not-dispatched': { status: 409, title: 'The shipment is not on its way' },
  'shipment.cancelled': { status: 409, title: 'The shipment was cancelled' },
  'shipment.closed': { status: 409, title: 'The shipment is closed' },
  'receipt.reversed': { status: 409, title: 'The receipt was reversed before' },
  'discrepancy.settled': { status: 409, title: 'The discrepancy is settled already' },
  'alert.resolved': { status: 409, title: 'The alert has ended' },
  'facility.closed': { status: 409, title: 'The facility is closed' },
  'facility.zone-fixed': { status: 409, title: 'The time zone of a facility with stock does not change' },
  'country.fixed': { status: 409, title: 'The country of a facility does not change' },
  'item.unit-fixed': { status: 409, title: 'The unit of an item in use does not change' },
  'preferences.uncovered': { status: 409, title: 'Critical alerts would reach no lead' },
  'recall.lot-fixed': { status: 409, title: 'The lot of a recall does not change' },
  'lead.last': { status: 409, title: 'The last programme-wide lead stays' },
  'guidance.withdrawn': { status: 409, title: 'The guidance was withdrawn' },
  'guidance.not-asked': { status: 409, title: 'The guidance is not meant for this facility' },
  'checklist.withdrawn': { status: 409, title: 'The checklist was withdrawn' },
  'checklist.not-asked': { status: 409, title: 'The checklist is not meant for this facility' },
  'checklist.verified': { status: 409, title: 'The answers of this round were verified' },
  'record.exists': { status: 412, title: 'It exists already' },
  'revision.stale': { status: 412, title: 'Somebody changed it since you read it' },
  'body.too-large': { status: 413, title: 'The body is too large' },
  'content-type.unsupported': { status: 415, title: 'The body is not sent as JSON' },
  'item.unknown': { status: 422, title: 'An item is not in the catalogue' },
  'item.retired': { status: 422, title: 'An item is retired' },
  'facility.unknown': { status: 422, title: 'A facility is not known' },
  'grant.misplaced': { status: 422, title: 'A role does not stand there' },
  'country.unknown': { status: 422, title: 'A country is not known' },
  'member.unknown': { status: 422, title: 'A member is not known there' },
  'document.unknown': { status: 422, title: 'A guidance version is not known' },
  'checklist.unknown': { status: 422, title: 'A checklist is not known' },
  'answers.invalid': { status: 422, title: 'Some answers are to no question, or given twice' },
  'answers.incomplete': { status: 422, title: 'Some questions have no answer' },
  'recall.unknown': { status: 422, title: 'A recall is not known' },
  'line.unknown': { status: 422, title: 'A line is not part of the shipment' },
  'lot.unknown': { status: 422, title: 'A lot is not known there' },
  'date.future': { status: 422, title: 'A date lies too far ahead' },
  'date.order': { status: 422, title: 'Dates contradict each other' },
  'levels.contradict': { status: 422, title: 'Levels contradict each other' },
  internal: { status: 500, title: 'Something broke on our side' },
  unavailable: { status: 503, title: 'Too busy just now' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

export type ProblemCode = keyof typeof problemCodes;

/** Whether a text is one of our stable problem codes. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemCodes, code);
}

/** All codes that a row can answer with: what its kind, its scope and its schemas bring along, and those that it names. */
export function problemsOf(row: Row): ProblemCode[] {
  const codes = new Set<ProblemCode>(['internal', 'unavailable']);
  const add = (...more: ProblemCode[]) => {
    for (const code of more) codes.add(code);
  };
  if (row.scope !== 'public') add('role.forbidden');
  if (row.params) add('path.invalid', 'not-found');
  if (row.query) add('query.invalid');
  if (row.query && 'cursor' in row.query.shape) add('cursor.invalid');
  if (row.scope === 'query') add('not-found');
  if (row.body) add('body.missing', 'body.malformed', 'body.invalid', 'body.too-large', 'content-type.unsupported');
  if (row.kind === 'document') add('document.conflict');
  if (row.kind === 'record') add('revision.stale', 'record.exists', 'if-match.invalid');
  if (row.kind === 'action') add('idempotency-key.missing', 'idempotency-key.invalid', 'idempotency-key.reused');
  for (const code of row.problems ?? []) if (isProblemCode(code)) add(code);
  return [...codes].sort((a, b) => problemCodes[a].status - problemCodes[b].status || a.localeCompare(b));
}
