/** Owns the data folder: one runner at a time, found out even after a crash, and emptied only on request. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { StartRefused } from './refused.ts';

export interface DataFolder {
  readonly path: string;
  /** Gives the folder free for the next runner. */
  release(): void;
}

/** Name of the lock in the data folder. */
export const lockFile = 'lock.json';

const lockSchema = z.object({ pid: z.number(), born: z.string() });

/** When a process was born, in the system's own unit, to tell it from a later one with the same id; empty where unknown, or when it has ended and only its parent has not noticed. */
function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The process that holds the folder, if it still runs. */
function holder(path: string): number | undefined {
  try {
    const lock = lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return isAlive(lock.pid) && bornAt(lock.pid) === lock.born ? lock.pid : undefined;
  } catch {
    return undefined;
  }
}

/** Folder in the data folder for an assembly that was synthesized for it; emptying the data leaves it. */
export const assemblyFolder = 'cdk.out';

const made = [lockFile, assemblyFolder, 'dynamodb.db', 'dynamodb.pid', 'sign-in.db', 'streams.db', 'queues'];

/** Throws `StartRefused` while another runner has the folder. */
export function refuseIfInUse(folder: string): void {
  const path = resolve(folder);
  const other = holder(join(path, lockFile));
  if (other === undefined) return;
  throw new StartRefused(
    `the data folder ${path} is in use by process ${other}. Stop that one (Ctrl-C in its terminal, or: kill ${other}), or use another folder and port: MUSTER_DATA=.muster-2 PORT=3001 npm start`,
  );
}

/**
 * Takes the folder, making it if need be; `fresh` empties it first. Throws `StartRefused` while another runner has it,
 * or when a folder to be emptied holds things that no runner made.
 */
export function takeDataFolder(folder: string, fresh: boolean): DataFolder {
  const path = resolve(folder);
  const lock = join(path, lockFile);
  mkdirSync(path, { recursive: true });
  refuseIfInUse(path);
  if (fresh) {
    const names = readdirSync(path);
    if (names.length > 0 && !names.some((name) => made.includes(name))) {
      throw new StartRefused(
        `${path} holds no data of a runner, so it is not emptied. Name another folder: MUSTER_DATA=...`,
      );
    }
    // The engine's process id stays, so that one left behind by a crash is still found.
    const kept = [assemblyFolder, 'dynamodb.pid'];
    for (const name of names) if (!kept.includes(name)) rmSync(join(path, name), { recursive: true, force: true });
  }
  writeFileSync(lock, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) }));
  return { path, release: () => rmSync(lock, { force: true }) };
}
