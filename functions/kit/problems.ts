/** Turns a refusal into an RFC 9457 answer; the only place where codes meet HTTP status. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { isProblemCode, problemCodes } from '#shared/contract/problem-codes.ts';
import type { Refusal } from '#shared/domain/refusal.ts';

/** Seconds after which a client may try again. */
const RETRY_AFTER_SECONDS = 2;

export type HttpAnswer = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };

/** The problem document of a refusal. A code that nobody put in the table of codes is our mistake: `internal`. */
export function problemAnswer(refusal: Refusal, requestId: string): HttpAnswer {
  if (!isProblemCode(refusal.code)) return internalProblem(requestId);
  const { status, title } = problemCodes[refusal.code];
  const problem = {
    type: `/problems/${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail: refusal.detail,
    errors: refusal.errors ?? [],
    ...refusal.extra,
  };
  return problemDocument(status, problem);
}

/** A bug or an outage that is not the table's: nothing is told but the id under which the log has it. */
export function internalProblem(requestId: string): HttpAnswer {
  const { status, title } = problemCodes.internal;
  return problemDocument(status, {
    type: '/problems/internal',
    title,
    status,
    code: 'internal',
    detail: `This is our mistake. Tell us this request id: ${requestId}.`,
    errors: [],
    requestId,
  });
}

/** The table was busy: nothing is lost, and sending the same again is safe. */
export function unavailableProblem(): HttpAnswer {
  const { status, title } = problemCodes.unavailable;
  const detail = 'Send the same request again in a moment; nothing is counted twice.';
  return problemDocument(
    status,
    { type: '/problems/unavailable', title, status, code: 'unavailable', detail, errors: [] },
    { 'retry-after': String(RETRY_AFTER_SECONDS) },
  );
}

function problemDocument(
  statusCode: number,
  problem: object,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(problem),
  };
}
