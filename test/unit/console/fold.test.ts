/** Search finds a place or an item by any keyboard: accents, letter forms, scripts and the punctuation of codes do not matter. */
import { describe, expect, test } from 'vitest';
import { fold, matches } from '../../../web/kit/fold.ts';

describe('search', () => {
  test.each([
    ['УК-161/4', 'UK 161 4'],
    ['УК-161/4', 'ук161/4'],
    ['Prison de Sfax – Thyna', 'thyna'],
    ['Établissement de Kairouan', 'etablissement'],
    ['Savon, pièce', 'piece savon'],
    ['سجن المُرناقية', 'المرناقيه'],
    ['مؤسّسة', 'موسسة'],
    ['إمدادات', 'امدادات'],
    ['Қарағанды', 'Karagandy'],
    ['Қарағанды', 'қарағанды'],
    ['Qarağandy', 'qaragandy'],
    ['Өскемен', 'oskemen'],
    ['Мыло', 'mylo'],
    ['UG-LUZIRA-UPPER', 'luzira up'],
    ['دفعة ١٢٣', '123'],
  ])('finds %j by %j', (name, query) => {
    expect(matches(query, [name])).toBe(true);
  });

  test.each([
    ['Luzira Upper Prison', 'kitalya'],
    ['Soap, bar', 'soup'],
    ['УК-161/4', 'UK 162'],
  ])('does not find %j by %j', (name, query) => {
    expect(matches(query, [name])).toBe(false);
  });

  test('shows everything while nothing is typed', () => {
    expect(matches(' - ', ['anything'])).toBe(true);
  });

  test('folds what is folded to itself', () => {
    for (const name of ['Өскемен УК-161/4', 'سجن المُرناقية', 'Élève №3']) expect(fold(fold(name))).toBe(fold(name));
  });
});
