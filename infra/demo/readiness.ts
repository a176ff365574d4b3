/** The demo's checklist about readiness for an outbreak, and what its prisons answered. */
import type { Calendar } from './calendar.ts';
import { type Call, record } from './call.ts';
import outbreakReadiness from './checklists/outbreak-readiness.json' with { type: 'json' };
import { countryOf, managerOf, prisons } from './facilities.ts';
import type { Facility } from './facility.ts';
import { between, wholeBetween } from './ids.ts';

const CHECKLIST = 'outbreak-readiness';

/** Days ago from which it is asked: two rounds lie in the story. */
const ASKED_DAYS_AGO = 96;

/** The programme's own list; it is asked from the first days of the story on. */
export function checklistCall(calendar: Calendar): Call {
  const body = { ...outbreakReadiness, effectiveOn: calendar.day(ASKED_DAYS_AGO) };
  return record('putChecklist', null, `/checklists/${CHECKLIST}`, body);
}

const questionIds = outbreakReadiness.domains.flatMap(({ questions }) => questions.map(({ questionId }) => questionId));

/** What Luzira has not done yet, so that its figures can be told. */
const OPEN_AT_LUZIRA = ['plan-drill', 'hygiene-waste'];

/** Words beside a no, by country and question. */
const comments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  KZ: {
    'plan-drill': 'Учения запланированы на следующий квартал',
    'isolation-rooms': 'Есть только одна комната, во второй чинят крышу',
    'hygiene-waste': 'Договор на вывоз ещё не подписан',
  },
  TN: {
    'plan-drill': 'Exercice prévu le trimestre prochain',
    'hygiene-water': 'L’eau manque dans l’aile est à midi',
    'people-visits': 'Pas encore de budget pour les appels',
  },
  UG: {
    'plan-drill': 'Planned for next quarter',
    'isolation-rooms': 'One room only, the roof of the other is being mended',
    'hygiene-waste': 'The incinerator is broken, the hospital takes it once a week',
    'hygiene-water': 'The taps in the east wing run dry at noon',
    'people-visits': 'No budget for calls yet',
  },
};

function answerOf(facility: Facility, round: number, questionId: string): 'yes' | 'no' | 'not-applicable' {
  const { facilityId } = facility;
  if (facilityId === 'UG-LUZIRA-UPPER') return OPEN_AT_LUZIRA.includes(questionId) ? 'no' : 'yes';
  if (questionId === 'isolation-referral' && facility.kind === 'juvenile') return 'not-applicable';
  // What was in place once stays so; each round finds a little more of it.
  const ready = between(0.5, 0.85, 'ready', facilityId) + round * 0.1;
  return between(0, 1, 'answer', facilityId, questionId) < ready ? 'yes' : 'no';
}

function sheet(facility: Facility, calendar: Calendar, round: number, daysAgo: number, verifiedBy?: string): Call {
  return {
    operation: 'answerChecklist',
    by: verifiedBy ?? managerOf(facility),
    method: 'PUT',
    path: `/facilities/${facility.facilityId}/checklists/${CHECKLIST}`,
    body: {
      answeredOn: calendar.day(daysAgo),
      assessment: verifiedBy === undefined ? 'self' : 'verified',
      answeredBy: verifiedBy === undefined ? 'Officer in charge' : 'Visiting team',
      answers: questionIds.map((questionId) => {
        const answer = answerOf(facility, round, questionId);
        const comment = answer === 'no' ? comments[countryOf(facility.facilityId)]?.[questionId] : undefined;
        return { questionId, answer, ...(comment === undefined ? {} : { comment }) };
      }),
    },
    again: 'round',
  };
}

/** The one that a team went to see. */
const VISITED = 'UG-KITALYA';

/** What one prison answered: nothing where nobody reports, and a second round where the first is long enough ago. */
function answers(facility: Facility, calendar: Calendar): Call[] {
  const { facilityId, reporting } = facility;
  if (reporting === 'never' || reporting === 'silent') return [];
  const first = wholeBetween(84, ASKED_DAYS_AGO - 2, 'first round', facilityId);
  const calls = [sheet(facility, calendar, 0, first)];
  const lead = `lead.${countryOf(facilityId).toLowerCase()}@example.org`;
  if (facilityId === VISITED) calls.push(sheet(facility, calendar, 1, 9, lead));
  else if (first > 90) calls.push(sheet(facility, calendar, 1, first - 88));
  return calls;
}

/** What every prison answered. */
export function answerLanes(calendar: Calendar): Call[][] {
  return prisons.map((facility) => answers(facility, calendar));
}
