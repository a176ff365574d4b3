/** POST /alerts/{alertId}/snooze: put off until a time, or until it gets worse. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { alertRows } from '#shared/contract/alerts.ts';
import { snoozed } from '#shared/domain/alerts/actions.ts';
import { refuse } from '#shared/domain/refusal.ts';
import { act, whileItLasts } from './act.ts';

const PAST = 'Give a time that is still to come.';

export const snoozeAlert: Operation<typeof alertRows.snoozeAlert, TableDeps> = (request, deps) =>
  act('snooze', request, deps, (alert, actor) => {
    const { until, note } = request.body;
    const ended = whileItLasts(alert);
    if (ended) return ended;
    if (until <= actor.at) {
      return refuse('date.order', PAST, [{ pointer: '/until', code: 'date.order', detail: PAST }]);
    }
    return snoozed(alert, actor, until, note);
  });
