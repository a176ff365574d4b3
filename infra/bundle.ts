/** Bundles all functions in one esbuild call, because one call per function makes a synth three times as slow. */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { entryOf, type FunctionName } from './entries.ts';

const cacheFolder = '.cache';

/**
 * Ways to find credentials on a laptop or a server, each imported by the SDK only when its turn comes. Lambda, and the
 * local runner, give credentials in the environment, which is asked first; the rest would be a fifth of every bundle.
 */
const neverReached = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

export type Bundles = ReadonlyMap<FunctionName, string>;

/**
 * Bundles the entries of `names` below `root` into `out` (absolute paths; see `bundleFolder`) and returns the absolute
 * folder of each bundle: `index.mjs`, its linked source map and nothing else.
 *
 * Throws when an entry is missing on disk, naming every missing file.
 */
export function bundleFunctions(root: string, names: readonly FunctionName[], out: string): Bundles {
  refuseMissingEntries(root, names);
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
    external: neverReached,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
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

/**
 * A new folder for bundles, inside the repository and always at the same depth, so that source maps hold the same relative
 * paths on every machine. The caller removes it.
 */
export function bundleFolder(root: string): string {
  mkdirSync(join(root, cacheFolder), { recursive: true });
  return mkdtempSync(join(root, cacheFolder, 'bundle-'));
}
