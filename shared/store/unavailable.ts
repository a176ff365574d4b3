/** Tells an outage of the table, which a client may wait out, from a bug, which it may not. */

/** The table was throttled, did not answer, or lost every race: nothing is known to be stored, trying again is safe. */
export class TableUnavailable extends Error {
  override readonly name = 'TableUnavailable';
  constructor(reason: string, cause?: unknown) {
    super(`the table is not available: ${reason}`, { cause });
  }
}

const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'InternalServerError',
  'InternalFailure',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TransactionInProgressException',
  'TransactionConflictException',
  'LimitExceededException',
  'TimeoutError',
  'RequestTimeout',
  'RequestTimeoutException',
  'AbortError',
]);
const CONNECTION = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);

/** The name of a failure that passes with time, or undefined for what would fail again in the same way. */
export function passingFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (PASSING.has(error.name)) return error.name;
  if ('code' in error && typeof error.code === 'string' && CONNECTION.has(error.code)) return error.code;
  if ('$metadata' in error && typeof error.$metadata === 'object' && error.$metadata !== null) {
    const status = 'httpStatusCode' in error.$metadata ? error.$metadata.httpStatusCode : undefined;
    if (typeof status === 'number' && status >= 500) return `${error.name} (${status})`;
  }
  return undefined;
}

/** Runs one call to the table; a failure that passes with time becomes TableUnavailable, anything else stays itself. */
export async function reaching<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const reason = passingFailure(error);
    if (reason === undefined) throw error;
    throw new TableUnavailable(reason, error);
  }
}
