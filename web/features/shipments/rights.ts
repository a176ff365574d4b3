/** Who may do what with a delivery: the side that sends it ships and settles, the destination receives. The server decides. */
import { countryOf } from '#shared/domain/members/grants.ts';
import { useMay } from '../../kit/session/use-session.ts';
import type { Names } from './names.ts';
import type { Shipment } from './stages.ts';

type Ends = Pick<Shipment, 'origin' | 'destination'>;

/** Whether the member ships this delivery: plans, dispatches, reschedules. */
export function useMayShip(): (ends: Ends) => boolean {
  const may = useMay();
  return ({ origin, destination }) =>
    may('dispatchShipment', { facilityId: origin.kind === 'facility' ? origin.facilityId : destination });
}

/** Whether the member settles its differences; those of a supplier are for the whole country's logistics. */
export function useMaySettle(): (ends: Ends) => boolean {
  const may = useMay();
  return ({ origin, destination }) =>
    may(
      'settleDiscrepancy',
      origin.kind === 'facility' ? { facilityId: origin.facilityId } : { country: countryOf(destination) },
    );
}

/** Whether the member receives at a place, and takes a receipt back: its managers do; logistics do so at stores. */
export function useMayReceive(names: Names): (facilityId: string) => boolean {
  const may = useMay();
  return (facilityId) => {
    const kind = names.facilities.find((one) => one.facilityId === facilityId)?.kind;
    return may(kind === 'store' ? 'recordReceipt' : 'putRequest', { facilityId });
  };
}
