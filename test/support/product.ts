/** Starts the whole product for a test file on a free port, in a folder that is gone afterwards, with the demo if asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { seed } from '../../infra/demo/seed.ts';
import { type Local, type LocalOptions, startLocal } from '../../infra/local/start.ts';
import { FIRST_LEAD } from './synthesize.ts';

const running: (() => Promise<void>)[] = [];

/** A runner of the real assembly; schedules run only by hand. */
export async function startProduct(options: Pick<LocalOptions, 'site'> = {}): Promise<Local> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-product-'));
  const local = await startLocal({
    ...options,
    assembly: inject('assembly'),
    dataDir: join(folder, 'data'),
    clock: false,
  });
  running.push(async () => {
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return local;
}

/** Loads the demo and answers the lines that it told. */
export async function loadDemo(local: Local, now: Date): Promise<string[]> {
  const told: string[] = [];
  const { token, runSchedule } = local;
  await seed({
    api: local.urls.api,
    token,
    runSchedule,
    lead: FIRST_LEAD,
    now,
    report: (line) => told.push(line),
  });
  await local.drain();
  return told;
}

afterAll(async () => {
  for (const stop of running) await stop();
});
