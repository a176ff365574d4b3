/** Replays a file of monthly stock rows: what Muster would have warned of, month by month, and how often that came true. */
import { showDay } from '#shared/domain/day.ts';
import { shown } from '#shared/domain/stock/show.ts';
import { readSeries } from '../support/series.ts';
import { type Foresight, foresee } from './foresight.ts';
import { rules, scoreOf } from './rules.ts';

const [path, ...options] = process.argv.slice(2);
if (path === undefined || options.some((option) => option !== '--list')) {
  process.stderr.write('Usage: npm run replay -- <csv of monthly rows> [--list]\n');
  process.exit(1);
}

/** Everything that was foreseen of a site, with the site's code. */
function ofSite({ code, months }: ReturnType<typeof readSeries>[number]) {
  const items = Map.groupBy(months, ({ itemId }) => itemId);
  return [...items.values()].flatMap((own) => foresee(own).map((seen) => ({ site: code, seen })));
}

const share = (value: number | null) => (value === null ? '   -' : value.toFixed(3));

function table(seen: readonly Foresight[]): string {
  const lines = Object.entries(rules).map(([name, rule]) => {
    const { flagged, hits, precision, recall } = scoreOf(seen, rule);
    const figures = [share(precision), share(recall), String(flagged).padStart(7), String(hits).padStart(6)];
    return `${name.padEnd(52)}${figures.join('  ')}`;
  });
  return [`${' '.repeat(50)}precision recall flagged   hits`, ...lines].join('\n');
}

const all = readSeries(path).flatMap(ofSite);
const shownYear =
  all
    .map(({ seen }) => seen.month.slice(0, 4))
    .sort()
    .at(-1) ?? '';
const byMonth = (a: { seen: Foresight }, b: { seen: Foresight }) => (a.seen.month < b.seen.month ? -1 : 1);
const ofYear = all.filter(({ seen }) => seen.month.startsWith(shownYear)).toSorted(byMonth);
const heading = (title: string, seen: readonly Foresight[]) =>
  `\n${title}: ${seen.length} month ends with something in stock, ${seen.filter(({ emptyNext }) => emptyNext).length} of them with nothing a month later`;
const print = (text: string) => process.stdout.write(`${text}\n`);

if (options.includes('--list')) {
  print('month,site,item,status,stock,cover_days,out_on,projected,empty_next_month');
  const alert = Object.values(rules)[0];
  for (const { site, seen } of ofYear) {
    if (!alert?.(seen)) continue;
    const { status, coverDays, stockOutOn, projectedShort } = seen.position;
    const out = stockOutOn === null ? '' : showDay(stockOutOn);
    const figures = [seen.row.closing, shown(coverDays, 1), out, projectedShort, seen.emptyNext];
    print([seen.month, site, seen.itemId, status, ...figures].join(','));
  }
}
for (const [month, rows] of Map.groupBy(ofYear, ({ seen }) => seen.month)) {
  const seen = rows.map((row) => row.seen);
  print(heading(month, seen));
  print(table(seen));
}
for (const [title, rows] of [
  [shownYear, ofYear],
  ['All years', all],
] as const) {
  const seen = rows.map((row) => row.seen);
  print(heading(title, seen));
  print(table(seen));
}
