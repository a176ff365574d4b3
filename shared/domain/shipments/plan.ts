/** Planning a shipment: who may be named in it, and until when it may be replaced. */
import type { FacilityStatus } from '../facilities/facility.ts';
import { type FieldError, type Refusal, refuse } from '../refusal.ts';
import type { Plan, Shipment, ShipmentFact } from './shipment.ts';
import { standing } from './standing.ts';

/** What the table knows of the things that a plan names; undefined for what it does not know. */
export interface PlanKnowledge {
  readonly items: ReadonlyMap<string, { readonly retired: boolean }>;
  readonly facilities: ReadonlyMap<string, { readonly status: FacilityStatus }>;
}

/** Plans a shipment, or replaces the plan of one that is still planned and of which nothing ever arrived. */
export function decidePlan(before: Shipment | undefined, plan: Plan, known: PlanKnowledge): ShipmentFact | Refusal {
  if (before && (standing(before).status !== 'planned' || before.receipts.length > 0)) {
    return refuse(
      'shipment.not-planned',
      'The shipment is no longer planned: reschedule it, or plan another one for what changed.',
    );
  }
  return refuseFacilities(plan, known) ?? refuseItems(plan, known) ?? { kind: 'planned', plan };
}

function refuseFacilities(plan: Plan, known: PlanKnowledge): Refusal | undefined {
  const named = [{ pointer: '/destination', facilityId: plan.destination }];
  if (plan.origin.kind === 'facility')
    named.push({ pointer: '/origin/facilityId', facilityId: plan.origin.facilityId });
  for (const { pointer, facilityId } of named) {
    const facility = known.facilities.get(facilityId);
    if (!facility) {
      const detail = `Give a facility that exists: there is no ${facilityId}.`;
      return refuse('facility.unknown', detail, [{ pointer, code: 'facility.unknown', detail }]);
    }
    if (facility.status === 'closed' && pointer === '/destination') {
      const detail = `Give another destination: ${facilityId} is closed.`;
      return refuse('facility.closed', detail, [{ pointer, code: 'facility.closed', detail }]);
    }
  }
  return undefined;
}

function refuseItems(plan: Plan, known: PlanKnowledge): Refusal | undefined {
  const errors: FieldError[] = [];
  plan.lines.forEach(({ itemId }, index) => {
    const item = known.items.get(itemId);
    const pointer = `/lines/${index}/itemId`;
    if (!item) errors.push({ pointer, code: 'item.unknown', detail: `There is no item ${itemId} in the catalogue.` });
    else if (item.retired) errors.push({ pointer, code: 'item.retired', detail: `The item ${itemId} is retired.` });
  });
  const unknown = errors.find((error) => error.code === 'item.unknown') ?? errors[0];
  if (!unknown) return undefined;
  return refuse(unknown.code, `${unknown.detail} Name items of the catalogue that are in use.`, errors);
}
