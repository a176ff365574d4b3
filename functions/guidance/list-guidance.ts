/** GET /guidance: what the caller's facilities are meant to read; leads see every version. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { GuidanceAnswer, guidanceRows } from '#shared/contract/guidance.ts';
import { type Day, localDay } from '#shared/domain/day.ts';
import { activeOn, type Facility } from '#shared/domain/facilities/facility.ts';
import { reading, versionInForce } from '#shared/domain/guidance/due.ts';
import { type GuidanceVersion, inAudience } from '#shared/domain/guidance/version.ts';
import { type Reach, reach } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound } from '#shared/domain/refusal.ts';
import { acknowledgementsOf, type FirstAcknowledgement } from '#shared/store/acknowledgements.ts';
import { loadVersions, type StoredVersion } from '#shared/store/guidance.ts';
import { facilityKey } from '#shared/store/keys.ts';
import { pageOf } from '#shared/store/paging.ts';
import { facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRows } from '#shared/store/read.ts';
import type { Table } from '#shared/store/table.ts';
import { acknowledgementOf, guidanceAnswer } from './answers.ts';

type Row = typeof guidanceRows.listGuidance;

export const listGuidance: Operation<Row, TableDeps> = async (request, { table }) => {
  const { country, facility: facilityId, limit, cursor } = request.query;
  const covered = reach(request.grants, 'any', { country, facilityId });
  const [versions, places, said] = await Promise.all([
    loadVersions(table),
    facilitiesOf(table, covered),
    facilityId === undefined ? [] : acknowledgementsOf(table, facilityId),
  ]);
  const facility = facilityId === undefined ? undefined : places[0];
  if (facilityId !== undefined && !facility) return notFound('facility');
  const leads = reach(request.grants, ['programme-lead'], { country, facilityId });
  const seesAll = leads.countries === 'all' || leads.countries.length + leads.facilities.length > 0;
  const today = localDay(request.now.getTime(), facility?.timeZone ?? 'UTC');
  const listed = listing(versions, today).filter(
    ({ stored, current }) => (seesAll || current) && meantFor(stored.value, covered, places),
  );
  const identity = { list: 'guidance', filter: { covered, seesAll } };
  const page = pageOf(listed, ({ order }) => order, identity, limit, cursor);
  if (isRefusal(page)) return page;
  const values = versions.map((each) => each.value);
  const items = page.items.map(({ stored, current }) =>
    guidanceAnswer(stored, current, facility ? ofFacility(stored, current, facility, values, said, today) : null),
  );
  return { body: { items, nextCursor: page.nextCursor } };
};

interface Listed {
  readonly stored: StoredVersion;
  readonly current: boolean;
  /** Ascends along the list. */
  readonly order: string;
}

/** Sorts after every day: newest first is the order of what is left to it. */
const LAST_DAY = 999_999;

/** By document, the newest version of each first. */
function listing(versions: readonly StoredVersion[], today: Day): Listed[] {
  const documents = Map.groupBy(
    versions.map((each) => each.value),
    (value) => value.documentId,
  );
  const listed = versions.map((stored): Listed => {
    const { documentId, version, effectiveOn } = stored.value;
    const inForce = versionInForce(documents.get(documentId) ?? [], today);
    const order = `${documentId}#${String(LAST_DAY - effectiveOn).padStart(7, '0')}#${version}`;
    return { stored, current: version === inForce?.version, order };
  });
  return listed.sort((a, b) => (a.order < b.order ? -1 : 1));
}

function meantFor({ audience }: GuidanceVersion, covered: Reach, places: readonly Facility[]): boolean {
  if (covered.countries === 'all') return true;
  return (
    covered.countries.some((country) => audience.countries === null || audience.countries.includes(country)) ||
    places.some((facility) => inAudience(audience, facility))
  );
}

async function facilitiesOf(table: Table, { facilities }: Reach): Promise<Facility[]> {
  const rows = await getRows(table, facilities.map(facilityKey));
  return rows.flatMap((row) => (row ? [facilityFromRow(row).value] : []));
}

function ofFacility(
  { value }: StoredVersion,
  current: boolean,
  facility: Facility,
  versions: readonly GuidanceVersion[],
  said: readonly FirstAcknowledgement[],
  today: Day,
): GuidanceAnswer['acknowledgement'] {
  const own = versions.filter((each) => each.documentId === value.documentId);
  const due = activeOn(facility, today) ? reading(facility, own, value, said, today) : undefined;
  return acknowledgementOf(due, current, said);
}
