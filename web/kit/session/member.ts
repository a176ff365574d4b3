/** Whom this device works for: remembered without any token, so that the console opens without a network. */
import { type Grant, parseGrants } from '#shared/domain/members/grants.ts';

export interface Member {
  readonly memberId: string;
  readonly grants: readonly Grant[];
  readonly name: string | null;
  /** BCP 47, as the member's record says. */
  readonly locale: string | null;
}

const key = 'muster.member';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A member out of what was stored; undefined for anything else. */
export function readMember(text: string | null): Member | undefined {
  try {
    const stored: unknown = JSON.parse(text ?? 'null');
    if (!isRecord(stored) || typeof stored.memberId !== 'string') return undefined;
    const { memberId, grants, name, locale } = stored;
    return {
      memberId,
      grants: parseGrants(textOrNull(grants) ?? ''),
      name: textOrNull(name),
      locale: textOrNull(locale),
    };
  } catch {
    return undefined;
  }
}

export function rememberedMember(): Member | undefined {
  return readMember(localStorage.getItem(key));
}

export function rememberMember(member: Member): void {
  const grants = member.grants.map(({ role, scope }) => `${role}:${scope}`).join(' ');
  localStorage.setItem(key, JSON.stringify({ ...member, grants }));
}

export function forgetMember(): void {
  localStorage.removeItem(key);
}

/** Calls back when another tab has begun to work for somebody else. */
export function onOtherMember(current: string, then: () => void): () => void {
  const listener = (event: StorageEvent): void => {
    if (event.key === key && readMember(event.newValue)?.memberId !== current) then();
  };
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}

/** Who an access token speaks of; its signature is the server's to check. Undefined when it names nobody. */
export function memberOfToken(accessToken: string): Pick<Member, 'memberId' | 'grants'> | undefined {
  try {
    const part = (accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!isRecord(claims) || typeof claims.muster_member !== 'string') return undefined;
    return { memberId: claims.muster_member, grants: parseGrants(textOrNull(claims.muster_grants) ?? '') };
  } catch {
    return undefined;
  }
}
