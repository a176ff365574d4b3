/** The API as types alone: what a row takes and answers, without the schemas, which would weigh more than the screens. */
import type * as z from 'zod';
import type { Answer as AnswerOfRow, Kind, Scope } from '#shared/contract/row.ts';
import type { RowId, RowOf } from '#shared/contract/rows.ts';
import type { Role } from '#shared/domain/members/grants.ts';

export type { RowId };

/** What is known of a row in the browser. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly kind: Kind;
  readonly scope: Scope;
  readonly roles: readonly Role[] | 'any';
}

type Given<S> = S extends z.ZodType ? z.input<S> : never;

/** What one gives along to call a row: as a client writes it, before the server normalises it. */
export type CallOf<Id extends RowId> = (RowOf<Id> extends { readonly params: infer S extends z.ZodType }
  ? { readonly params: Given<S> }
  : { readonly params?: undefined }) &
  (RowOf<Id> extends { readonly query: infer S extends z.ZodType }
    ? { readonly query?: { readonly [K in keyof Given<S>]?: string | number | boolean | undefined } }
    : { readonly query?: undefined }) &
  (RowOf<Id> extends { readonly body: infer S extends z.ZodType }
    ? { readonly body: Given<S> }
    : { readonly body?: undefined });

export type Body<Id extends RowId> = RowOf<Id> extends { readonly body: infer S extends z.ZodType } ? Given<S> : never;
export type Answer<Id extends RowId> = AnswerOfRow<RowOf<Id>>;

type ReadId = { [Id in RowId]: RowOf<Id>['kind'] extends 'read' ? Id : never }[RowId];
export type Reads = ReadId;
export type Writes = Exclude<RowId, ReadId>;
/** Rows that answer pages: `{ items, nextCursor }`. */
export type Lists = { [Id in Reads]: Answer<Id> extends { readonly nextCursor: string | null } ? Id : never }[Reads];
