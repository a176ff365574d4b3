/** The stores: what was there, came and went, and a stock-take a month that finds what the book says. */
import type { Calendar } from './calendar.ts';
import { type Call, document } from './call.ts';
import { consumables } from './consumables.ts';
import { countryOf, managerOf } from './facilities.ts';
import type { Facility } from './facility.ts';
import { handOvers } from './hand-overs.ts';
import { idOf, wholeBetween } from './ids.ts';
import { packOf } from './items.ts';
import { reserves } from './kept-items.ts';
import { receiptCall, type Shipment, sendingCalls, settlingCalls } from './shipment.ts';

const OPENED_DAYS_AGO = 96;
const COUNTED_DAYS_AGO = [OPENED_DAYS_AGO, 64, 35, 6] as const;

interface Timed {
  readonly at: string;
  readonly calls: readonly Call[];
}

/** Units of an item that left the store until an instant. */
function sentUntil(shipments: readonly Shipment[], store: string, itemId: string, at: string): number {
  return shipments
    .filter((one) => one.origin === store && one.dispatchedAt !== undefined && one.dispatchedAt <= at)
    .flatMap((one) => one.lines)
    .filter((line) => line.itemId === itemId)
    .reduce((sum, line) => sum + line.units, 0);
}

/** What lay in the store on the first day: all that it will send, and about half as much again, in whole packs. */
function opening(shipments: readonly Shipment[], store: string, itemId: string): number {
  const pack = packOf(itemId);
  const all = sentUntil(shipments, store, itemId, '9999');
  return (Math.ceil((all * 1.5) / pack) + wholeBetween(4, 20, 'store', store, itemId)) * pack;
}

function count(store: Facility, shipments: readonly Shipment[], calendar: Calendar, daysAgo: number): Timed {
  const { facilityId } = store;
  const at = calendar.at(daysAgo, 15);
  const lines = [...consumables, ...reserves].map(({ itemId }) => ({
    itemId,
    quantity: opening(shipments, facilityId, itemId) - sentUntil(shipments, facilityId, itemId, at),
  }));
  const path = `/facilities/${facilityId}/stock-events/${idOf(at, 'count', facilityId)}`;
  const body = { kind: 'count', occurredAt: at, countedBy: 'Store keeper', witness: 'Second officer', lines };
  return { at, calls: [document('recordStockEvent', managerOf(store), path, body)] };
}

function received(shipment: Shipment): Timed[] {
  const receipts = (shipment.receipts ?? []).map((one) => ({ at: one.at, calls: [receiptCall(shipment, one)] }));
  const last = receipts.at(-1)?.at ?? '';
  return last === '' ? [] : [...receipts, { at: `${last}~`, calls: settlingCalls(shipment) }];
}

/** Everything that a store says, in the order of time: what it sends is on its way when the facilities speak. */
export function storeLane(store: Facility, shipments: readonly Shipment[], calendar: Calendar): Call[] {
  const country = countryOf(store.facilityId);
  const own = [...handOvers, ...shipments].filter((one) => countryOf(one.destination) === country);
  const sent = own.map((one): Timed => ({ at: one.dispatchedAt ?? '9999', calls: sendingCalls(one) }));
  const arrived = own.filter((one) => one.destination === store.facilityId).flatMap(received);
  const counts = COUNTED_DAYS_AGO.map((daysAgo) => count(store, shipments, calendar, daysAgo));
  return [...sent, ...arrived, ...counts]
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
    .flatMap((one) => one.calls);
}
