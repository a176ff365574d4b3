/** Measures contenders in turn, round by round, so that a busy machine is unfair to all of them alike. */

export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Null where there is no budget. */
  readonly kept: boolean | null;
}

/** The middle of a list; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Runs `work(lane, index)` `count` times in so many lanes; how many a second. */
export async function rateOf(
  count: number,
  lanes: number,
  work: (lane: number, index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const lane = async (_: unknown, number: number) => {
    for (let index = next++; index < count; index = next++) await work(number, index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (count * 1000) / (performance.now() - started);
}

/** Medians of each contender's rate over interleaved rounds, after one round that does not count. */
export async function compare<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const rate = await contenders[name]();
      if (round > 0) rates.get(name)?.push(rate);
    }
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name) ?? [])])) as Record<Name, number>;
}

/** A table of lines for people. */
export function show(title: string, lines: readonly Line[]): string {
  const width = Math.max(...lines.map((line) => line.what.length));
  const second = Math.max(...lines.map((line) => line.measured.length));
  const mark = { true: 'kept', false: 'MISSED', null: '' };
  const rows = lines.map((line) => {
    const kept = mark[String(line.kept) as 'true' | 'false' | 'null'];
    return `  ${line.what.padEnd(width)}  ${line.measured.padEnd(second)}  ${line.budget}${kept && `: ${kept}`}`.trimEnd();
  });
  return [`\n${title}`, ...rows].join('\n');
}
