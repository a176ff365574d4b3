/** Loads the demo into an empty programme, once, and says what to do where it is refused. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartRefused } from './refused.ts';
import type { Local } from './start.ts';

/** What the demo asks of the runner; the demo itself is loaded by its path. */
interface SeedOptions {
  readonly api: string;
  readonly token: (member: string) => Promise<string>;
  readonly runSchedule: (name: string, time?: string) => Promise<unknown>;
  readonly lead: string;
  readonly now: Date;
  readonly report: (line: string) => void;
}

export interface FirstLoad {
  /** Module that exports `seed`. */
  readonly seedFile: string;
  readonly dataDir: string;
  /** Sign-in name of the first programme-wide lead. */
  readonly lead: string;
  readonly report: (line: string) => void;
}

/**
 * Loads the demo through the API; it is repeatable, so one that was interrupted goes on at the next start. Throws
 * `StartRefused` with what was refused and what can be done about it.
 */
export async function loadOnce(local: Pick<Local, 'urls' | 'token' | 'runSchedule'>, load: FirstLoad): Promise<void> {
  const { seedFile, dataDir, lead, report } = load;
  const mark = join(dataDir, 'demo.json');
  if (existsSync(mark) || !existsSync(seedFile)) return;
  report('demo        loading it through the API, once');
  const { urls, token, runSchedule } = local;
  try {
    const module: { seed: (options: SeedOptions) => Promise<void> } = await import(pathToFileURL(seedFile).href);
    await module.seed({ api: urls.api, token, runSchedule, lead, now: new Date(), report });
  } catch (error) {
    throw new StartRefused(whatToDo(dataDir, error instanceof Error ? error.message : String(error)));
  }
  writeFileSync(mark, JSON.stringify({ finished: new Date().toISOString() }));
}

function whatToDo(dataDir: string, why: string): string {
  return `The demo could not be loaded into ${dataDir}.
${why}

What was loaded so far stays there. Either of these helps:
  npm start                 try again, and go on where it stopped
  npm start -- --no-demo    keep what is there, and do without the demo
  npm start -- --fresh      throw away what is there, and load the demo anew`;
}
