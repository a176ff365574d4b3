/** The sign-in of this tab: tokens in memory, refreshed at the issuer; when it ends nothing of what was entered is lost. */
import { noteUnreached } from '../connection.ts';
import { CallFailed } from '../problem.ts';
import { completeSignIn, leaveToSignIn, leaveToSignOut, refreshTokens, type Tokens } from './issuer.ts';
import { forgetMember, type Member, memberOfToken, rememberedMember, rememberMember } from './member.ts';

export interface SessionState {
  /** Whom this device works for; undefined on the sign-in page. */
  readonly member: Member | undefined;
  /** Whether there is a token now; without one the console shows what it has and keeps what is entered. */
  readonly signedIn: boolean;
  /** Why the last sign-in did not work, as the issuer said. */
  readonly failure: string | undefined;
}

let tokens: Tokens | undefined;
let state: SessionState = { member: undefined, signedIn: false, failure: undefined };
const listeners = new Set<() => void>();
let refreshing: Promise<void> | undefined;

/** A silent sign-in that has just failed is not tried again at once. */
const silentKey = 'muster.silent-sign-in';
const silentPauseMs = 60_000;

function change(next: Partial<SessionState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

export const sessionState = (): SessionState => state;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const here = (): string => `${location.pathname}${location.search}${location.hash}`;

const triedLately = (): boolean => Date.now() - Number(sessionStorage.getItem(silentKey) ?? 0) < silentPauseMs;

function take(next: Tokens): void {
  const named = memberOfToken(next.accessToken);
  if (named === undefined) {
    change({ failure: 'the token names no member' });
    return;
  }
  tokens = next;
  const before = rememberedMember();
  const known = before?.memberId === named.memberId ? before : { name: null, locale: null };
  const member: Member = { ...named, name: known.name, locale: known.locale };
  rememberMember(member);
  change({ member, signedIn: true, failure: undefined });
}

/** Begins: finishes a sign-in that comes back, or tries one without asking where somebody was signed in before. Answers where to go on. */
export async function startSession(): Promise<void> {
  const back = await completeSignIn();
  if (back.kind === 'signed-in') {
    sessionStorage.removeItem(silentKey);
    return take(back.tokens);
  }
  const member = rememberedMember();
  const failure = back.kind === 'failed' && !back.silent ? back.reason : undefined;
  change({ member, signedIn: false, failure });
  if (member !== undefined && back.kind === 'none' && navigator.onLine) await signInSilently();
}

/** Leaves for the issuer and comes straight back, if that is worth trying now. Returns when it is not, or the issuer is out of reach. */
export async function signInSilently(): Promise<void> {
  if (triedLately()) return;
  sessionStorage.setItem(silentKey, String(Date.now()));
  try {
    await leaveToSignIn('silent', here());
  } catch {
    // A browser may believe in a network that leads nowhere.
    noteUnreached();
    sessionStorage.removeItem(silentKey);
  }
}

/** Goes to the issuer's page and comes back to where one is. Throws `offline` while it cannot be reached. */
export async function signIn(how: 'ask' | 'ask-again' = 'ask'): Promise<void> {
  sessionStorage.removeItem(silentKey);
  try {
    await leaveToSignIn(how, here());
  } catch {
    noteUnreached();
    throw new CallFailed({ kind: 'offline' });
  }
}

/** Forgets who this is, on this device and at the issuer. What the device keeps is cleared by the caller, before. */
export async function signOut(): Promise<void> {
  const last = tokens;
  tokens = undefined;
  forgetMember();
  await leaveToSignOut(last);
}

async function refresh(): Promise<void> {
  if (tokens === undefined) return;
  const next = await refreshTokens(tokens);
  if (next !== undefined) return take(next);
  tokens = undefined;
  change({ signedIn: false });
}

/**
 * A token that is good for the next half minute. `rejected`: one that the server has just turned down.
 * Throws `CallFailed`: `signed-out` when one has to sign in again, `offline` when the issuer cannot be reached.
 */
export async function accessToken(rejected?: string): Promise<string> {
  if (tokens !== undefined && (tokens.expiresAt - Date.now() < 30_000 || tokens.accessToken === rejected)) {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    try {
      await refreshing;
    } catch {
      throw new CallFailed({ kind: 'offline' });
    }
  }
  if (tokens === undefined) throw new CallFailed({ kind: 'signed-out' });
  return tokens.accessToken;
}

/** Keeps what `GET /me` knows of the member. */
export function learnMember(known: Pick<Member, 'memberId' | 'name' | 'locale'>): void {
  const { member } = state;
  if (member === undefined || member.memberId !== known.memberId) return;
  if (member.name === known.name && member.locale === known.locale) return;
  const next: Member = { ...member, name: known.name, locale: known.locale };
  rememberMember(next);
  change({ member: next });
}
