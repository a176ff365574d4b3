/** What mails about one country look up, each thing read once for all of its readers and only when it is needed. */
import type { AlertRow } from '#shared/domain/alerts/alert.ts';
import { evaluationLate } from '#shared/domain/overview/late.ts';
import { alertFromRow } from '#shared/store/alerts.ts';
import { loadChecklist } from '#shared/store/checklists.ts';
import { loadVersion } from '#shared/store/guidance.ts';
import { countryKey, facilitiesOf, facilityKey, itemKey, openAlertsOf } from '#shared/store/keys.ts';
import { catalogueItemFromRow, countryFromRow, facilityFromRow } from '#shared/store/programme-rows.ts';
import { getRow, getRows, queryAll, queryPage } from '#shared/store/read.ts';
import { loadRun } from '#shared/store/sweeps.ts';
import type { Table } from '#shared/store/table.ts';

type Names = Readonly<Record<string, string>>;

/** Zone of a country that is not there any more. */
const NOWHERE = 'UTC';

/** Remembers the first answer for each argument. */
function once<T>(load: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const found = known.get(id) ?? load(id);
    known.set(id, found);
    return found;
  };
}

/** A book of a country. What nobody stored has no names, and stands there by its id. */
export function countryBook(table: Table, country: string) {
  const item = once(async (itemId): Promise<Names> => {
    const row = await getRow(table, itemKey(itemId));
    return row === undefined ? {} : catalogueItemFromRow(row).value.names;
  });
  const guidance = once(async (name): Promise<Names> => {
    const [documentId = '', version = ''] = name.split('#');
    return (await loadVersion(table, documentId, version))?.body.titles ?? {};
  });
  const checklist = once(async (id): Promise<Names> => (await loadChecklist(table, id))?.body.titles ?? {});
  const zone = once(async () => {
    const row = await getRow(table, countryKey(country));
    return row === undefined ? NOWHERE : countryFromRow(row).value.timeZone;
  });
  const open = once(async (): Promise<AlertRow[]> => {
    const rows = await queryAll(table, { partition: openAlertsOf(country), index: true });
    return rows.map(alertFromRow);
  });
  const facilities = once(async () => {
    const { rows } = await queryPage(table, { partition: facilitiesOf(country), index: true }, { limit: 1 });
    return rows.length > 0;
  });
  const evaluated = once(async () => (await loadRun(table, 'sweep', country))?.last?.now ?? null);
  return {
    /** Per language; none for an unknown id. */
    itemNames: item,
    guidanceTitles: (documentId: string, version: string) => guidance(`${documentId}#${version}`),
    checklistTitles: checklist,
    timeZone: () => zone(''),
    /** Alerts of the country that have not ended. */
    openAlerts: () => open(''),
    /** Instant that the last finished sweep was about; null before the first. */
    lastEvaluatedAt: () => evaluated(''),
    /** Whether the country has facilities, and no sweep has ended for an hour. Epoch ms. */
    evaluationLate: async (nowMs: number) => evaluationLate(await evaluated(''), nowMs) && (await facilities('')),
    facilityNames: async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
      const rows = await getRows(table, ids.map(facilityKey));
      return new Map(
        ids.flatMap((id, index) => {
          const row = rows[index];
          return row === undefined ? [] : [[id, facilityFromRow(row).value.name] as const];
        }),
      );
    },
  };
}
export type CountryBook = ReturnType<typeof countryBook>;
