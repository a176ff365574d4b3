/** Three months of reports of one facility: counts by the week, or issues as they happen, with what came in between. */
import { type Calendar, WEEKS } from './calendar.ts';
import { type Call, document } from './call.ts';
import { countedDaysAgo } from './consignments.ts';
import { type ItemStory, storiesOf } from './consumption.ts';
import { managerOf } from './facilities.ts';
import type { Facility } from './facility.ts';
import { idOf, wholeBetween } from './ids.ts';
import { reserves } from './kept-items.ts';
import { receiptCall, type Shipment } from './shipment.ts';
import { workshopEvents } from './workshops.ts';

interface Timed {
  readonly at: string;
  readonly call: Call;
}

/** Weeks after which what is kept ready is counted too. */
const FULL_COUNTS = [0, 4, 8, WEEKS];

/** Last week that each kind of reporter counted. */
const lastWeek = { weekly: WEEKS, late: WEEKS - 1, silent: 8, never: -1 } as const;

/** Bars that a count at the end of week 8 did not find, where every issue is logged. */
const NOT_FOUND = { facilityId: 'UG-JINJA-MAIN', itemId: 'soap-bar', fromWeek: 8, units: 12 };

function event(facility: Facility, at: string, what: string, body: object): Timed {
  const path = `/facilities/${facility.facilityId}/stock-events/${idOf(at, what, facility.facilityId)}`;
  return { at, call: document('recordStockEvent', managerOf(facility), path, body) };
}

/** Pieces short of what should be kept ready. */
const NOT_READY: Readonly<Record<string, readonly string[]>> = {
  'KZ-EC-166-1': ['thermometer-ir'],
  'TN-MORNAGUIA': ['coverall'],
  'UG-KITALYA': ['goggles', 'pulse-oximeter'],
};

/** What is kept ready: all that should be, and a few more, but for the places that are short. */
function keptReady(facility: Facility): { itemId: string; quantity: number }[] {
  return reserves.map(({ itemId, requiredQuantity }) => ({
    itemId,
    quantity: NOT_READY[facility.facilityId]?.includes(itemId)
      ? requiredQuantity - 1
      : requiredQuantity + wholeBetween(0, 6, 'ready', facility.facilityId, itemId),
  }));
}

function countedLine({ itemId, counted }: ItemStory, facility: Facility, week: number): object {
  const gone =
    facility.facilityId === NOT_FOUND.facilityId && itemId === NOT_FOUND.itemId && week >= NOT_FOUND.fromWeek;
  return { itemId, quantity: (counted[week] ?? 0) - (gone ? NOT_FOUND.units : 0) };
}

function count(facility: Facility, stories: readonly ItemStory[], calendar: Calendar, week: number): Timed {
  const at = calendar.at(countedDaysAgo(facility, week), 6);
  const lines = stories.map((story) => countedLine(story, facility, week));
  return event(facility, at, 'count', {
    kind: 'count',
    occurredAt: at,
    countedBy: 'Store officer',
    lines: FULL_COUNTS.includes(week) ? [...lines, ...keptReady(facility)] : lines,
  });
}

/** A week's use in two issues: three fifths on the first day, the rest three days later. */
function issues(facility: Facility, stories: readonly ItemStory[], calendar: Calendar, week: number): Timed[] {
  const start = countedDaysAgo(facility, week) - 1;
  const parts = stories.map(({ itemId, used }) => {
    const units = used[week] ?? 0;
    return { itemId, first: Math.ceil(units * 0.6), rest: units - Math.ceil(units * 0.6) };
  });
  const issue = (daysAgo: number, lines: { itemId: string; quantity: number }[]): Timed => {
    const at = calendar.at(daysAgo, 11);
    const handedOut = lines.filter((line) => line.quantity > 0).map((line) => ({ ...line, to: 'Wards and gates' }));
    return event(facility, at, 'issue', {
      kind: 'issue',
      occurredAt: at,
      countedBy: 'Store officer',
      lines: handedOut,
    });
  };
  return [
    issue(
      start,
      parts.map(({ itemId, first }) => ({ itemId, quantity: first })),
    ),
    issue(
      start - 3,
      parts.map(({ itemId, rest }) => ({ itemId, quantity: rest })),
    ),
  ];
}

/** A gift that was entered at the wrong place, and taken back the same afternoon. */
function mistake(facility: Facility, calendar: Calendar): Timed[] {
  if (facility.facilityId !== 'UG-KITALYA') return [];
  const at = calendar.at(countedDaysAgo(facility, 6) - 2, 10);
  const gift = { kind: 'receipt', source: 'donation', from: 'Parish (demo)', occurredAt: at };
  const entered = event(facility, at, 'gift', { ...gift, lines: [{ itemId: 'soap-bar', packs: 10, packSize: 25 }] });
  const reverses = idOf(at, 'gift', facility.facilityId);
  return [
    entered,
    event(facility, calendar.at(countedDaysAgo(facility, 6) - 2, 14), 'taken back', {
      kind: 'reversal',
      reverses,
      note: 'It was for Murchison Bay.',
    }),
  ];
}

/** Weeks that were counted: all of them, but for a holiday here and there. */
function countedWeeks(facility: Facility): number[] {
  const last = lastWeek[facility.reporting ?? 'weekly'];
  const holiday = wholeBetween(5, 12, 'holiday', facility.facilityId);
  const weeks = Array.from({ length: last + 1 }, (_, week) => week);
  if (facility.bookkeeping === 'movements') return weeks.filter((week) => FULL_COUNTS.includes(week));
  return weeks.filter((week) => week !== holiday || week % 4 === 0 || week === last);
}

/** Everything that a facility reported, in the order of time. */
export function facilityLane(facility: Facility, shipments: readonly Shipment[], calendar: Calendar): Call[] {
  const stories = storiesOf(facility);
  if (stories.length === 0) return [];
  const last = lastWeek[facility.reporting ?? 'weekly'];
  const counts = countedWeeks(facility).map((week) => count(facility, stories, calendar, week));
  const logged =
    facility.bookkeeping === 'movements'
      ? Array.from({ length: last }, (_, week) => issues(facility, stories, calendar, week)).flat()
      : [];
  const arrived = shipments
    .filter((one) => one.destination === facility.facilityId)
    .flatMap((one) => (one.receipts ?? []).map((receipt) => ({ at: receipt.at, call: receiptCall(one, receipt) })));
  return [...counts, ...logged, ...arrived, ...mistake(facility, calendar), ...workshopEvents(facility, calendar)]
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
    .map((one) => one.call);
}
