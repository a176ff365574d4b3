/** The whole demo as steps: what has to be there first comes first, and what does not wait for another runs beside it. */
import { askedLanes } from './asked.ts';
import type { Calendar } from './calendar.ts';
import type { Call, Lane, Step } from './call.ts';
import { deliveries, openConsignments } from './consignments.ts';
import { storiesOf } from './consumption.ts';
import { countryCalls } from './countries.ts';
import { facilities, facilityCalls, headcountCalls, prisons } from './facilities.ts';
import { guidanceLanes, readingLanes } from './guidance.ts';
import { facilityLane } from './history.ts';
import { itemCalls } from './items.ts';
import { firstLeadCall, memberCalls } from './members.ts';
import { answerLanes, checklistCall } from './readiness.ts';
import { storeLane } from './stores.ts';

const apart = (calls: readonly Call[]): Lane[] => calls.map((call) => [call]);

/**
 * Every call of the demo, in order.
 *
 * @param lead sign-in name of the programme-wide lead that the runner starts with
 */
export function programme(calendar: Calendar, lead: string): Step[] {
  const sent = prisons.flatMap((facility) =>
    deliveries(facility, storiesOf(facility), calendar).filter((one) => one.lines.length > 0),
  );
  const shipments = [...sent, ...openConsignments(calendar)];
  const places = facilityCalls(calendar);
  const stores = facilities.filter((one) => one.kind === 'store');
  return [
    { title: 'first programme lead', lanes: [[firstLeadCall(lead)]] },
    { title: 'catalogue', lanes: apart(itemCalls()) },
    { title: 'countries', lanes: apart(countryCalls()) },
    { title: 'stores', lanes: apart(places.stores) },
    { title: 'facilities', lanes: apart(places.open) },
    { title: 'closed facilities', lanes: apart(places.closed) },
    { title: 'members', lanes: apart(memberCalls()) },
    { title: 'head counts', lanes: apart(headcountCalls(calendar)) },
    { title: 'guidance', lanes: guidanceLanes(calendar) },
    { title: 'checklist', lanes: [[checklistCall(calendar)]] },
    { title: 'consignments', lanes: stores.map((store) => storeLane(store, shipments, calendar)) },
    { title: 'three months of reports', lanes: prisons.map((one) => facilityLane(one, shipments, calendar)) },
    { title: 'reading and briefings', lanes: readingLanes(calendar) },
    { title: 'answers to the checklist', lanes: answerLanes(calendar) },
    { title: 'a lot on hold, and requests', lanes: askedLanes(calendar) },
  ];
}
