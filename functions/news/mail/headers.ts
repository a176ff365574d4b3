/** Headers by which mails on one alert stand together, and a digest can be ended with one click. */
import { createHash } from 'node:crypto';
import type { MailContent, MailHeader } from '#shared/domain/news/mail.ts';

/** SES writes its own Message-ID: what mails refer to is a name that no mail has, the same for all of one thread. */
const THREAD_DOMAIN = 'alerts.muster.invalid';
/** A header of ten stays below what SES accepts (870 characters). */
const THREADS_AT_MOST = 10;
const HASH_LENGTH = 32;

/** Ids say which place is short of what; their hash does not. */
function thread(name: string): string {
  return `<${createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH)}@${THREAD_DOMAIN}>`;
}

/** `alertIds`: worst first. */
export function headersOf(content: MailContent, alertIds: readonly string[]): MailHeader[] {
  const threads = content.kind === 'digest' ? [`digest ${content.country}`] : alertIds.slice(0, THREADS_AT_MOST);
  const references = { name: 'References', value: threads.map(thread).join(' ') };
  if (content.kind === 'now' || content.unsubscribeUrl === null) return [references];
  return [
    references,
    { name: 'List-Unsubscribe', value: `<${content.unsubscribeUrl}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ];
}
