/**
 * Reads the rows of records (facility, country, catalogue item, head counts, levels) into what the rules work with.
 * A record's row holds the contract's body as it was sent (`body`) and its revision, which is also its version (`v`).
 */
import * as z from 'zod';
import { itemBody } from '../contract/catalogue.ts';
import { countryBody } from '../contract/countries.ts';
import { facilityBody } from '../contract/facilities.ts';
import type { CatalogueItem } from '../domain/catalogue/item.ts';
import { type Day, parseDay } from '../domain/day.ts';
import type { Country, Facility, HeadCount } from '../domain/facilities/facility.ts';
import type { ItemLevel, Versioned } from '../domain/snapshot.ts';
import { levelFields } from '../domain/stock/levels.ts';
import type { StoredRow } from './table.ts';

const version = z.int().min(1);
/** Local hour of the daily digest where a country does not say. */
const DEFAULT_DIGEST_HOUR = 7;

/** A day of a stored body, which its schema has checked before it was stored. */
function storedDay(iso: string): Day {
  const day = parseDay(iso);
  if (day === undefined) throw new Error(`a stored date that is none: ${iso}`);
  return day;
}

const facilityRow = z.object({
  facilityId: z.string(),
  v: version,
  body: facilityBody,
  /** Oldest first; the first entry holds from the beginning. */
  bookkeepingHistory: z.array(z.object({ from: z.int(), mode: z.enum(['counts', 'movements']) })).min(1),
  /** Local day on which the facility was first stored; `startedOn` of the body goes before it. */
  createdOn: z.int(),
});

/** Reads a facility. Throws on a row that is none. */
export function facilityFromRow(
  row: StoredRow,
): Versioned<Facility> & { readonly body: z.output<typeof facilityBody> } {
  const { facilityId, v, body, bookkeepingHistory, createdOn } = facilityRow.parse(row);
  const value: Facility = {
    facilityId,
    name: body.name,
    country: body.country,
    kind: body.kind,
    timeZone: body.timeZone,
    status: body.status ?? 'active',
    statusFrom: body.statusFrom === undefined ? null : storedDay(body.statusFrom),
    startedOn: body.startedOn === undefined ? createdOn : storedDay(body.startedOn),
    bookkeeping: bookkeepingHistory,
    suppliedBy: body.suppliedBy ?? null,
    levels: body.levels ?? {},
    standardList: body.standardList ?? null,
    nextDeliveryOn: body.nextDeliveryOn === undefined ? null : storedDay(body.nextDeliveryOn),
  };
  return { value, v, body };
}

const countryRow = z.object({ country: z.string(), v: version, body: countryBody });

/** Reads a country. Throws on a row that is none. */
export function countryFromRow(row: StoredRow): Versioned<Country> & { readonly body: z.output<typeof countryBody> } {
  const { country, v, body } = countryRow.parse(row);
  const value: Country = {
    country,
    timeZone: body.timeZone,
    locales: body.locales,
    digestHour: body.digestHour ?? DEFAULT_DIGEST_HOUR,
    standardLists: body.standardLists ?? {},
    levels: body.levels ?? {},
    surges: (body.surge ?? []).map(({ factor, from, to, itemIds }) => ({
      factor,
      from: storedDay(from),
      to: to === undefined ? null : storedDay(to),
      itemIds: itemIds ?? null,
    })),
    deputy: body.deputy ?? null,
  };
  return { value, v, body };
}

/** The zone that a country's runs keep to, and the local hour of its digest. */
export interface CountryHours {
  readonly country: string;
  readonly timeZone: string;
  readonly digestHour: number;
}

const hoursRow = z.object({
  country: z.string(),
  body: z.object({ timeZone: z.string(), digestHour: z.int().optional() }),
});

/**
 * Reads just the hours of a country, and does not ask whether the runtime knows the zone: what is wrong with one country
 * must not keep the others from being read.
 */
export function countryHoursFromRow(row: StoredRow): CountryHours {
  const { country, body } = hoursRow.parse(row);
  return { country, timeZone: body.timeZone, digestHour: body.digestHour ?? DEFAULT_DIGEST_HOUR };
}

const catalogueRow = z.object({ itemId: z.string(), v: version, body: itemBody });

/** Reads a catalogue item. Throws on a row that is none. */
export function catalogueItemFromRow(
  row: StoredRow,
): Versioned<CatalogueItem> & { readonly body: z.output<typeof itemBody> } {
  const { itemId, v, body } = catalogueRow.parse(row);
  const value: CatalogueItem = {
    itemId,
    names: body.names,
    unit: body.unit,
    planning: body.planning,
    criticality: body.criticality,
    packs: body.packs ?? [],
    norms: body.norms ?? {},
    requiredQuantity: body.requiredQuantity ?? null,
    retired: body.status === 'retired',
  };
  return { value, v, body };
}

const headCountsRow = z.object({
  v: version,
  /** Day, staff, staff on duty, held, women, juveniles; oldest first. */
  counts: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])),
});

/** Reads the latest head counts of a facility, oldest first. Throws on a row that is none. */
export function headCountsFromRow(row: StoredRow): HeadCount[] {
  return headCountsRow.parse(row).counts.map(([day, staff, staffOnDuty, held, women, juveniles]) => ({
    day,
    staff,
    staffOnDuty,
    held,
    women,
    juveniles,
  }));
}

/** The attribute `counts` of a head counts row. */
export function headCountsAttribute(counts: readonly HeadCount[]): number[][] {
  return counts.map((count) => [count.day, count.staff, count.staffOnDuty, count.held, count.women, count.juveniles]);
}

const levelRow = z.object({
  v: version,
  set: z.partialRecord(z.enum(levelFields), z.int()),
  notStocked: z.boolean(),
});

/** Reads the levels of one item at one facility. Throws on a row that is none. */
export function levelFromRow(row: StoredRow): Versioned<ItemLevel> {
  const { v, set, notStocked } = levelRow.parse(row);
  return { v, value: { set, notStocked } };
}

const REPORT_DAY = /^([dc])(\d+)$/;

/** Local days with a document, and with a whole count, ascending: counters above 0 of a reports row. */
export function reportDaysFromRow(row: StoredRow | undefined): { documentDays: Day[]; countDays: Day[] } {
  const days: Record<'d' | 'c', Day[]> = { d: [], c: [] };
  for (const [name, value] of Object.entries(row ?? {})) {
    const match = REPORT_DAY.exec(name);
    if (match && typeof value === 'number' && value > 0) days[match[1] === 'd' ? 'd' : 'c'].push(Number(match[2]));
  }
  const ascending = (a: Day, b: Day) => a - b;
  return { documentDays: days.d.sort(ascending), countDays: days.c.sort(ascending) };
}
