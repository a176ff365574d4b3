/** What a member wants to be told: over which channels, in which language, about what, and from which level on. */
import { type AlertKind, type AlertLevel, compareLevels, worseLevel } from '../alerts/alert.ts';
import type { News } from './news.ts';

export const channels = ['now', 'digest'] as const;
/** `now`: told at once. `digest`: once a day. */
export type Channel = (typeof channels)[number];

export interface Preferences {
  readonly channels: { readonly atOnce: boolean; readonly digest: boolean };
  /** BCP 47; null: the language of the member's record. */
  readonly locale: string | null;
  readonly mutedKinds: readonly AlertKind[];
  /** What is milder is not told. */
  readonly minimumLevel: AlertLevel;
}

/** What holds for a member who never said anything: everything, as it comes. */
export const defaultPreferences: Preferences = {
  channels: { atOnce: true, digest: true },
  locale: null,
  mutedKinds: [],
  minimumLevel: 'low',
};

/** The kinds whose alerts can be critical: people are without what keeps them safe. */
const criticalKinds: readonly AlertKind[] = ['shortage'];

/** Whether critical alerts reach somebody with these preferences, at once or in a digest. */
export function letsCriticalThrough({ channels: { atOnce, digest }, mutedKinds }: Preferences): boolean {
  return (atOnce || digest) && !criticalKinds.some((kind) => mutedKinds.includes(kind));
}

/** Whether somebody with these preferences wants to hear of an alert of this kind and level at all. */
export function wants({ mutedKinds, minimumLevel }: Preferences, kind: AlertKind, level: AlertLevel): boolean {
  return !mutedKinds.includes(kind) && compareLevels(level, minimumLevel) >= 0;
}

/** The level that a news is measured by: what got better by what it was, an end by the worst that was told. */
export function gravityOf({ change, level, previousLevel, toldLevel }: News): AlertLevel {
  const before = worseLevel(level, previousLevel) ?? level;
  return change === 'resolved' ? (worseLevel(before, toldLevel ?? null) ?? before) : before;
}

/**
 * Over which channel somebody with these preferences is told a news; null: not at all. What got better is measured by
 * what it was, and an end by the worst that was told, so that whoever heard of the worse level hears of it. Without the channel for what is urgent it
 * waits for the digest; without the digest nothing waits.
 */
export function channelFor(preferences: Preferences, news: News): Channel | null {
  if (!wants(preferences, news.kind, gravityOf(news))) return null;
  if (news.urgent && preferences.channels.atOnce) return 'now';
  return preferences.channels.digest ? 'digest' : null;
}
