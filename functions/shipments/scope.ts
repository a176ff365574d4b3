/** Who sees a shipment and who may do what with it: the origin's side ships and settles, the destination receives. */
import type { FacilityKind } from '#shared/domain/facilities/facility.ts';
import { countryOf, covers, type Grant, type Role } from '#shared/domain/members/grants.ts';
import { notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import type { Plan } from '#shared/domain/shipments/shipment.ts';

type Ends = Pick<Plan, 'origin' | 'destination'>;

/** Whether the grants cover either end. */
export function sees(grants: readonly Grant[], { origin, destination }: Ends): boolean {
  const ends = origin.kind === 'facility' ? [destination, origin.facilityId] : [destination];
  return ends.some((facilityId) => at(grants, facilityId, 'any'));
}

/** Logistics of the origin plan and ship; for a supplier those of the destination. Unseen shipments are not found. */
export function refuseToShip(grants: readonly Grant[], ends: Ends): Refusal | undefined {
  if (!sees(grants, ends)) return notFound('shipment');
  const { origin, destination } = ends;
  const from = origin.kind === 'facility' ? origin.facilityId : destination;
  if (at(grants, from, ['logistics'])) return undefined;
  return refuse('role.forbidden', `This is for the logistics staff of ${from}.`);
}

/**
 * Where goods may be sent: within the origin's country, and to whom the origin supplies. Across a border otherwise only
 * logistics of the whole country send; to everybody else such a place is not there, whether it exists or not.
 *
 * @param suppliedBy of the destination; null where there is none, or no such facility
 */
export function refuseDestination(
  grants: readonly Grant[],
  ends: Ends,
  suppliedBy: string | null,
): Refusal | undefined {
  const { origin, destination } = ends;
  if (origin.kind === 'supplier' || suppliedBy === origin.facilityId) return undefined;
  const country = countryOf(origin.facilityId);
  if (countryOf(destination) === country || covers(grants, { country }, ['logistics']) === 'yes') return undefined;
  return notFound('facility');
}

/** Logistics of the origin settle; for a supplier those of the whole country, not of the place that received. */
export function refuseToSettle(grants: readonly Grant[], ends: Ends): Refusal | undefined {
  if (!sees(grants, ends)) return notFound('shipment');
  const { origin, destination } = ends;
  const country = countryOf(destination);
  const settles =
    origin.kind === 'facility'
      ? at(grants, origin.facilityId, ['logistics'])
      : covers(grants, { country }, ['logistics']) === 'yes';
  if (settles) return undefined;
  const who = origin.kind === 'facility' ? origin.facilityId : country;
  return refuse('role.forbidden', `The logistics staff of ${who} settle this: the side that sent it answers for it.`);
}

/** A facility's own manager receives; logistics do so for stores. */
export function refuseToReceive(
  grants: readonly Grant[],
  destination: string,
  kind: FacilityKind,
): Refusal | undefined {
  if (at(grants, destination, kind === 'store' ? ['facility-manager', 'logistics'] : ['facility-manager']))
    return undefined;
  return refuse(
    'role.forbidden',
    at(grants, destination, ['logistics'])
      ? 'Logistics receive at stores only: this place receives itself.'
      : `Only the people of ${destination} receive there.`,
  );
}

function at(grants: readonly Grant[], facilityId: string, roles: readonly Role[] | 'any'): boolean {
  return covers(grants, { facilityId, country: countryOf(facilityId) }, roles) === 'yes';
}
