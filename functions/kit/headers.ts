/** Reads the few request headers that mean something to us; the gateway hands them on in lower case. */

import type { Kind } from '#shared/contract/row.ts';
import { type Refusal, refuse } from '#shared/domain/refusal.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** What a request says beside its body. */
export interface Preconditions {
  /** Revision that the caller has seen. */
  readonly ifMatch?: number;
  /** `If-None-Match: *`: only create, never replace. */
  readonly onlyCreate: boolean;
  /** There on every action. */
  readonly idempotencyKey?: string;
}

const REVISION = /^(?:W\/)?"?([1-9]\d{0,8})"?$/;
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/;
const none: Preconditions = { onlyCreate: false };

/** Preconditions of a request of this kind, or what is wrong with them. */
export function preconditions(kind: Kind, headers: Headers): Preconditions | Refusal {
  if (kind === 'action') return actionKey(headers['idempotency-key']);
  if (kind !== 'record') return none;
  const onlyCreate = headers['if-none-match']?.trim() === '*';
  const ifMatch = headers['if-match']?.trim();
  if (ifMatch === undefined || ifMatch === '') return { onlyCreate };
  const revision = REVISION.exec(ifMatch)?.[1];
  if (revision === undefined) {
    return refuse('if-match.invalid', 'Send If-Match with the revision that you have read, such as "3".');
  }
  return { onlyCreate, ifMatch: Number(revision) };
}

function actionKey(key: string | undefined): Preconditions | Refusal {
  if (key === undefined || key.trim() === '') {
    return refuse(
      'idempotency-key.missing',
      'Send an Idempotency-Key header: a new value per action, the same one when you repeat it.',
    );
  }
  if (!KEY.test(key)) {
    return refuse('idempotency-key.invalid', 'Send an Idempotency-Key of 1 to 64 printable ASCII characters.');
  }
  return { onlyCreate: false, idempotencyKey: key };
}

/** The first language that the caller asks for, or undefined. */
export function localeOf(headers: Headers): string | undefined {
  const first = headers['accept-language']?.split(',', 1)[0]?.split(';', 1)[0]?.trim();
  return first === '' || first === '*' ? undefined : first;
}

const JSON_TYPE = /^application\/(?:json|[a-z0-9.+-]+\+json)\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Whether a content type is JSON in UTF-8. */
export function isJson(contentType: string | undefined): boolean {
  return contentType === 'application/json' || (contentType !== undefined && JSON_TYPE.test(contentType.trim()));
}
