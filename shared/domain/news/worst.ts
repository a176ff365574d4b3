/** Which news are told one by one where there are more than one mail holds. */
import type { News } from './news.ts';
import { latestWords, worstFirst } from './telling.ts';

/** The worst of these, whole alerts until there are `most` news or more; the order of `news` does not matter. */
export function worstNews(news: readonly News[], most: number): ReadonlySet<News> {
  if (news.length <= most) return new Set(news);
  const byAlert = Map.groupBy(news, ({ alertId }) => alertId);
  const chosen = new Set<News>();
  for (const { alertId } of latestWords(news).sort(worstFirst)) {
    if (chosen.size >= most) break;
    for (const one of byAlert.get(alertId) ?? []) chosen.add(one);
  }
  return chosen;
}
