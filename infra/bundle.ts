/** Bundles all functions in one esbuild call, because one call per function makes a synth three times as slow. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { entryOf, type FunctionName } from './entries.ts';

const cacheFolder = '.cache';

/** Some packages inside the SDK are CommonJS and ask for node's own modules with `require`, which an ES module lacks. */
const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

export type Bundles = ReadonlyMap<FunctionName, string>;

/**
 * Bundles the entries of `names` below `root` (an absolute path) and returns the absolute folder of each bundle:
 * `index.mjs`, its linked source map and nothing else. The folders live until this process ends.
 *
 * Throws when an entry is missing on disk, naming every missing file.
 */
export function bundleFunctions(root: string, names: readonly FunctionName[]): Bundles {
  refuseMissingEntries(root, names);
  const out = temporaryFolder(root);
  buildSync({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: entryOf(name), out: join(name, 'index') })),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: requireBanner },
    logLevel: 'warning',
  });
  return new Map(names.map((name) => [name, join(out, name)]));
}

function refuseMissingEntries(root: string, names: readonly FunctionName[]): void {
  const missing = names.filter((name) => !existsSync(join(root, entryOf(name))));
  if (missing.length === 0) return;
  const lines = missing.map((name) => `  ${name}: ${entryOf(name)}`);
  throw new Error(`No entry file for these functions:\n${lines.join('\n')}`);
}

/** Inside the repository, always at the same depth: source maps then hold the same relative paths on every machine. */
function temporaryFolder(root: string): string {
  mkdirSync(join(root, cacheFolder), { recursive: true });
  const folder = mkdtempSync(join(root, cacheFolder, 'bundle-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
