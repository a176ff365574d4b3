/** The way out of the daily digest that every digest carries: a page that asks, and one click that does it. */
import * as z from 'zod';
import { row } from './row.ts';

const page = z.string().meta({ description: 'A page in the language of the member, without scripts.' });

/** A signed token as it stands in a link: three parts of base64url. */
const token = z
  .string()
  .max(1000)
  .refine((value) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value), {
    error: 'Use the link as it stands in the mail: it was cut off or changed.',
    params: { code: 'unsubscribe-link.invalid' },
  });
const query = z.strictObject({ token });
const example = {
  query: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJuYW1lQGV4YW1wbGUub3JnIn0.c2lnbmF0dXJl' },
  answer: '<!doctype html><html lang="en"><body><p>...</p></body></html>',
};

export const unsubscribeRows = {
  askUnsubscribe: row({
    id: 'askUnsubscribe',
    capability: 'unsubscribe',
    method: 'GET',
    path: '/unsubscribe',
    kind: 'read',
    scope: 'public',
    roles: 'any',
    media: 'text/html',
    summary: 'A page that asks whether to end the daily digest of whoever the link was sent to; changes nothing',
    query,
    answers: { 200: page },
    problems: ['unsubscribe-link.invalid'],
    example,
  }),
  unsubscribe: row({
    id: 'unsubscribe',
    capability: 'unsubscribe',
    method: 'POST',
    path: '/unsubscribe',
    kind: 'form',
    scope: 'public',
    roles: 'any',
    media: 'text/html',
    summary: 'End the daily digest of whoever the link was sent to (one click, RFC 8058); urgent mails still come',
    query,
    answers: { 200: page },
    problems: ['unsubscribe-link.invalid'],
    example,
  }),
} as const;
