/** What became of something that was sent outside: gone, surely not gone, or nobody knows. */

/** `refused`: it surely did not leave; `throttled`: so it is, and a moment later it may; `unknown`: no answer came. */
export type Sending =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'refused' | 'throttled' | 'unknown';
      readonly reason: string;
      /** The service said no to this one; otherwise the next one will fare no better. */
      readonly answered: boolean;
    };

const THROTTLES = new Set(['TooManyRequestsException', 'Throttling', 'ThrottlingException', 'ThrottledException']);
/** No connection was ever made. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function codeOf(error: object): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error && typeof error.cause === 'object' && error.cause !== null ? codeOf(error.cause) : undefined;
}

function statusOf(error: object): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return undefined;
  const status = 'httpStatusCode' in error.$metadata ? error.$metadata.httpStatusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** Judges a failure. What a server answered with 5xx it may have done all the same. */
export function failedSending(error: unknown): Exclude<Sending, { kind: 'sent' }> {
  if (!(error instanceof Error)) return { kind: 'unknown', reason: String(error), answered: false };
  const code = codeOf(error);
  const reason = `${error.name}: ${error.message}`;
  if (THROTTLES.has(error.name)) return { kind: 'throttled', reason, answered: false };
  if (code !== undefined && UNREACHED.has(code)) return { kind: 'refused', reason, answered: false };
  const status = statusOf(error);
  if (status === 429) return { kind: 'throttled', reason, answered: false };
  const answered = status !== undefined && status >= 400 && status < 500;
  return { kind: answered ? 'refused' : 'unknown', reason, answered };
}
