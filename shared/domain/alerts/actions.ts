/** What people do with an alert: take it on, put it off, or say something about it. */
import { type Alert, withEntry } from './alert.ts';

export interface Actor {
  /** Sign-in name. */
  readonly by: string;
  /** Instant, ISO UTC. */
  readonly at: string;
}

/** Somebody takes it on. It stays so until it ends or gets worse. */
export function acknowledged<A extends Alert>(alert: A, actor: Actor, note: string | undefined): A {
  const entry = {
    at: actor.at,
    change: 'acknowledged',
    level: alert.level,
    by: actor.by,
    ...(note && { note }),
  } as const;
  const taken = { state: 'acknowledged', snoozedUntil: null, unattendedSince: null } as const;
  return { ...alert, ...taken, history: withEntry(alert.history, entry) };
}

/** Put off until an instant (ISO UTC), or until it gets worse. */
export function snoozed<A extends Alert>(alert: A, actor: Actor, until: string, note: string | undefined): A {
  const entry = { at: actor.at, change: 'snoozed', level: alert.level, by: actor.by, ...(note && { note }) } as const;
  const quiet = { state: 'snoozed', snoozedUntil: until, unattendedSince: null } as const;
  return { ...alert, ...quiet, history: withEntry(alert.history, entry) };
}

/** A remark; nothing else changes, and it may come after the end. */
export function commented<A extends Alert>(alert: A, actor: Actor, note: string): A {
  const entry = { at: actor.at, change: 'commented', level: alert.level, by: actor.by, note } as const;
  return { ...alert, history: withEntry(alert.history, entry) };
}
