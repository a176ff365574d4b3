/** Reads path, query and body of an event into new typed objects; what does not fit is refused field by field. */
import type * as z from 'zod';
import { fieldErrors, parameterErrors } from '#shared/contract/field-errors.ts';
import type { Row } from '#shared/contract/row.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';
import { isJson } from './headers.ts';
import { parseJson } from './json.ts';

/** Bytes of a body that we read. */
export const MAX_BODY_BYTES = 1_048_576;

export interface RawBody {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly contentType: string | undefined;
}

/** Something read, or why it cannot be. */
export type Read<T> = { readonly value: T } | Refusal;

const nothing = { value: undefined } as const;

/** Path parameters by the row's schema. */
export function readParams(row: Row, raw: Readonly<Record<string, string | undefined>>): Read<unknown> {
  if (!row.params) return nothing;
  return checkParameters(row.params, raw, 'path.invalid', 'An identifier in the path is not right.');
}

/** Query parameters by the row's schema; a repeated or an unknown one is refused. */
export function readQuery(row: Row, raw: string | undefined): Read<unknown> {
  if (raw === undefined || raw === '') {
    return row.query ? checkParameters(row.query, {}, 'query.invalid', 'A query parameter is missing.') : nothing;
  }
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    if (Object.hasOwn(values, name)) return badQuery(name, 'query.repeated', `Give ${name} once.`);
    if (!row.query || !Object.hasOwn(row.query.shape, name)) {
      const known = Object.keys(row.query?.shape ?? {}).join(', ');
      return badQuery(
        name,
        'field.unknown',
        known === '' ? 'Leave it out: there are none here.' : `Known here: ${known}.`,
      );
    }
    values[name] = value;
  }
  return row.query ? checkParameters(row.query, values, 'query.invalid', 'A query parameter is not right.') : nothing;
}

function badQuery(name: string, code: string, detail: string): Refusal {
  return refuse('query.invalid', 'A query parameter is not right.', [{ pointer: `#${name}`, code, detail }]);
}

/** The body by the row's schema: JSON in UTF-8 of at most 1 MB. An action may come without one. */
export function readBody(row: Row, raw: RawBody): Read<unknown> {
  if (!row.body) return nothing;
  if (raw.body === undefined || raw.body === '') {
    if (row.kind === 'action') return checkBody(row.body, {});
    return refuse('body.missing', 'Send the content as a JSON body.');
  }
  if (!isJson(raw.contentType)) {
    return refuse('content-type.unsupported', 'Send the body as JSON with content-type: application/json.');
  }
  const text = decode(raw.body, raw.isBase64Encoded);
  if (typeof text !== 'string') return text;
  const parsed = parseJson(text);
  return 'value' in parsed ? checkBody(row.body, parsed.value) : parsed;
}

function decode(body: string, isBase64Encoded: boolean): string | Refusal {
  // A UTF-16 unit takes one to three bytes, so most bodies are judged by their length alone.
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64') : undefined;
  const size = bytes?.byteLength ?? (body.length * 3 <= MAX_BODY_BYTES ? 0 : Buffer.byteLength(body));
  if (size > MAX_BODY_BYTES) {
    return refuse('body.too-large', 'Send at most 1 MB (1,048,576 bytes); split longer documents.');
  }
  if (bytes === undefined) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('body.malformed', 'Send the body as UTF-8: it holds bytes that are not.');
  }
}

function checkParameters(schema: z.ZodType, value: unknown, code: string, detail: string): Read<unknown> {
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : refuse(code, detail, parameterErrors(parsed.error.issues, value));
}

function checkBody(schema: z.ZodType, value: unknown): Read<unknown> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  return refuse('body.invalid', 'Some fields of the body are not right.', fieldErrors(parsed.error.issues, value));
}
