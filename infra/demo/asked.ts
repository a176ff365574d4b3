/** What a lead put on hold in the demo, what one place replied, and what managers ask for beyond their figures. */
import type { Calendar } from './calendar.ts';
import { type Call, document, type Lane, record } from './call.ts';
import { managerOf, prisons } from './facilities.ts';
import { idOf } from './ids.ts';

const RECALL = 'masks-m4tn';

/** Masks of one delivery to Tunisia wait for a test; Mornaguia has set its own apart already. */
function holdLane(calendar: Calendar): Lane {
  const hold = {
    itemId: 'mask-medical',
    lot: 'M4TN',
    action: 'hold',
    reasons: {
      en: 'The ear loops of some tear off: being tested',
      fr: 'Des élastiques se détachent : en cours de contrôle',
    },
    since: calendar.day(2),
  };
  const reply = { acknowledgedAt: calendar.at(1, 9), quantityFound: 500, note: 'Mises de côté au dépôt' };
  const place = prisons.find(({ facilityId }) => facilityId === 'TN-MORNAGUIA');
  const path = `/facilities/TN-MORNAGUIA/recalls/${RECALL}`;
  return [
    record('putRecall', null, `/recalls/${RECALL}`, hold),
    ...(place ? [document('replyToRecall', managerOf(place), path, reply)] : []),
  ];
}

/** By facility: what its manager asks for, and why. */
const requests: Readonly<Record<string, { readonly lines: readonly object[]; readonly reason: string }>> = {
  'UG-LUZIRA-UPPER': {
    lines: [{ itemId: 'soap-bar', packs: 20, packSize: 25 }],
    reason: 'Scabies in two wings: double rations until the doctor has been',
  },
};

function requestCall(facilityId: string, calendar: Calendar): Call[] {
  const place = prisons.find((one) => one.facilityId === facilityId);
  const asked = requests[facilityId];
  if (!place || !asked) return [];
  const requestId = idOf(calendar.at(1, 8), `request ${facilityId}`);
  return [document('putRequest', managerOf(place), `/facilities/${facilityId}/requests/${requestId}`, asked)];
}

/** A lane for the hold, and one for each request. */
export function askedLanes(calendar: Calendar): Lane[] {
  return [holdLane(calendar), ...Object.keys(requests).map((facilityId) => requestCall(facilityId, calendar))];
}
