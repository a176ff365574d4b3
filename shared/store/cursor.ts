/** Opaque cursors: a place in one list under one filter and one reach, worthless anywhere else. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Key } from './keys.ts';

/** Where a list stopped: the source (a partition) and the key of the last row shown. */
export interface Position {
  readonly source: string;
  readonly after: Key & { readonly GSI1SK?: string };
}

/** What a cursor is bound to. `filter`: everything that decides what the list shows, the caller's reach included. */
export interface ListIdentity {
  readonly list: string;
  readonly filter: unknown;
}

const shape = z.strictObject({
  l: z.string(),
  f: z.string(),
  s: z.string(),
  k: z.tuple([z.string(), z.string(), z.string().optional()]),
});

const BASE64URL = /^[A-Za-z0-9_-]+$/;

/** Writes a cursor (base64url, without anything a caller could not see anyway). */
export function writeCursor(identity: ListIdentity, position: Position): string {
  const { PK, SK, GSI1SK } = position.after;
  const cursor = {
    l: identity.list,
    f: digest(identity.filter),
    s: position.source,
    k: GSI1SK === undefined ? [PK, SK] : [PK, SK, GSI1SK],
  };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads a cursor; one that is damaged, from another list, another filter or another reach is refused `cursor.invalid`. */
export function readCursor(identity: ListIdentity, text: string): Position | Refusal {
  const parsed = shape.safeParse(decoded(text));
  if (!parsed.success || parsed.data.l !== identity.list || parsed.data.f !== digest(identity.filter))
    return foreignCursor();
  const { s: source, k } = parsed.data;
  const [PK, SK, GSI1SK] = k;
  return { source, after: { PK, SK, ...(GSI1SK === undefined ? {} : { GSI1SK }) } };
}

/** The refusal of a cursor that does not belong here. */
export function foreignCursor(): Refusal {
  return refuse(
    'cursor.invalid',
    'This cursor does not belong to this list and filter. Start again without a cursor.',
    [{ pointer: '#cursor', code: 'cursor.invalid', detail: 'Leave the cursor out to start at the beginning.' }],
  );
}

function decoded(text: string): unknown {
  if (!BASE64URL.test(text)) return undefined;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function digest(filter: unknown): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16);
}
