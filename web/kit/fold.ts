/** Folds names for search, so that one finds a place or an item whatever keyboard, accents or punctuation it is typed with. */

/** Arabic letters that are written one way or another for the same name. */
const arabic: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};

/** Cyrillic (Russian and Kazakh) by the Latin letters that sound alike; what Kazakh writes in either script folds to one. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

/** Latin Kazakh and Turkic letters that no decomposition takes apart. */
const latin: Readonly<Record<string, string>> = {
  ı: 'i',
  ŋ: 'n',
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ə: 'a',
  đ: 'd',
  ł: 'l',
};

const digits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** The folded text: small letters and digits with single spaces. */
export function fold(text: string): string {
  const decomposed = text
    .toLowerCase()
    .replace(/[а-яёәғқңөұүһі]/g, (letter) => cyrillic[letter] ?? letter)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u0640]/gu, '');
  return [...decomposed]
    .map((letter) => arabic[letter] ?? cyrillic[letter] ?? latin[letter] ?? letter)
    .join('')
    .replace(digits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether every word of `query` begins a word of one of `names`; codes also match without their punctuation. */
export function matches(query: string, names: readonly string[]): boolean {
  const wanted = fold(query);
  if (wanted === '') return true;
  const folded = names.map(fold);
  const joined = wanted.replaceAll(' ', '');
  if (folded.some((name) => name.replaceAll(' ', '').includes(joined))) return true;
  const words = folded.flatMap((name) => name.split(' '));
  return wanted.split(' ').every((one) => words.some((word) => word.startsWith(one)));
}
