/** `npm run backup`: copies the data folder, consistently, while the runner works or rests. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { checkpointFile } from './checkpoints.ts';
import { assemblyFolder, lockFile } from './data-folder.ts';
import { tableFile } from './dynamodb.ts';

/** Not data: who runs now, what it runs, and what was logged. */
const leftOut = new Set([lockFile, assemblyFolder, 'dynamodb.pid', 'logs']);

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (leftOut.has(name)) return [];
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/**
 * How far streams are read before the queues that they fill, queues before tables: what is in both copies is worked off
 * twice, which is harmless; what is in neither is lost.
 */
const rank = (path: string): number => (path.endsWith(checkpointFile) ? 0 : path.endsWith(tableFile) ? 2 : 1);

/** Copies `dataDir` into `target`, which must not exist yet; answers the copied files. Databases are copied as of one moment each. */
export function backup(dataDir: string, target: string): string[] {
  if (!existsSync(dataDir)) throw new Error(`${dataDir} does not exist: nothing to copy.`);
  if (existsSync(target)) throw new Error(`${target} exists already: name another folder.`);
  const files = filesBelow(dataDir).filter((path) => !/\.db-(wal|shm|journal)$/.test(path));
  for (const path of files.sort((a, b) => rank(a) - rank(b))) {
    const copy = join(target, relative(dataDir, path));
    mkdirSync(dirname(copy), { recursive: true });
    if (!path.endsWith('.db')) {
      copyFileSync(path, copy);
      continue;
    }
    const database = new DatabaseSync(path);
    database.exec('PRAGMA busy_timeout = 10000');
    database.prepare('VACUUM INTO ?').run(copy);
    database.close();
  }
  return files.map((path) => relative(dataDir, path));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dataDir = resolve(process.env.MUSTER_DATA ?? '.muster');
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const target = resolve(process.argv[2] ?? `${dataDir}-backup-${stamp}`);
  try {
    for (const file of backup(dataDir, target)) console.log(file);
    console.log(`copied to ${target}; to use it: MUSTER_DATA=${target} npm start`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
