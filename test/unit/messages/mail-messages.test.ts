import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { languages } from '#shared/messages/locales.ts';
import { en } from '#shared/messages/mail/en.ts';
import type { MailKey, MailMessages } from '#shared/messages/mail/keys.ts';
import { mailMessages } from '#shared/messages/mail/messages.ts';

const keys = Object.keys(en) as MailKey[];

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** Kinds of nodes of a parsed message, as the parser numbers them. */
const LITERAL = 0;
const PLURAL = 6;
const POUND = 7;

/** Every node of a message, those inside its plurals too. */
function nodesOf(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) => [
    node,
    ...('options' in node ? Object.values(node.options).flatMap(({ value }) => nodesOf(value)) : []),
  ]);
}

const parsed = (message: string, language: string) => nodesOf(new IntlMessageFormat(message, language).getAst());

/** Names of the arguments with how each is written: as it is, as a number, as a plural. */
function argumentsOf(message: string, language: string): string[] {
  const named = parsed(message, language).filter(({ type }) => type !== LITERAL && type !== POUND);
  return [...new Set(named.map((node) => `${node.type} ${'value' in node ? node.value : ''}`))].sort();
}

/** Plural categories that a plural of the message does not have, and its language needs. */
function lackingCategories(message: string, language: string): string[] {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return parsed(message, language).flatMap((node) =>
    node.type === PLURAL && 'options' in node ? needed.filter((category) => !(category in node.options)) : [],
  );
}

/** What a message says in words, without its arguments. */
const wordsOf = (message: string) =>
  message.replaceAll(/\{\w+(, number)?\}|\{\w+, plural,|=\d|\b(zero|one|two|few|many|other)\b/g, ' ');

describe.each(languages)('what mails say in %s', (language) => {
  const messages = mailMessages[language];

  it.each(keys)('%s is a message with the arguments of the English one', (key) => {
    expect(argumentsOf(messages[key], language)).toEqual(argumentsOf(en[key], 'en'));
  });

  it('has every plural form that its grammar has', () => {
    expect(keys.flatMap((key) => lackingCategories(messages[key], language).map((form) => `${key}: ${form}`))).toEqual(
      [],
    );
  });

  it('says nothing twice in another language: what is not translated would be English', () => {
    const same = keys.filter((key) => language !== 'en' && messages[key] === en[key]);
    expect(same).toEqual(language === 'fr' ? ['level.high'] : []);
  });

  it('is written in its own letters', () => {
    const letters = {
      en: /\p{sc=Latn}/u,
      fr: /\p{sc=Latn}/u,
      ar: /\p{sc=Arab}/u,
      ru: /\p{sc=Cyrl}/u,
      kk: /\p{sc=Cyrl}/u,
    };
    expect(keys.filter((key) => !letters[language].test(wordsOf(messages[key])))).toEqual([]);
    const foreign = {
      en: /\p{sc=Cyrl}|\p{sc=Arab}/u,
      fr: /\p{sc=Cyrl}|\p{sc=Arab}/u,
      ar: /\p{sc=Latn}/u,
      ru: /\p{sc=Latn}/u,
      kk: /\p{sc=Latn}/u,
    };
    const strange = keys.filter((key) => foreign[language].test(wordsOf(messages[key]).replaceAll('Muster', '')));
    expect(strange).toEqual([]);
  });
});

describe('the words', () => {
  it('are plain: what prisons use for other things, and what only logisticians know, is not said', () => {
    const never = /\b(counts?|counted|missing|emergenc(y|ies)|FEFO|ADU|AMC|MOS|lots?|shipments?|cover|reversal)\b/i;
    expect(keys.filter((key) => never.test(wordsOf(en[key])))).toEqual([]);
  });

  it('begin every subject with what the mail is about', () => {
    for (const key of ['subject.now', 'subject.digest', 'subject.quiet'] as const) {
      expect(en[key]).toMatch(/^Supplies: /);
      expect(mailMessages.fr[key]).toMatch(/^Approvisionnement\u00a0: /);
      expect(mailMessages.ar[key]).toMatch(/^الإمدادات: /);
      expect(mailMessages.ru[key]).toMatch(/^Снабжение: /);
      expect(mailMessages.kk[key]).toMatch(/^Жабдықтау: /);
    }
  });

  it('have no other language to fall back to: a language without an action does not compile', () => {
    const { 'action.recall': _left, ...rest } = mailMessages.fr;
    // @ts-expect-error an action sentence is not there
    const lacking: MailMessages = rest;
    expect(lacking).not.toHaveProperty('action.recall');
  });
});
