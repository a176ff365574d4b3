/** One request of the demo programme: who says what, and under which address. */
import { idOf } from './ids.ts';

export type Method = 'PUT' | 'POST';

export interface Call {
  /** Operation id of the API's description. */
  readonly operation: string;
  /** Sign-in name of whoever says it; null is the first lead. */
  readonly by: string | null;
  readonly method: Method;
  /** Below the API's base address, such as `/items/soap-bar`. */
  readonly path: string;
  readonly body: object;
  /**
   * How a second run is told from the first: a `document` has its own id, a `record` is only created (`If-None-Match`),
   * a `round` says the same of a record that others follow on, and an `action` carries this key.
   */
  readonly again: 'document' | 'record' | 'round' | { readonly idempotencyKey: string };
}

/** Calls that belong to one another: each waits for the one before. */
export type Lane = readonly Call[];

/** Lanes that may run side by side; the next step waits for all of them. */
export interface Step {
  readonly title: string;
  readonly lanes: readonly Lane[];
}

/** Creates a record, or leaves the one that is there as it is. */
export function record(operation: string, by: string | null, path: string, body: object): Call {
  return { operation, by, method: 'PUT', path, body, again: 'record' };
}

/** Stores a document under its own id. */
export function document(operation: string, by: string, path: string, body: object): Call {
  return { operation, by, method: 'PUT', path, body, again: 'document' };
}

/** Does something to what is there, once. */
export function action(operation: string, by: string, path: string, body: object): Call {
  return {
    operation,
    by,
    method: 'POST',
    path,
    body,
    again: { idempotencyKey: `demo-${operation}-${idOf('1970-01-01T00:00:00Z', path).slice(-12)}` },
  };
}
