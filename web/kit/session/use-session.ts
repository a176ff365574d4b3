/** The signed-in member for components, and what the member may do. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Target } from '#shared/domain/members/grants.ts';
import type { RowId } from '../contract.ts';
import { may } from '../may.ts';
import type { Member } from './member.ts';
import { onSession, type SessionState, sessionState } from './session.ts';

export const MemberContext = createContext<Member | undefined>(undefined);

/** Whom the console works for. */
export function useSession(): Member {
  const member = useContext(MemberContext);
  if (member === undefined) throw new Error('useSession needs a member above it');
  return member;
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(onSession, sessionState);
}

/** Asks whether the member may call a row at a target. */
export function useMay(): (row: RowId, target?: Target) => boolean {
  const { grants } = useSession();
  return (row, target) => may(grants, row, target);
}
