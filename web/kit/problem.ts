/** What went wrong with a request, in the few shapes that screens tell apart. */

export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** `offline`: nothing reached the server, or nobody knows. `signed-out`: the sign-in has ended. `refused`: the server said no, and why. `busy`: it will pass. */
export type Problem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'busy'; readonly status: number; readonly retryAfterSeconds: number | null }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly detail: string;
      readonly errors: readonly FieldError[];
    };

/** Thrown by calls, because that is how queries learn of it. */
export class CallFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.kind === 'refused' ? `${problem.status} ${problem.code}: ${problem.detail}` : problem.kind);
    this.problem = problem;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map(({ pointer, code, detail }) => ({ pointer: textOf(pointer), code: textOf(code), detail: textOf(detail) }));
}

/** Whether a status passes by itself. */
const passes = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;

/** The problem that an answer without success tells of. `body` is its JSON, or undefined. */
export function problemOf(status: number, body: unknown, retryAfter: string | null): Problem {
  if (status === 401) return { kind: 'signed-out' };
  if (passes(status)) {
    const seconds = Number(retryAfter ?? Number.NaN);
    return { kind: 'busy', status, retryAfterSeconds: Number.isFinite(seconds) ? seconds : null };
  }
  const fields = isRecord(body) ? body : {};
  return {
    kind: 'refused',
    status,
    code: textOf(fields.code) || `status-${status}`,
    detail: textOf(fields.detail) || textOf(fields.message),
    errors: fieldErrors(fields.errors),
  };
}

/** The problem of whatever was thrown; what is no failed call is a bug and stays one. */
export function problemFrom(error: unknown): Problem | undefined {
  return error instanceof CallFailed ? error.problem : undefined;
}
