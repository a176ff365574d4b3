/** Every screen speaks all five languages: the same messages with the same values in each, none missing, none left over. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const languages = ['en', 'fr', 'ar', 'ru', 'kk'] as const;
const features = globSync('shared/messages/console/*/en.ts', { cwd: root })
  .map((path) => path.split('/').at(-2) ?? '')
  .sort();

type Messages = Readonly<Record<string, string>>;

async function read(feature: string, language: string): Promise<Messages> {
  const module: { readonly messages: Messages } = await import(
    join(root, 'shared/messages/console', feature, `${language}.ts`)
  );
  return module.messages;
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of the values that a message needs, inside its plurals too. */
function values(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => [
    ...('value' in part && part.type !== 0 && part.type !== 7 ? [String(part.value)] : []),
    ...('options' in part ? Object.values(part.options).flatMap((option) => values(option.value)) : []),
  ]);
}
const needs = (text: string, language: string): string[] =>
  [...new Set(values(new IntlMessageFormat(text, language).getAst()))].sort();

const code = globSync('web/**/*.{ts,tsx}', { cwd: root, exclude: (path) => path.includes('dist') })
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

/** Whether a screen says it: by its key, or by a template that its key fits. */
function isUsed(key: string): boolean {
  if (code.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  return parts.some((_, at) => at > 0 && code.includes(`\`${parts.slice(0, at).join('.')}.\${`));
}

/** Whether somebody can look at the feature yet; words belong to all of them. */
const hasScreens = (feature: string): boolean =>
  ['shell', 'words', 'problems'].includes(feature) || code.includes(`messages: ['${feature}'`);

describe.each(features)('what the screens of %s say', (feature) => {
  test.each(languages.slice(1))('has the same messages with the same values in %s', async (language) => {
    const [english, other] = await Promise.all([read(feature, 'en'), read(feature, language)]);
    expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      expect.soft(needs(other[key] ?? '', language), key).toEqual(needs(text, 'en'));
    }
  });

  test('begins each key with the name of its feature, and every one is said somewhere', async () => {
    const keys = Object.keys(await read(feature, 'en'));
    expect(keys.filter((key) => !key.startsWith(`${feature}.`))).toEqual([]);
    const looked = feature === 'words' ? features.every(hasScreens) : hasScreens(feature);
    expect(keys.filter((key) => looked && !isUsed(key))).toEqual([]);
  });
});
