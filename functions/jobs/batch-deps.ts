/** What the workers behind a queue are handed: the table, the clock, a log, and the stage that their metrics name. */
import * as z from 'zod';
import { tableDeps } from '#kit/deps.ts';
import { readEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';
import type { BatchDeps } from './work-off.ts';

const stageEnv = z.object({ STAGE: z.string().min(1) });

/** The real ones. */
export function batchDeps(): BatchDeps {
  return { ...tableDeps(), log: createLog(), stage: readEnv(stageEnv).STAGE };
}
