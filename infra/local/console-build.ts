/** Builds the console when its sources have changed since the last build, and only then. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartRefused } from './refused.ts';

const sources = ['web/**', 'shared/contract/**', 'shared/domain/**', 'shared/messages/**', 'package-lock.json'];
const stampFile = 'stamp.txt';

/** A hash over names and contents of everything that goes into the console. */
export function sourcesStamp(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: root, exclude: (path) => /^web\/dist/.test(path) })
    .filter((path) => !/^web[\\/]dist/.test(path) && statSync(join(root, path)).isFile())
    .sort();
  for (const path of files)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The folder with a console of the sources as they are. A build goes into a folder of its own and takes the place of
 * the last one when it is whole. Throws `StartRefused` with what the build said.
 */
export async function buildConsole(root: string, report: (line: string) => void): Promise<string> {
  const folder = join(root, 'web', 'dist');
  const stamp = sourcesStamp(root);
  const built = join(folder, stampFile);
  if (existsSync(built) && readFileSync(built, 'utf8') === stamp) return folder;
  report('console     building it from web/ (once; again when its sources change)');
  const fresh = join(root, '.cache', `console-${process.pid}`);
  const old = `${fresh}-old`;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  try {
    const args = [vite, 'build', 'web', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
    await promisify(execFile)(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
    writeFileSync(join(fresh, stampFile), stamp);
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
  } catch (error) {
    const { stderr = '', stdout = '', message } = error as { stderr?: string; stdout?: string; message: string };
    throw new StartRefused(`the console could not be built:\n${`${stdout}${stderr}`.trim() || message}`);
  } finally {
    rmSync(old, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}
