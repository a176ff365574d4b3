/** The event for other systems is what its schema and the README say. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertEvent, alertEventExample } from '#shared/contract/alert-event.ts';
import { eventOf } from '../../../functions/news/publish.ts';
import { anyNews } from './given.ts';

test('the event of every news fits the schema, and leaves its facts behind', () => {
  fc.assert(
    fc.property(anyNews, (news) => {
      const event = eventOf({ ...news, facts: { usable: 12, reference: 'secret' } });
      expect(alertEvent.safeParse(event).error?.issues).toBeUndefined();
      expect(JSON.stringify(event)).not.toMatch(/usable|secret/);
    }),
  );
});

test('the README shows the example of the schema', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const shown = [...readme.matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, text]) => text ?? '')
    .find((text) => text.includes('muster.alert/1'));
  expect(JSON.parse(shown ?? 'null')).toEqual(alertEventExample);
});
