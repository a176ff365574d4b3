/** Turns what zod found into one pointer, one stable code and one sentence per bad field. */
import type * as z from 'zod';
import type { FieldError } from '../domain/refusal.ts';

type Issue = z.core.$ZodIssue;
type Said = Omit<FieldError, 'pointer'>;

/** Most errors told at once: who sends 200 bad lines made one mistake 200 times. */
const MOST = 50;

const nouns: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number without quotes',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list [ ... ]',
  object: 'an object { ... }',
  record: 'an object { ... }',
};

/** A JSON pointer (RFC 6901) to a path of keys and indexes. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/**
 * What is wrong with a body, field by field.
 *
 * @param issues of the failed parse
 * @param input what was parsed: tells a missing field from a wrong one
 */
export function fieldErrors(issues: readonly Issue[], input: unknown): FieldError[] {
  return issues.flatMap((issue) => explain(issue, issue.path, input)).slice(0, MOST);
}

/** The same for path and query parameters, which are named after `#`. */
export function parameterErrors(issues: readonly Issue[], input: unknown): FieldError[] {
  return fieldErrors(issues, input).map((error) => ({ ...error, pointer: `#${error.pointer.slice(1)}` }));
}

function explain(issue: Issue, path: readonly PropertyKey[], input: unknown): FieldError[] {
  const at = (said: Said): FieldError[] => [{ pointer: pointerTo(path), ...said }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        pointer: pointerTo([...path, key]),
        code: 'field.unknown',
        detail: `Remove "${short(key)}": there is no such field here.`,
      }));
    case 'invalid_type':
      return at(wrongType(issue.expected, valueAt(input, path)));
    case 'invalid_value':
      return at(valueAt(input, path) === undefined ? missing(oneOf(issue.values)) : notAllowed(issue.values));
    case 'invalid_union':
      return union(issue, path, input);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.map((inner) => ({
        pointer: pointerTo(path),
        ...first(explain(inner, [], valueAt(input, path))),
      }));
    case 'too_big':
      return at(tooBig(issue.origin, issue.maximum));
    case 'too_small':
      return at(tooSmall(issue.origin, issue.minimum));
    case 'custom':
      return at({ code: codeIn(issue.params), detail: issue.message });
    default:
      return at({ code: 'field.invalid', detail: `Give another value: ${issue.message}.` });
  }
}

function union(issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[], input: unknown): FieldError[] {
  const value = valueAt(input, path);
  if (issue.discriminator !== undefined) {
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
    return [{ pointer: pointerTo(path), ...(value === undefined ? missing(oneOf(options)) : notAllowed(options)) }];
  }
  if (value === undefined) return [{ pointer: pointerTo(path), ...missing('a value') }];
  const values = issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
  if (values.length > 0) return [{ pointer: pointerTo(path), ...notAllowed(values) }];
  const branch = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return branch.flatMap((inner) => explain(inner, [...path, ...inner.path], input));
}

function first(errors: readonly FieldError[]): Said {
  const { code, detail } = errors[0] ?? { code: 'field.invalid', detail: 'Give another name.' };
  return { code, detail };
}

function missing(what: string): Said {
  return { code: 'field.required', detail: `Give ${what}: the field is missing.` };
}

function notAllowed(values: readonly unknown[]): Said {
  return { code: 'enum.unknown', detail: `Give ${oneOf(values)}.` };
}

function oneOf(values: readonly unknown[]): string {
  const names = values.map(String);
  return names.length === 1 ? `${names[0]}` : `one of ${names.join(', ')}`;
}

function wrongType(expected: string, value: unknown): Said {
  const noun = nouns[expected] ?? expected;
  if (value === undefined) return missing(noun);
  if (expected === 'int' && typeof value === 'number')
    return { code: 'number.fraction', detail: 'Give a whole number.' };
  if (value === null) return { code: 'field.type', detail: `Give ${noun}, or leave the field out instead of null.` };
  return { code: 'field.type', detail: `Give ${noun}.` };
}

function tooBig(origin: string, maximum: number | bigint): Said {
  if (origin === 'string') return { code: 'text.too-long', detail: `Give at most ${maximum} characters.` };
  if (origin === 'array') return { code: 'list.too-long', detail: `Give at most ${maximum} entries.` };
  return { code: 'number.too-large', detail: `Give ${maximum} or less.` };
}

function tooSmall(origin: string, minimum: number | bigint): Said {
  if (origin === 'string')
    return { code: 'text.empty', detail: 'Give some text, or leave the field out if it may be.' };
  if (origin === 'array') return { code: 'list.too-short', detail: `Give at least ${minimum} in the list.` };
  return {
    code: 'number.too-small',
    detail: `Give ${Number(minimum) === 0 ? 'a number above 0' : `${minimum} or more`}.`,
  };
}

function codeIn(params: Readonly<Record<string, unknown>> | undefined): string {
  return typeof params?.code === 'string' ? params.code : 'field.invalid';
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
