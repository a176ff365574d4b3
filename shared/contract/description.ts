/** What can be read without signing in: how to sign in, and this description. */
import * as z from 'zod';
import { row } from './row.ts';

export const signInAnswer = z.strictObject({ issuer: z.string(), clientId: z.string() }).meta({ id: 'SignIn' });
export type SignInAnswer = z.output<typeof signInAnswer>;

export const openApiAnswer = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

export const descriptionRows = {
  getSignIn: row({
    id: 'getSignIn',
    capability: 'description',
    method: 'GET',
    path: '/sign-in',
    kind: 'read',
    scope: 'public',
    roles: 'any',
    summary: 'Where to sign in: issuer and client id for code + PKCE',
    answers: { 200: signInAnswer },
    example: {
      answer: { issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_EXAMPLE', clientId: 'muster' },
    },
  }),
  getOpenApi: row({
    id: 'getOpenApi',
    capability: 'description',
    method: 'GET',
    path: '/openapi.json',
    kind: 'read',
    scope: 'public',
    roles: 'any',
    summary: 'This description, OpenAPI 3.1',
    answers: { 200: openApiAnswer },
    example: { answer: { openapi: '3.1.0', info: { title: 'Muster', version: '0.1.0' }, paths: {} } },
  }),
} as const;
