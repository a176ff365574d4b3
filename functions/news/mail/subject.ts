/** The subject of a mail: the worst thing and where, and how many others there are. */
import type { AlertFacts } from '#shared/domain/alerts/alert.ts';
import type { MailAlert, MailFacility, MailKind } from '#shared/domain/news/mail.ts';
import type { Speaker } from '#shared/messages/mail/messages.ts';
import { sentencesOf } from '#shared/messages/mail/sentences.ts';

/** A name longer than this is cut in the subject: what is wrong has to be read too. */
const NAME_LENGTH = 60;

/** The first letters of a name as its readers see them: never half of a letter with its marks. */
function clipped(name: string, tag: string): string {
  const letters = [...new Intl.Segmenter(tag).segment(name)].map(({ segment }) => segment);
  return letters.length <= NAME_LENGTH
    ? name
    : `${letters
        .slice(0, NAME_LENGTH - 1)
        .join('')
        .trimEnd()}…`;
}

function clippedFacts(facts: AlertFacts, tag: string): AlertFacts {
  return typeof facts.reference === 'string' ? { ...facts, reference: clipped(facts.reference, tag) } : facts;
}

/** The alert with names short enough for a subject. */
function inShort(alert: MailAlert, tag: string): MailAlert {
  const name = alert.name && { ...alert.name, text: clipped(alert.name.text, tag) };
  return { ...alert, name, facts: clippedFacts(alert.facts, tag) };
}

/** `facilities`: worst first, as the mail shows them. `country`: its name. One line, no longer than the names make it. */
export function subjectLine(
  kind: MailKind,
  facilities: readonly MailFacility[],
  country: string,
  speaker: Speaker,
): string {
  const [worst] = facilities;
  const [alert] = worst?.alerts ?? [];
  if (worst === undefined || alert === undefined) return speaker.say('subject.quiet', { country });
  return speaker.say(`subject.${kind}`, {
    facility: clipped(worst.name, speaker.tag),
    headline: sentencesOf(inShort(alert, speaker.tag), speaker).headline,
    more: facilities.reduce((sum, facility) => sum + facility.alerts.length, -1),
  });
}
