/** Keeps the house in order: code imports downward only, and every file says why it exists. */
import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const maximumLines = 250;

interface Module {
  readonly path: string;
  readonly text: string;
  /** What it imports: paths from the root for our own files, names for packages. */
  readonly imports: readonly string[];
}

const specifier = /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function resolved(from: string, name: string): string {
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name);
  if (name.startsWith('#shared/')) return name.replace('#', '');
  if (name.startsWith('#kit/')) return name.replace('#kit', 'functions/kit');
  return name;
}

/** The module at `path`, with what it imports. */
function moduleOf(path: string, text: string): Module {
  const imports = [...text.matchAll(specifier)].map(([, plain, dynamic]) => resolved(path, plain ?? dynamic ?? ''));
  return { path, text, imports };
}

interface Rule {
  readonly says: string;
  readonly applies: (path: string) => boolean;
  /** Whether a module at `path` may import `target`. */
  readonly allows: (target: string, path: string) => boolean;
}

const inside =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(`${folder}/`));
const ours = inside('infra', 'functions', 'shared', 'test', 'web');
const isNode = (target: string) => target.startsWith('node:');
const isSdk = (target: string) => target.startsWith('@aws-sdk/') || target.startsWith('@smithy/');

/** `functions/stock/events/x.ts` -> `functions/stock` */
const capabilityOf = (path: string) => path.split('/').slice(0, 2).join('/');

const contractForInfra = ['shared/contract/row.ts', 'shared/contract/rows.ts', 'shared/store/table-constants.ts'];

const rules: readonly Rule[] = [
  {
    says: 'the domain is pure: it imports only the domain, no node, no SDK',
    applies: inside('shared/domain'),
    allows: (target) => (ours(target) ? inside('shared/domain')(target) : !isNode(target) && !isSdk(target)),
  },
  {
    says: 'the contract runs in a browser: it imports only contract and domain, no node, no SDK',
    applies: inside('shared/contract'),
    allows: (target) =>
      ours(target) ? inside('shared/contract', 'shared/domain')(target) : !isNode(target) && !isSdk(target),
  },
  {
    says: 'the store imports only what is in shared',
    applies: inside('shared/store'),
    allows: (target) => !ours(target) || inside('shared/store', 'shared/contract', 'shared/domain')(target),
  },
  {
    says: 'the messages run in a browser: they import only messages and domain, no node, no SDK',
    applies: inside('shared/messages'),
    allows: (target) =>
      ours(target) ? inside('shared/messages', 'shared/domain')(target) : !isNode(target) && !isSdk(target),
  },
  {
    says: 'five languages are a weight: of all functions only those that speak to people carry messages',
    applies: (path) =>
      inside('functions', 'shared')(path) &&
      !inside('shared/messages', 'functions/news', 'functions/unsubscribe')(path),
    allows: (target) => !inside('shared/messages')(target) && target !== 'intl-messageformat',
  },
  {
    says: 'a folder of functions imports itself, the kit and shared, never its neighbour',
    applies: inside('functions'),
    allows: (target, path) => !ours(target) || inside(capabilityOf(path), 'functions/kit', 'shared')(target),
  },
  {
    says: 'only the kit knows middy',
    applies: (path) => ours(path) && !inside('functions/kit', 'test')(path),
    allows: (target) => !target.startsWith('@middy/'),
  },
  {
    says: 'the stack knows the rows and the names of the table, and functions only by path',
    applies: (path) => inside('infra')(path) && !inside('infra/local', 'infra/demo')(path),
    allows: (target) =>
      !ours(target) ||
      contractForInfra.includes(target) ||
      (inside('infra')(target) && !inside('infra/local', 'infra/demo')(target)),
  },
  {
    says: 'the local runner knows the assembly and nothing else of the project',
    applies: inside('infra/local'),
    allows: (target) => !ours(target) || inside('infra/local')(target),
  },
  {
    says: 'the demo speaks HTTP and imports nothing of the project',
    applies: inside('infra/demo'),
    allows: (target) => !ours(target) || inside('infra/demo')(target),
  },
  {
    says: 'nothing that runs imports a test',
    applies: inside('infra', 'functions', 'shared'),
    allows: (target) => !inside('test')(target),
  },
];

/** What breaks a rule, one sentence each. */
function breaches(modules: readonly Module[]): string[] {
  return rules.flatMap((rule) =>
    modules
      .filter((module) => rule.applies(module.path))
      .flatMap((module) => module.imports.map((target) => ({ module, target })))
      .filter(({ module, target }) => !rule.allows(target, module.path))
      .map(({ module, target }) => `${module.path} imports ${target}: ${rule.says}`),
  );
}

const modules = globSync('{infra,functions,shared}/**/*.ts', { cwd: root }).map((path) =>
  moduleOf(path, readFileSync(join(root, path), 'utf8')),
);

describe('the house', () => {
  it('has modules to look at, with their imports found', () => {
    const stack = modules.find((module) => module.path === 'infra/muster-stack.ts');
    expect(stack?.imports).toContain('shared/contract/row.ts');
    expect(stack?.imports).toContain('infra/constructs/table.ts');
  });

  it('imports downward only', () => {
    expect(breaches(modules)).toEqual([]);
  });

  it.each([
    ['shared/domain/x.ts', "import { a } from '../store/keys.ts';", 'shared/store/keys.ts'],
    ['shared/domain/x.ts', "import {\n  a,\n} from 'node:fs';", 'node:fs'],
    ['shared/contract/x.ts', "import type { A } from '../store/keys.ts';", 'shared/store/keys.ts'],
    ['shared/store/x.ts', "import { a } from '#kit/env.ts';", 'functions/kit/env.ts'],
    ['shared/messages/x.ts', "import { a } from '../contract/row.ts';", 'shared/contract/row.ts'],
    ['functions/stock/x.ts', "import { a } from '#shared/messages/locales.ts';", 'shared/messages/locales.ts'],
    ['functions/stock/x.ts', "import { a } from '../alerts/y.ts';", 'functions/alerts/y.ts'],
    ['functions/stock/x.ts', "import middy from '@middy/core';", '@middy/core'],
    ['infra/x.ts', "const a = await import('../functions/stock/index.ts');", 'functions/stock/index.ts'],
    ['infra/x.ts', "import { a } from '#shared/store/keys.ts';", 'shared/store/keys.ts'],
    ['infra/local/x.ts', "export { a } from '../entries.ts';", 'infra/entries.ts'],
    ['infra/demo/x.ts', "import { a } from '#shared/domain/day.ts';", 'shared/domain/day.ts'],
    ['shared/domain/x.ts', "import '../../test/store/engine.ts';", 'test/store/engine.ts'],
  ])('would notice %s with %j', (path, text, target) => {
    expect(breaches([moduleOf(path, text)]).join()).toContain(`${path} imports ${target}`);
  });

  it('opens every module with a sentence on why it exists', () => {
    const silent = modules.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it(`keeps every module within ${maximumLines} lines`, () => {
    const long = modules.filter(({ text }) => text.split('\n').length - 1 > maximumLines).map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
