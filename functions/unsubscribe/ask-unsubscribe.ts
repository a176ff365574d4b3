/** GET /unsubscribe: asks first, because programs that look at mail open every link in it. */
import type { TableDeps } from '#kit/deps.ts';
import { htmlPage } from '#kit/html.ts';
import type { Operation } from '#kit/request.ts';
import type { unsubscribeRows } from '#shared/contract/unsubscribe.ts';
import { isRefusal } from '#shared/domain/refusal.ts';
import { unsubscribeMessages } from '#shared/messages/pages/unsubscribe.ts';
import { linkOf } from './link.ts';

export const askUnsubscribe: Operation<typeof unsubscribeRows.askUnsubscribe, TableDeps> = async (request, deps) => {
  const link = await linkOf(request.query.token, deps);
  if (isRefusal(link)) return link;
  const { tag, language, direction } = link.locale;
  const { title, question, button } = unsubscribeMessages[language];
  return { body: htmlPage({ language: tag, direction, title, text: question, button }) };
};
