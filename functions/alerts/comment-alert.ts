/** POST /alerts/{alertId}/comment: a remark, also on an alert that has ended. */
import type { TableDeps } from '#kit/deps.ts';
import type { Operation } from '#kit/request.ts';
import type { alertRows } from '#shared/contract/alerts.ts';
import { commented } from '#shared/domain/alerts/actions.ts';
import { act } from './act.ts';

export const commentAlert: Operation<typeof alertRows.commentAlert, TableDeps> = (request, deps) =>
  act('comment', request, deps, (alert, actor) => commented(alert, actor, request.body.note));
