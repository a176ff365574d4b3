/** Whether the server can be reached: what the browser believes, corrected by what requests have met. */
import { useSyncExternalStore } from 'react';

let reached = true;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** A request came back, with whatever answer. */
export function noteReached(): void {
  if (reached) return;
  reached = true;
  tell();
}

/** A request did not come back. */
export function noteUnreached(): void {
  if (!reached) return;
  reached = false;
  tell();
}

export const isOnline = (): boolean => navigator.onLine && reached;

export function onConnection(listener: () => void): () => void {
  const online = (): void => {
    reached = true;
    listener();
  };
  listeners.add(listener);
  addEventListener('online', online);
  addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('online', online);
    removeEventListener('offline', listener);
  };
}

/** Whether requests get through, as far as one knows. */
export function useOnline(): boolean {
  return useSyncExternalStore(onConnection, isOnline);
}
