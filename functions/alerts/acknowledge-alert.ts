/** POST /alerts/{alertId}/acknowledge: somebody takes it on. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { alertRows } from '#shared/contract/alerts.ts';
import { acknowledged } from '#shared/domain/alerts/actions.ts';
import { act, whileItLasts } from './act.ts';

export const acknowledgeAlert: Operation<typeof alertRows.acknowledgeAlert, TableDeps> = (request, deps) =>
  act('acknowledge', request, deps, (alert, actor) => {
    return whileItLasts(alert) ?? acknowledged(alert, actor, request.body.note);
  });
