/** What describing the API needs: who issues tokens, and for which client. No table. */
import { v7 } from 'uuid';
import * as z from 'zod';
import type { Deps } from '#kit/deps.ts';
import { readEnv } from '#kit/env.ts';

export interface DescriptionDeps extends Deps {
  readonly issuer: string;
  readonly clientId: string;
}

const env = z.object({ ISSUER: z.string().min(1), CLIENT_ID: z.string().min(1) });

/** Made once per cold start. */
export function descriptionDeps(): DescriptionDeps {
  const { ISSUER, CLIENT_ID } = readEnv(env);
  return { issuer: ISSUER, clientId: CLIENT_ID, now: () => new Date(), newId: () => v7() };
}
