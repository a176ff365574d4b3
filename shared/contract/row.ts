/** The shape of one line of the HTTP API; everything that knows a route learns it from such a row. */
import type * as z from 'zod';
import type { Role } from '../domain/members/grants.ts';

/** One Lambda per capability; the name of its folder under `functions/`. */
export const capabilities = [
  'facilities',
  'catalogue',
  'stock',
  'shipments',
  'guidance',
  'checklists',
  'alerts',
  'overview',
  'needs',
  'members',
  'unsubscribe',
  'description',
] as const;
export type Capability = (typeof capabilities)[number];

/**
 * How a row's scope is found, before any data is read.
 *
 * - `public`: no token.
 * - `member`: any signed-in member; the answer is about the member, or the same for everybody (the catalogue).
 * - `facility`: path parameter `facilityId`; its country is the part before the first dash.
 * - `country`: path parameter `country`.
 * - `alert`: path parameter `alertId`; its facility is the part before the first `~`.
 * - `query`: query parameters `facility` or `country`; without either, everything that the caller's grants cover.
 * - `loaded`: known only once the target is read (a shipment); the operation itself asks `covers`.
 * - `programme`: only a grant with scope `*` counts.
 */
export type Scope = 'public' | 'member' | 'facility' | 'country' | 'alert' | 'query' | 'loaded' | 'programme';

/**
 * Document: id from the client, replay answers 200. Record: PUT with revision and If-Match. Action: Idempotency-Key.
 * Form: a button in a mail or on a page; its query says it all, its body is not read, and twice is once.
 */
export type Kind = 'read' | 'document' | 'record' | 'action' | 'form';

export interface Example {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer: unknown;
}

export interface Row {
  /** Stable operation id, camelCase: the OpenAPI operationId, the name of the handler and of the typed client's method. */
  readonly id: string;
  readonly capability: Capability;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below `/api/v1`, with `{parameters}` as API Gateway writes them. */
  readonly path: `/${string}`;
  readonly kind: Kind;
  readonly scope: Scope;
  /** Who may call it within the scope; `any` for every role. */
  readonly roles: readonly Role[] | 'any';
  readonly summary: string;
  /** What a success answers with; absent: JSON. */
  readonly media?: 'text/html';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Success status -> schema of the answer. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  /** Codes of refusals beyond those every row can give. */
  readonly problems?: readonly string[];
  readonly example: Example;
}

/** Keeps the literal types of a row, so that handlers see exactly the parameters and body that its schemas give. */
export function row<const R extends Row>(definition: R): R {
  return definition;
}

/** Path parameters as a handler gets them, parsed. */
export type Params<R extends Row> = R extends { readonly params: infer S extends z.ZodType } ? z.output<S> : undefined;
/** Query parameters as a handler gets them, parsed: `limit` is a number. */
export type Query<R extends Row> = R extends { readonly query: infer S extends z.ZodType } ? z.output<S> : undefined;
/** The body as a handler gets it, parsed and normalised. */
export type Body<R extends Row> = R extends { readonly body: infer S extends z.ZodType } ? z.output<S> : undefined;
/** What a handler may answer with success, whatever the status. */
export type Answer<R extends Row> = R['answers'][keyof R['answers']] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : never;
