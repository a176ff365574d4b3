/** Turns the issues of a schema into field errors with pointers. */
import type * as z from 'zod';
import type { FieldError } from '#shared/domain/refusal.ts';

/** One error per bad field, with a JSON pointer, a code and a sentence. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.map((issue) => ({
    pointer: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    code: issue.code === 'unrecognized_keys' ? 'field.unknown' : issue.code,
    detail: issue.message,
  }));
}
