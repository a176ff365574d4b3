/** Size of each function's bundle, and how long it takes to import, against a bare document client bundled alike. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { capabilities } from '#shared/contract/row.ts';
import { bundleFolder, bundleFunctions } from '../../infra/bundle.ts';
import { root } from './assembly.ts';
import { type Line, median } from './measure.ts';

const LIMIT_BYTES = 500_000;
const LIMIT_RATIO = 1.4;
const ROUNDS = 9;
const bare = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
export const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const commands = [BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand];
`;
const timed = 'const t = performance.now(); await import(process.argv[1]); console.log(performance.now() - t);';

/** Milliseconds to import a module in a new process. */
function importMs(file: string): number {
  const env = {
    PATH: process.env.PATH,
    TABLE_NAME: 't',
    ISSUER: 'https://i.example.org',
    CLIENT_ID: 'c',
    AWS_REGION: 'x',
  };
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', timed, file], { env, encoding: 'utf8' }));
}

/** Lines of the table. */
export function benchBundles(): Line[] {
  const folder = bundleFolder(root);
  try {
    const bundles = bundleFunctions(root, capabilities, folder);
    const entry = join(folder, 'bare.ts');
    const bareFile = join(folder, 'bare', 'index.mjs');
    mkdirSync(join(folder, 'bare'));
    writeFileSync(entry, bare);
    buildSync({
      entryPoints: [entry],
      outfile: bareFile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      mainFields: ['module', 'main'],
      external: ['@aws-sdk/credential-provider-*', '@smithy/credential-provider-imds'],
      minify: true,
    });
    const files = capabilities.map((name) => [name, join(bundles.get(name) ?? '', 'index.mjs')] as const);
    const times = new Map<string, number[]>();
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, file] of [['bare', bareFile] as const, ...files])
        times.set(name, [...(times.get(name) ?? []), importMs(file)]);
    const base = median(times.get('bare') ?? []);
    return files.map(([name, file]): Line => {
      const { size } = statSync(file);
      const part = median(times.get(name) ?? []) / base;
      const kilobytes = (size / 1000).toFixed(0);
      return {
        what: `${name}: bundle, import`,
        measured: `${kilobytes} kB, ${part.toFixed(2)} of ${base.toFixed(0)} ms for a bare document client`,
        budget: 'at most 500 kB and 1.40',
        kept: size <= LIMIT_BYTES && part <= LIMIT_RATIO,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
