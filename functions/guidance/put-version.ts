/** PUT /guidance/{documentId}/versions/{version}: publishes a version; later it can only be withdrawn. */
import type { TableDeps } from '#kit/deps.ts';
import type { ApiRequest, Operation, Reply } from '#kit/request.ts';
import type { guidanceRows } from '#shared/contract/guidance.ts';
import { localDay } from '#shared/domain/day.ts';
import { versionInForce } from '#shared/domain/guidance/due.ts';
import { decidePublication } from '#shared/domain/guidance/publish.ts';
import { isRefusal, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { loadDocument, type StoredVersion, sameContent, saveVersion, versionOf } from '#shared/store/guidance.ts';
import { unknownCountries } from '#shared/store/programme.ts';
import type { Table } from '#shared/store/table.ts';
import { type Again, again, attempt } from '#shared/store/transact.ts';
import { guidanceAnswer } from './answers.ts';

type Row = typeof guidanceRows.putGuidanceVersion;

export const putGuidanceVersion: Operation<Row, TableDeps> = (request, { table }) =>
  attempt(table, () => once(request, table));

async function once(request: ApiRequest<Row>, table: Table): Promise<Reply<Row> | Refusal | Again> {
  const { params, now, member } = request;
  const { status, ...body } = request.body;
  const versions = await loadDocument(table, params.documentId);
  const before = versions.find((each) => each.value.version === params.version);
  const decided = decidePublication(
    before && { withdrawn: before.value.withdrawn, same: sameContent(before.body, body) },
    status,
  );
  if (isRefusal(decided)) return decided;
  if (before && decided === 'same') return reply(200, before, versions, now);
  const unknown = before ? undefined : await refuseCountries(table, body.audience?.countries ?? []);
  if (unknown) return unknown;
  const first = { publishedAt: now.toISOString(), publishedBy: member, v: 0 };
  const { publishedAt, publishedBy, v } = before ?? first;
  const value = versionOf(params, body, status === 'withdrawn');
  const after: StoredVersion = { value, body, publishedAt, publishedBy, v: v + 1 };
  const outcome = await saveVersion(table, after);
  if (outcome.kind !== 'done') return again(outcome);
  return reply(before ? 200 : 201, after, [...versions.filter((each) => each !== before), after], now);
}

function reply(status: 200 | 201, stored: StoredVersion, versions: readonly StoredVersion[], now: Date): Reply<Row> {
  const inForce = versionInForce(
    versions.map((each) => each.value),
    localDay(now.getTime(), 'UTC'),
  );
  return { status, body: guidanceAnswer(stored, inForce?.version === stored.value.version, null) };
}

async function refuseCountries(table: Table, countries: readonly string[]): Promise<Refusal | undefined> {
  const errors = await unknownCountries(table, countries, '/audience/countries');
  return errors.length === 0
    ? undefined
    : refuse('country.unknown', 'Some countries are not in the programme.', errors);
}
