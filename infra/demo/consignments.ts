/** Consignments of the last weeks: what the stores sent, what is on its way, late, planned, cancelled. */
import { type Calendar, WEEKS } from './calendar.ts';
import { DELIVERY_WEEKS, type ItemStory } from './consumption.ts';
import { countryOf, storeOf } from './facilities.ts';
import type { Facility } from './facility.ts';
import { wholeBetween } from './ids.ts';
import { packOf } from './items.ts';
import type { Line, Shipment } from './shipment.ts';

/** Days ago of the count that ends a week. Each facility has its own weekday. */
export function countedDaysAgo(facility: Facility, week: number): number {
  return (WEEKS - week) * 7 + wholeBetween(1, 5, 'weekday', facility.facilityId);
}

/** Where a carton got wet on the way: one pack more was sent than could be used. */
const WET = { facilityId: 'UG-KITALYA', week: 8, itemId: 'soap-bar' };
const LOTS_KEEP_DAYS = 700;

/** The deliveries that a facility's story tells of, from its store. */
export function deliveries(facility: Facility, stories: readonly ItemStory[], calendar: Calendar): Shipment[] {
  const { facilityId } = facility;
  return DELIVERY_WEEKS.map((week, index) => {
    const daysAgo = countedDaysAgo(facility, week);
    const sent = stories.map(({ itemId, delivered }, line) => {
      const wet = WET.facilityId === facilityId && WET.week === week && WET.itemId === itemId ? packOf(itemId) : 0;
      const lot =
        itemId === 'mask-medical'
          ? { lot: `M${week}${countryOf(facilityId)}`, expiry: calendar.day(-LOTS_KEEP_DAYS) }
          : {};
      return { lineId: String(line + 1), itemId, units: (delivered[index] ?? 0) + wet, wet, ...lot };
    });
    return {
      reference: `${facilityId}-W${week}`,
      origin: storeOf(countryOf(facilityId)),
      destination: facilityId,
      expectedOn: calendar.day(daysAgo - 3),
      dispatchedAt: calendar.at(daysAgo - 1, 4),
      lines: sent.map(({ wet: _wet, ...line }): Line => line),
      receipts: [
        {
          at: calendar.at(daysAgo - 3, 9),
          final: true,
          lines: sent.map(({ lineId, units, wet }) => ({
            lineId,
            accepted: units - wet,
            ...(wet > 0 && { damaged: wet }),
          })),
        },
      ],
    };
  });
}

/** What has not arrived, or not as planned. */
export function openConsignments(calendar: Calendar): Shipment[] {
  const { day, at } = calendar;
  const eu = [
    { source: 'European Union', grantRef: 'EU-DEMO-1', share: 60 },
    { source: 'Netherlands', share: 40 },
  ];
  return [
    {
      reference: 'UG-2-MBARARA',
      origin: 'UG-STORE',
      destination: 'UG-MBARARA-MAIN',
      expectedOn: day(-2),
      dispatchedAt: at(2, 5),
      carrier: 'Prison service truck',
      lines: [
        { lineId: '1', itemId: 'soap-bar', units: 1500 },
        { lineId: '2', itemId: 'gloves-exam', units: 1000 },
      ],
    },
    {
      reference: 'TN-2-MESSADINE',
      origin: 'TN-STORE',
      destination: 'TN-MESSADINE',
      expectedOn: day(6),
      dispatchedAt: at(12, 5),
      lines: [{ lineId: '1', itemId: 'soap-bar', units: 1200 }],
    },
    {
      reference: 'TN-2-MORNAGUIA',
      origin: 'TN-STORE',
      destination: 'TN-MORNAGUIA',
      expectedOn: day(-4),
      dispatchedAt: at(4, 5),
      lines: [
        { lineId: '1', itemId: 'bleach-1l', units: 1200 },
        { lineId: '2', itemId: 'hand-rub-500', units: 400 },
      ],
      receipts: [{ at: at(1, 13), final: false, lines: [{ lineId: '1', accepted: 600 }] }],
    },
    {
      reference: 'KZ-GLOVES-1',
      origin: 'Glove maker (demo)',
      destination: 'KZ-STORE',
      expectedOn: day(-12),
      dispatchedAt: at(20, 8),
      funding: eu,
      lines: [{ lineId: '1', itemId: 'gloves-exam', units: 25_000, lot: 'G77', expiry: day(-900) }],
    },
    {
      reference: 'UG-MASKS-1',
      origin: 'Mask maker (demo)',
      destination: 'UG-STORE',
      expectedOn: day(-40),
      funding: eu,
      lines: [
        { lineId: '1', itemId: 'mask-medical', units: 40_000 },
        { lineId: '2', itemId: 'respirator-ffp2', units: 4800 },
      ],
    },
    {
      reference: 'KZ-2-KYZYLORDA',
      origin: 'KZ-STORE',
      destination: 'KZ-ZK-169-5',
      expectedOn: day(-1),
      cancelled: 'Ordered twice',
      lines: [{ lineId: '1', itemId: 'gown-isolation', units: 60 }],
    },
  ];
}
