/** A member as the API shows it. */
import type { MemberAnswer } from '#shared/contract/members.ts';
import type { PreferencesAnswer } from '#shared/contract/preferences.ts';
import type { Mailbox } from '#shared/domain/members/mailbox.ts';
import type { Preferences } from '#shared/domain/news/preferences.ts';
import type { Member } from '#shared/store/members.ts';

/** Everything but what ties the member to its sign-in. */
export function memberAnswer(member: Member, mailbox: Mailbox | null): MemberAnswer {
  const { memberId, name, locale, grants, revision } = member;
  return { memberId, name, locale, grants: grants.map(({ role, scope }) => ({ role, scope })), revision, mailbox };
}

/** `revision`: 0 while the defaults hold. */
export function preferencesAnswer(preferences: Preferences, revision: number): PreferencesAnswer {
  const { channels, locale, mutedKinds, minimumLevel } = preferences;
  return { channels, locale, mutedKinds: [...mutedKinds], minimumLevel, revision };
}
