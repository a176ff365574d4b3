/** Bundles every function for real: a cold start is paid for by people on slow lines, so the size has a limit. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Bundles, bundleFolder, bundleFunctions } from '../../infra/bundle.ts';
import { functionNames } from '../../infra/entries.ts';
import { grantOf } from '../../infra/grants.ts';
import { repositoryRoot } from '../../infra/muster-app.ts';

const limitBytes = 500_000;
/** Five languages and their plural rules, and the clients of mail, topic and table: nobody waits for its start. */
const tellLimitBytes = 750_000;

const first = bundleFolder(repositoryRoot);
const second = bundleFolder(repositoryRoot);
afterAll(() => {
  for (const folder of [first, second]) rmSync(folder, { recursive: true, force: true });
});

const bundles = bundleFunctions(repositoryRoot, functionNames, first);
const sizeOf = (all: Bundles, name: (typeof functionNames)[number]) =>
  statSync(join(all.get(name) ?? '', 'index.mjs')).size;

/** What each command of the SDK, or part of a transaction, asks IAM for. */
const actionOf = new Map([
  ['GetItem', 'GetItem'],
  ['BatchGetItem', 'BatchGetItem'],
  ['PutItem', 'PutItem'],
  ['UpdateItem', 'UpdateItem'],
  ['DeleteItem', 'DeleteItem'],
  ['SendMessage', 'SendMessage'],
  ['SendMessageBatch', 'SendMessage'],
  ['Publish', 'Publish'],
  ['PublishBatch', 'Publish'],
  ['SendEmail', 'SendEmail'],
  ['Put', 'PutItem'],
  ['Update', 'UpdateItem'],
  ['Delete', 'DeleteItem'],
  ['ConditionCheck', 'ConditionCheckItem'],
]);

/** Minified code holds only what is used, so commands and parts of transactions can be read off it; Query is always there. */
function actionsIn(code: string): string[] {
  const commands = [...code.matchAll(/class extends [^{]{1,40}"([A-Z][A-Za-z]+)"/g)];
  const parts = [...code.matchAll(/\b(Put|Update|Delete|ConditionCheck):\{TableName/g)];
  const actions = [...commands, ...parts].flatMap(([, call]) => actionOf.get(call ?? '') ?? []);
  return [...new Set(actions)].sort();
}

describe('the bundle of', () => {
  it.each(functionNames)('%s is at most 500 kB (what tells people: 750 kB), SDK included', (name) => {
    expect(sizeOf(bundles, name)).toBeLessThanOrEqual(name === 'tell' ? tellLimitBytes : limitBytes);
  });

  it.each(functionNames)('%s is one module with its source map, and exports a handler', (name) => {
    const folder = bundles.get(name) ?? '';
    expect(readdirSync(folder).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    expect(code).toContain('//# sourceMappingURL=index.mjs.map');
    expect(code, 'a static import of a package that is not there in Lambda').not.toMatch(/\bfrom\s*["']@/);
    expect(code, 'a CommonJS package that asks for a module of node').not.toContain('Dynamic require of');
    expect(code).toMatch(/export\s*\{[^}]*\bas handler\b[^}]*\}/);
  });

  it.each(functionNames)('%s holds exactly the calls that its grant allows', (name) => {
    const { table = [], workQueue = [], nightlyQueue = [], newsQueue = [], topic = [], mail = [] } = grantOf(name);
    const polled: readonly string[] = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
    const granted = [...table, ...workQueue, ...nightlyQueue, ...newsQueue, ...topic, ...mail].filter(
      (action) => !polled.includes(action),
    );
    const code = readFileSync(join(bundles.get(name) ?? '', 'index.mjs'), 'utf8');
    expect([...new Set(granted)].filter((action) => action !== 'Query').sort()).toEqual(actionsIn(code));
  });

  it('a second run is the same to the byte, so that only what changed is deployed', () => {
    const again = bundleFunctions(repositoryRoot, ['stock'], second);
    const text = (all: Bundles, file: string) => readFileSync(join(all.get('stock') ?? '', file), 'utf8');
    expect(text(again, 'index.mjs') === text(bundles, 'index.mjs')).toBe(true);
    expect(text(again, 'index.mjs.map') === text(bundles, 'index.mjs.map')).toBe(true);
  });
});

describe('bundling', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'muster-bundle-'));
  afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('names every entry that is missing', () => {
    expect(() => bundleFunctions(elsewhere, ['stock', 'pre-token'], elsewhere)).toThrow(
      /stock: functions\/stock\/index\.ts\n.*pre-token: functions\/identity\/pre-token\.ts/,
    );
  });
});
