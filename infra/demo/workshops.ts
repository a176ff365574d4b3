/** Workshops in two women's prisons that sew masks of cloth: what they made, gave away and sold. */
import type { Calendar } from './calendar.ts';
import { type Call, document } from './call.ts';
import { managerOf } from './facilities.ts';
import type { Facility } from './facility.ts';
import { idOf, wholeBetween } from './ids.ts';

/** Masks in two weeks, by workshop. */
const output: Readonly<Record<string, number>> = { 'KZ-OV-156-21': 8000, 'TN-LA-MANOUBA': 6000 };

/** Days ago on which a fortnight's work was handed in. */
const FORTNIGHTS = [84, 70, 56, 42, 28, 14] as const;

/** What a workshop handed in and where it went, with the instant of each; empty for every other place. */
export function workshopEvents(facility: Facility, calendar: Calendar): { at: string; call: Call }[] {
  const { facilityId } = facility;
  const usual = output[facilityId];
  if (usual === undefined) return [];
  const event = (at: string, what: string, body: object): { at: string; call: Call } => {
    const path = `/facilities/${facilityId}/stock-events/${idOf(at, what, facilityId)}`;
    return { at, call: document('recordStockEvent', managerOf(facility), path, { ...body, occurredAt: at }) };
  };
  return FORTNIGHTS.flatMap((daysAgo) => {
    const made = Math.round((usual * wholeBetween(85, 115, 'sewn', facilityId, daysAgo)) / 10_000) * 100;
    const given = Math.floor(made / 500) * 400;
    const line = (quantity: number, reason: string) => ({ itemId: 'mask-cloth', quantity, reason });
    return [
      event(calendar.at(daysAgo, 14), 'sewn', {
        kind: 'receipt',
        source: 'produced',
        from: 'Sewing workshop',
        lines: [{ itemId: 'mask-cloth', quantity: made }],
      }),
      event(calendar.at(daysAgo - 2, 14), 'handed on', {
        kind: 'adjustment',
        note: 'Other prisons of the country; the shop for visitors.',
        lines: [line(-given, 'given-away'), line(-100, 'sold')],
      }),
    ];
  });
}
