/** What a facility needs to know of a shipment on its way to it: the small row that alerts and stock rows read. */
import type { Day } from '../day.ts';

export const shipmentStatuses = [
  'planned',
  'dispatched',
  'partly-received',
  'received',
  'received-with-discrepancy',
  'cancelled',
  'lost',
] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

export const discrepancyKinds = ['missing', 'damaged', 'surplus', 'wrong', 'unlisted'] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];

/** A difference between what was sent and what came, that nobody has settled yet. */
export interface OpenDiscrepancy {
  /** `<lineId>~<kind>`; for goods that nobody listed `<itemId>~unlisted`. */
  readonly discrepancyId: string;
  readonly kind: DiscrepancyKind;
  /** Units of issue. */
  readonly quantity: number;
  /** Instant (ISO UTC) of the receipt that showed it. */
  readonly openedAt: string;
  /** Day until which somebody answers a claim; null without one. */
  readonly claimDueOn: Day | null;
}

/**
 * There from the plan on, until the shipment is closed and every discrepancy is settled.
 *
 * `lines` is what is on the way: one entry per item, dispatched and not yet received. It is empty while planned and
 * after the last receipt, so its sum is always what is in transit.
 */
export interface InboundShipment {
  readonly shipmentId: string;
  readonly reference: string | null;
  readonly status: ShipmentStatus;
  readonly expectedOn: Day | null;
  readonly firstPromisedOn: Day | null;
  readonly dispatchedAt: string | null;
  readonly lines: readonly { readonly itemId: string; readonly outstanding: number }[];
  /** Open ones only. */
  readonly discrepancies: readonly OpenDiscrepancy[];
}
