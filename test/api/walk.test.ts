/** The README's walk, run to the letter against the whole product: what it promises is what comes back. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { loadDemo, startProduct } from '../support/product.ts';
import { patternOf, readWalk } from '../support/walk.ts';

const stops = readWalk();
const between = '--- next stop ---';
let answers: string[];

beforeAll(async () => {
  const local = await startProduct();
  await loadDemo(local, new Date());
  const script = stops.map((stop) => stop.commands).join(`echo '${between}'\n`);
  const here = script.replaceAll('http://localhost:3000', local.url);
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', here]);
  answers = stdout.split(`${between}\n`);
});

test('the walk has a stop for each of the three roles', () => {
  const commands = stops.map((stop) => stop.commands).join('');
  for (const who of ['"$MANAGER"', '"$LOGISTICS"', '"$LEAD"']) expect(commands).toContain(who);
});

test.each(stops.map((stop, index) => ({ ...stop, index, first: stop.commands.trim().split('\n').at(-1) })))(
  'stop $index answers as the README says: $first',
  ({ answer, index }) => {
    expect(answers[index]?.trim()).toMatch(patternOf(answer));
  },
);
