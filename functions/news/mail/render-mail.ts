/** Renders one mail: what its reader sees first, the HTML, the plain text, and the headers. No I/O, no clock. */
import type { MailContent, RenderedMail } from '#shared/domain/news/mail.ts';
import { headersOf } from './headers.ts';
import { htmlOf } from './html.ts';
import { outlineOf } from './outline.ts';
import { textOf } from './text.ts';

/** The mail in the reader's language. The same content gives the same mail, to the byte. */
export function renderMail(content: MailContent): RenderedMail {
  const outline = outlineOf(content);
  const alertIds = outline.sections.flatMap((section) => section.cards.map((card) => card.alertId));
  return {
    subject: outline.subject,
    html: htmlOf(outline),
    text: textOf(outline),
    headers: headersOf(content, alertIds),
    namesMissing: outline.namesMissing,
  };
}
