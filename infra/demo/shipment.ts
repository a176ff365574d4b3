/** A consignment of the demo as calls: planned, dispatched, received, settled. */
import { action, type Call, document, record } from './call.ts';
import { countryOf, facilities, managerOf } from './facilities.ts';
import { idOf } from './ids.ts';
import { packOf } from './items.ts';
import { logisticsOf } from './members.ts';

export interface Line {
  readonly lineId: string;
  readonly itemId: string;
  /** Units of issue sent; whole packs are written as packs. */
  readonly units: number;
  readonly lot?: string;
  readonly expiry?: string;
}

export interface Receipt {
  readonly at: string;
  readonly final: boolean;
  readonly note?: string;
  /** Said after being asked whether a figure is right. */
  readonly confirm?: true;
  readonly lines: readonly {
    readonly lineId?: string;
    readonly itemId?: string;
    readonly accepted: number;
    readonly damaged?: number;
    readonly note?: string;
  }[];
}

export interface Shipment {
  readonly reference: string;
  /** A supplier's name, or the id of a store. */
  readonly origin: string;
  readonly destination: string;
  readonly expectedOn: string;
  readonly lines: readonly Line[];
  readonly dispatchedAt?: string;
  readonly funding?: readonly { readonly source: string; readonly grantRef?: string; readonly share?: number }[];
  readonly carrier?: string;
  readonly note?: string;
  readonly receipts?: readonly Receipt[];
  readonly cancelled?: string;
  readonly settled?: Readonly<Record<string, { readonly reason: string; readonly note?: string }>>;
}

/** The same for the same reference. */
export const shipmentIdOf = (shipment: Shipment): string =>
  idOf(shipment.dispatchedAt ?? `${shipment.expectedOn}T00:00:00Z`, 'shipment', shipment.reference);

const isStore = (origin: string): boolean => facilities.some((one) => one.facilityId === origin);

function lineBody({ lineId, itemId, units, lot, expiry }: Line): object {
  const packSize = packOf(itemId);
  const whole = packSize > 1 && units % packSize === 0;
  const quantity = whole ? { packs: units / packSize, packSize } : { quantity: units };
  return { lineId, itemId, ...quantity, ...(lot && { lot }), ...(expiry && { expiry }) };
}

/** Planned, and dispatched or cancelled where its story got that far; said by the logistics of the destination's country. */
export function sendingCalls(shipment: Shipment): Call[] {
  const { reference, origin, destination, expectedOn, lines, dispatchedAt, funding, carrier, note } = shipment;
  const path = `/shipments/${shipmentIdOf(shipment)}`;
  const by = logisticsOf(countryOf(destination));
  const plan = record('putShipment', by, path, {
    reference,
    origin: isStore(origin) ? { kind: 'facility', facilityId: origin } : { kind: 'supplier', name: origin },
    destination,
    expectedOn,
    ...(funding && { funding }),
    ...(carrier && { carrier }),
    ...(note && { note }),
    lines: lines.map(lineBody),
  });
  if (shipment.cancelled !== undefined)
    return [plan, action('cancelShipment', by, `${path}/cancel`, { reason: shipment.cancelled })];
  return dispatchedAt === undefined
    ? [plan]
    : [plan, action('dispatchShipment', by, `${path}/dispatch`, { dispatchedAt })];
}

/** One receipt, by whoever runs the destination. */
export function receiptCall(shipment: Shipment, receipt: Receipt): Call {
  const facility = facilities.find((one) => one.facilityId === shipment.destination);
  if (facility === undefined) throw new Error(`the demo sends to ${shipment.destination}, which it does not have`);
  const receiptId = idOf(receipt.at, 'receipt', shipment.reference);
  const { at, ...rest } = receipt;
  return document('recordReceipt', managerOf(facility), `/shipments/${shipmentIdOf(shipment)}/receipts/${receiptId}`, {
    receivedAt: at,
    receivedBy: 'Store officer',
    ...rest,
  });
}

/** What the origin's side settled of the differences. */
export function settlingCalls(shipment: Shipment): Call[] {
  return Object.entries(shipment.settled ?? {}).map(([discrepancyId, body]) =>
    action(
      'settleDiscrepancy',
      logisticsOf(countryOf(shipment.destination)),
      `/shipments/${shipmentIdOf(shipment)}/discrepancies/${encodeURIComponent(discrepancyId)}/settle`,
      body,
    ),
  );
}
