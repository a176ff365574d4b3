/** News and readers for the rules about telling, some of them by chance. */
import fc from 'fast-check';
import { alertChanges, alertKinds, alertLevels } from '#shared/domain/alerts/alert.ts';
import { type Grant, roles } from '#shared/domain/members/grants.ts';
import type { News } from '#shared/domain/news/news.ts';
import { defaultPreferences, type Preferences } from '#shared/domain/news/preferences.ts';
import type { Reader } from '#shared/domain/news/recipients.ts';

export const LUZIRA = 'UG-LUZIRA';

/** A critical shortage that has just been opened, unless changed. */
export function newsOf(change: Partial<News> = {}): News {
  const { facilityId = LUZIRA, kind = 'shortage', subject = 'soap-bar' } = change;
  const openedAt = '2026-11-23T08:00:00.000Z';
  return {
    alertId: `${facilityId}~${kind}~${subject}~${openedAt}`,
    ...{ version: 1, at: openedAt, change: 'opened', urgent: true, escalation: 0, facilityId, country: 'UG' },
    ...{ kind, subject, level: 'critical', previousLevel: null, openedAt, unattendedSince: openedAt, facts: {} },
    ...change,
  };
}

/** Grants as a token writes them. */
export function readerOf(memberId: string, grants: string, preferences: Partial<Preferences> = {}): Reader {
  const pairs = grants.split(' ').map((pair) => pair.split(':'));
  return {
    memberId,
    grants: pairs.map(([role, scope]) => ({ role, scope }) as Grant),
    preferences: { ...defaultPreferences, ...preferences },
    reachable: true,
  };
}

const grant = fc.record({
  role: fc.constantFrom(...roles),
  scope: fc.constantFrom('*', 'UG', 'KZ', LUZIRA, 'UG-GULU', 'KZ-ALMATY'),
});

export const anyPreferences: fc.Arbitrary<Preferences> = fc.record({
  channels: fc.record({ atOnce: fc.boolean(), digest: fc.boolean() }),
  locale: fc.constant(null),
  mutedKinds: fc.subarray([...alertKinds]),
  minimumLevel: fc.constantFrom(...alertLevels),
});

export const anyReaders: fc.Arbitrary<Reader[]> = fc.uniqueArray(
  fc.record({
    memberId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    grants: fc.array(grant, { minLength: 1, maxLength: 3 }),
    preferences: anyPreferences,
    reachable: fc.boolean(),
  }),
  { selector: ({ memberId }) => memberId, maxLength: 6 },
);

export const anyNews: fc.Arbitrary<News> = fc
  .record({
    change: fc.constantFrom(...alertChanges),
    urgent: fc.boolean(),
    escalation: fc.constantFrom(0, 1, 2),
    kind: fc.constantFrom(...alertKinds),
    level: fc.constantFrom(...alertLevels),
    previousLevel: fc.option(fc.constantFrom(...alertLevels), { nil: null }),
    version: fc.integer({ min: 1, max: 30 }),
    facilityId: fc.constantFrom(LUZIRA, 'UG-GULU'),
  })
  .map((change) => newsOf(change as Partial<News>));
