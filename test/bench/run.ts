/** `npm run bench`: measures speed, sizes and units, each beside its budget; `-- --full` adds the large ones. Fails when a budget is missed. */
import { parseArgs } from 'node:util';
import { synthesize } from './assembly.ts';
import { benchBundles } from './bundles.ts';
import { benchHandler } from './handler.ts';
import { benchHttp } from './http-event.ts';
import { type Line, show } from './measure.ts';
import { benchSweep } from './sweep.ts';
import { benchUnits } from './units.ts';

const { values } = parseArgs({
  options: { full: { type: 'boolean', default: false }, only: { type: 'string' } },
});

const parts: Readonly<Record<string, readonly [title: string, run: () => Line[] | Promise<Line[]>]>> = {
  units: ['Units per operation (strongly consistent where a decision rests on it)', benchUnits],
  bundles: ['Bundles of the API, median of nine imports', benchBundles],
  handler: ['Our own code per warm request, without the table', benchHandler],
  sweep: ['Sweeps that change nothing, four side by side', () => benchSweep(values.full)],
  http: [
    'The local runner over HTTP',
    async () => {
      const synthesized = await synthesize();
      try {
        return await benchHttp(synthesized);
      } finally {
        synthesized.remove();
      }
    },
  ],
};

let missed = 0;
for (const [name, [title, run]] of Object.entries(parts)) {
  if (values.only !== undefined && values.only !== name) continue;
  const lines = await run();
  missed += lines.filter((line) => line.kept === false).length;
  process.stdout.write(`${show(title, lines)}\n`);
}
if (missed > 0) {
  process.stdout.write(`\n${missed} budgets missed.\n`);
  process.exitCode = 1;
}
