/** A mail as plain text: the same words in the same order as the HTML. */
import { FIRST_STRONG_ISOLATE, isolated, POP_DIRECTIONAL_ISOLATE } from '#shared/messages/isolate.ts';
import { type Card, type Outline, type Section, signs } from './outline.ts';

const COLUMNS = 76;
/** Starts a line of a right-to-left mail that does not start with a letter, so that it is laid out from the right. */
const RIGHT_TO_LEFT_MARK = '\u200f';

function widthOf(text: string): number {
  return [...text].filter((letter) => letter !== FIRST_STRONG_ISOLATE && letter !== POP_DIRECTIONAL_ISOLATE).length;
}

/** Words with the isolates that they are in: a name that was set apart stays on one line. */
const WORDS = new RegExp(
  `(?:${FIRST_STRONG_ISOLATE}[^${POP_DIRECTIONAL_ISOLATE}]*${POP_DIRECTIONAL_ISOLATE}|[^ ])+`,
  'gu',
);

/** Broken at spaces; a word that is longer than a line (an address) stays whole. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [word] of text.matchAll(WORDS)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > COLUMNS) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** The parts that are there, joined by a middle dot. */
function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}

function cardText(card: Card, outline: Outline): string[] {
  const { pressure, level, change, headline, facts, action } = card.sentences;
  return [
    `${signs[pressure]} ${joined([level, change])}`,
    headline,
    ...(facts.length > 0 ? [joined(facts)] : []),
    ...(pressure === 'clear' ? [] : [`${outline.actionLabel} ${action}`]),
    ...(card.url === null ? [] : [outline.openLabel, card.url]),
    '',
  ];
}

function sectionText(section: Section, outline: Outline): string[] {
  return [
    `== ${isolated(section.facility, outline.speaker.direction)}`,
    '',
    ...section.cards.flatMap((card) => cardText(card, outline)),
    ...(section.stillOpen === null ? [] : [section.stillOpen, '']),
  ];
}

/** Lines end with LF. */
export function textOf(outline: Outline): string {
  const { speaker, eyebrow, title, warning, tally, sections, others, notes, links } = outline;
  const lines = [
    eyebrow,
    title,
    ...(tally.length > 0 ? [joined(tally.map(({ pressure, text }) => `${signs[pressure]} ${text}`))] : []),
    '',
    ...(warning === null ? [] : [`!! ${warning}`, '']),
    ...sections.flatMap((section) => sectionText(section, outline)),
    ...(others === null ? [] : [others, '']),
    '-- ',
    ...notes,
    ...links.flatMap(({ label, url }) => [label, url]),
  ];
  const aligned = (line: string) =>
    speaker.direction === 'rtl' && line !== '' && line !== '-- ' && !/^[\p{L}h]/u.test(line)
      ? RIGHT_TO_LEFT_MARK + line
      : line;
  return `${lines
    .flatMap((line) => (line === '-- ' ? [line] : wrapped(line)))
    .map(aligned)
    .join('\n')}\n`;
}
