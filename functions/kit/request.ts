/** What an operation is given and what it gives back, typed by its row. */
import type { Answer, Body, Params, Query, Row } from '#shared/contract/row.ts';
import type { Grant } from '#shared/domain/members/grants.ts';
import type { Refusal } from '#shared/domain/refusal.ts';

export interface ApiRequest<R extends Row> {
  readonly params: Params<R>;
  readonly query: Query<R>;
  readonly body: Body<R>;
  /** Sign-in name, lower case; empty on public rows. */
  readonly member: string;
  readonly grants: readonly Grant[];
  readonly now: Date;
  readonly requestId: string;
  /** Revision that the caller has seen (records). */
  readonly ifMatch?: number;
  /** `If-None-Match: *` (records): refuse to replace. */
  readonly onlyCreate: boolean;
  /** Always there on actions, an empty text elsewhere. */
  readonly idempotencyKey: string;
  /** First language of Accept-Language. */
  readonly locale?: string;
}

/** A success. `status` defaults to 200; `revision` also goes out as ETag. */
export interface Reply<R extends Row> {
  readonly status?: 200 | 201;
  readonly body: Answer<R>;
  readonly revision?: number;
}

/** One operation: everything it needs comes in, a reply or a refusal goes out; throws are bugs or outages. */
export type Operation<R extends Row, D> = (request: ApiRequest<R>, deps: D) => Promise<Reply<R> | Refusal>;

/** One operation per row of a capability. */
export type Operations<Rows extends Readonly<Record<string, Row>>, D> = {
  readonly [Id in keyof Rows]: Operation<Rows[Id], D>;
};
