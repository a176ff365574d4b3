/** What every action on an alert shares: who may, the guard against repeats, and one conditional write. */
import type { TableDeps } from '#kit/deps.ts';
import { type AlertAnswer, shipmentAlertKinds } from '#shared/contract/alerts.ts';
import type { Actor } from '#shared/domain/alerts/actions.ts';
import { type Alert, type AlertRow, parseAlertId } from '#shared/domain/alerts/alert.ts';
import { covers, type Grant } from '#shared/domain/members/grants.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#shared/domain/refusal.ts';
import { loadAlert, saveAction } from '#shared/store/alerts.ts';
import { contentHash } from '#shared/store/content-hash.ts';
import { again, attempt } from '#shared/store/transact.ts';
import { alertAnswerOf } from './answer.ts';

interface ActionRequest {
  readonly params: { readonly alertId: string };
  readonly body: unknown;
  readonly member: string;
  readonly grants: readonly Grant[];
  readonly now: Date;
  readonly idempotencyKey: string;
}

/** Logistics act on shipments only; leads on everything. */
function mayAct(grants: readonly Grant[], alertId: string): Refusal | undefined {
  const parts = parseAlertId(alertId);
  if (parts === undefined) return notFound('alert');
  const { facilityId, kind } = parts;
  const roles = shipmentAlertKinds.includes(kind)
    ? (['programme-lead', 'logistics'] as const)
    : (['programme-lead'] as const);
  if (covers(grants, { facilityId }, roles) === 'yes') return undefined;
  return refuse('role.forbidden', `This needs another role: ${roles.join(' or ')}.`);
}

/** The answer to an action that was done before under its key; undefined for a new key. */
function repeated(alert: AlertRow, key: string, hash: string): Refusal | 'same' | undefined {
  const answered = alert.answered.find((entry) => entry.key === key);
  if (answered === undefined) return undefined;
  if (answered.hash === hash) return 'same';
  return refuse('idempotency-key.reused', 'This Idempotency-Key stands for another action. Send a new one.');
}

/** Acknowledging and snoozing make sense only while an alert lasts. */
export function whileItLasts(alert: Alert): Refusal | undefined {
  if (alert.resolvedAt === null) return undefined;
  return refuse('alert.resolved', `This alert ended at ${alert.resolvedAt}. Leave a comment instead.`);
}

/**
 * Applies an action to the alert once, however often it is sent.
 *
 * @param name of the action: the same key for another action is another request
 * @param change decides on the alert as it stands, and may be asked again after a lost race
 */
export async function act(
  name: string,
  request: ActionRequest,
  { table }: TableDeps,
  change: (alert: AlertRow, actor: Actor) => AlertRow | Refusal,
): Promise<{ readonly body: AlertAnswer } | Refusal> {
  const { alertId } = request.params;
  const forbidden = mayAct(request.grants, alertId);
  if (forbidden) return forbidden;
  const hash = contentHash({ name, body: request.body });
  const actor = { by: request.member, at: request.now.toISOString() };
  const result = await attempt<AlertAnswer | Refusal>(table, async () => {
    const found = await loadAlert(table, alertId);
    if (found === undefined) return notFound('alert');
    const before = repeated(found.alert, request.idempotencyKey, hash);
    if (before === 'same') return alertAnswerOf(found.alert);
    const after = before ?? change(found.alert, actor);
    if (isRefusal(after)) return after;
    const outcome = await saveAction(table, found, after, { key: request.idempotencyKey, hash });
    return outcome.kind === 'done' ? alertAnswerOf(after) : again(outcome);
  });
  return isRefusal(result) ? result : { body: result };
}
