/** A mail as HTML: one fluid column, either direction, nothing fetched, nothing that only colour says. */
import { htmlEscape } from 'escape-goat';
import { FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE } from '#shared/messages/isolate.ts';
import { type Card, type Link, type Outline, type Section, signs } from './outline.ts';
import { inks, light, styleSheet } from './style.ts';

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',Arial,sans-serif";
/** A name or an address without spaces must not make the mail wider than the phone. */
const BREAKS = 'overflow-wrap:anywhere;word-break:break-word';

/** Text as HTML. Names carry no marks of direction of their own (see `visible`), so these are ours and in pairs. */
function inline(text: string): string {
  return htmlEscape(text).replaceAll(FIRST_STRONG_ISOLATE, '<bdi>').replaceAll(POP_DIRECTIONAL_ISOLATE, '</bdi>');
}

function paragraph(className: string, style: string, html: string): string {
  return `<p class="${className}" style="margin:0;${style};${BREAKS}">${html}</p>`;
}

/** Short phrases in a row, parted by space, each kept together where it fits. */
function row(phrases: readonly string[], { speaker }: Outline): string {
  const end = speaker.direction === 'rtl' ? 'left' : 'right';
  const style = `display:inline-block;padding-${end}:14px`;
  return phrases.map((phrase) => `<span style="${style}">${phrase}</span>`).join(' ');
}

function link({ label, url }: Link, style = ''): string {
  const href = htmlEscape(url);
  return `<a class="link" href="${href}" style="color:${light.link};${style}">${inline(label)}</a>`;
}

function cardHtml(card: Card, outline: Outline): string {
  const { pressure, level, change, headline, facts, action } = card.sentences;
  const ink = inks[pressure];
  const start = outline.speaker.direction === 'rtl' ? 'right' : 'left';
  const badge = `<strong>${signs[pressure]} ${inline(level)}</strong>${change === null ? '' : ` · ${inline(change)}`}`;
  return [
    `<div class="card ${pressure}" style="margin:0 0 12px;padding:12px 14px;border-radius:6px;background:${light.card};`,
    `border:0 solid ${ink};border-${start}-width:5px">`,
    paragraph(pressure, `font-size:14px;line-height:20px;color:${ink}`, badge),
    paragraph(
      'text',
      `padding-top:2px;font-size:17px;line-height:24px;font-weight:600;color:${light.text}`,
      inline(headline),
    ),
    facts.length > 0
      ? paragraph(
          'muted',
          `padding-top:4px;font-size:14px;line-height:21px;color:${light.muted}`,
          row(facts.map(inline), outline),
        )
      : '',
    pressure === 'clear'
      ? ''
      : paragraph(
          'text',
          `padding-top:8px;font-size:16px;line-height:23px;color:${light.text}`,
          `<strong>${inline(outline.actionLabel)}</strong> ${inline(action)}`,
        ),
    card.url === null
      ? ''
      : paragraph(
          'text',
          'font-size:16px',
          link({ label: outline.openLabel, url: card.url }, 'display:inline-block;padding:10px 0 6px'),
        ),
    '</div>',
  ].join('');
}

function sectionHtml(section: Section, outline: Outline): string {
  const name = `<bdi>${htmlEscape(section.facility)}</bdi>`;
  return [
    `<h2 class="text" style="margin:24px 0 8px;font-size:19px;line-height:26px;color:${light.text};${BREAKS}">${name}</h2>`,
    ...section.cards.map((card) => cardHtml(card, outline)),
    section.stillOpen === null
      ? ''
      : paragraph('muted', `font-size:15px;line-height:22px;color:${light.muted}`, inline(section.stillOpen)),
  ].join('');
}

function topHtml(outline: Outline): string {
  const tally = outline.tally.map(
    ({ pressure, text }) =>
      `<span class="${pressure}" style="color:${inks[pressure]}"><strong>${signs[pressure]}</strong> ${inline(text)}</span>`,
  );
  return [
    paragraph('muted', `font-size:14px;line-height:20px;color:${light.muted}`, inline(outline.eyebrow)),
    `<h1 class="text" style="margin:4px 0 6px;font-size:24px;line-height:31px;color:${light.text};${BREAKS}">${inline(outline.title)}</h1>`,
    tally.length > 0 ? paragraph('text', 'font-size:15px;line-height:23px', row(tally, outline)) : '',
    outline.warning === null
      ? ''
      : `<p class="warning" style="margin:14px 0 0;padding:10px 14px;border-radius:6px;font-size:16px;line-height:23px;background:${light.warning};color:${light.text}"><strong>!!</strong> ${inline(outline.warning)}</p>`,
  ].join('');
}

function footHtml({ notes, links }: Outline): string {
  const style = `padding-top:6px;font-size:14px;line-height:21px;color:${light.muted}`;
  return [
    `<div class="line" style="margin-top:28px;padding-top:8px;border:0 solid ${light.line};border-top-width:1px">`,
    ...notes.map((note) => paragraph('muted', style, inline(note))),
    ...links.map((target) => paragraph('muted', style, link(target, 'display:inline-block;padding:4px 0'))),
    '</div>',
  ].join('');
}

/** The whole document. */
export function htmlOf(outline: Outline): string {
  const { tag, direction } = outline.speaker;
  const dir = `lang="${tag}" dir="${direction}"`;
  const align = direction === 'rtl' ? 'right' : 'left';
  return [
    `<!doctype html><html ${dir}><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${inline(outline.subject).replaceAll(/<\/?bdi>/g, '')}</title><style>${styleSheet}</style></head>`,
    `<body class="page" style="margin:0;padding:0;background:${light.page};color:${light.text};${FONT}">`,
    `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${inline(outline.preheader)}</div>`,
    `<table role="presentation" ${dir} width="100%" cellpadding="0" cellspacing="0" border="0" class="page" style="background:${light.page};table-layout:fixed">`,
    `<tr><td align="center" style="padding:16px 12px"><div ${dir} style="max-width:600px;margin:0 auto;text-align:${align};${FONT}">`,
    topHtml(outline),
    ...outline.sections.map((section) => sectionHtml(section, outline)),
    outline.others === null
      ? ''
      : paragraph(
          'muted',
          `padding-top:16px;font-size:15px;line-height:22px;color:${light.muted}`,
          inline(outline.others),
        ),
    footHtml(outline),
    '</div></td></tr></table></body></html>',
  ].join('\n');
}
