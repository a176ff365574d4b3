/** Saves what is being entered as one goes, so that a closed tab or an ended sign-in loses nothing. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from './session/use-session.ts';
import { storageOf } from './storage.ts';

const saveAfterMs = 300;

export interface Draft<T> {
  readonly value: T;
  readonly change: (next: T | ((before: T) => T)) => void;
  /** False until what was saved earlier has been looked for: show nothing to type into before. */
  readonly ready: boolean;
  /** Forgets it: it went into the queue. */
  readonly clear: () => Promise<void>;
}

/** Forms with something in them that is not in the queue yet; the console does not leave the page by itself meanwhile. */
const dirty = new Set<string>();

export const hasUnsaved = (): boolean => dirty.size > 0;

/** A value kept on this device under `name` for this member. What comes out was put in by the same version of the form: put a version into the name. */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const { memberId } = useSession();
  const [value, setValue] = useState(initial);
  const [ready, setReady] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    let current = true;
    void (async () => {
      const found = await (await storageOf(memberId)).get('drafts', name);
      if (!current) return;
      // Written by `change` below, under a name that belongs to one form.
      if (found !== undefined) setValue(found.value as T);
      setReady(true);
    })();
    return () => {
      current = false;
      dirty.delete(name);
    };
  }, [memberId, name]);

  const change = useCallback(
    (next: T | ((before: T) => T)) => {
      dirty.add(name);
      setValue((before) => {
        const after = next instanceof Function ? next(before) : next;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          void storageOf(memberId).then((database) =>
            database.put('drafts', { name, value: after, savedAt: Date.now() }),
          );
        }, saveAfterMs);
        return after;
      });
    },
    [memberId, name],
  );

  const clear = useCallback(async () => {
    clearTimeout(timer.current);
    dirty.delete(name);
    setValue(initial);
    await (await storageOf(memberId)).delete('drafts', name);
  }, [memberId, name, initial]);

  return { value, change, ready, clear };
}
