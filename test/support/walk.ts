/** Reads the walk of README.md: each block of commands with the answer that the text promises. */
import { readFileSync } from 'node:fs';

export interface Stop {
  /** What a reader pastes. */
  readonly commands: string;
  /** What the text says comes back; `…` stands for anything on its line. */
  readonly answer: string;
}

const readme = new URL('../../README.md', import.meta.url);
const heading = '## Ten minutes with the API';

/** The stops of the walk in order. Throws where a block of commands has no answer after it. */
export function readWalk(): Stop[] {
  const text = readFileSync(readme, 'utf8');
  const section = text.slice(text.indexOf(heading) + heading.length).split('\n## ', 1)[0] ?? '';
  const blocks = [...section.matchAll(/```(sh|text)\n([\s\S]*?)```/g)].map(([, kind, body]) => ({ kind, body }));
  const stops: Stop[] = [];
  for (let i = 0; i < blocks.length; i += 2) {
    const [commands, answer] = [blocks[i], blocks[i + 1]];
    if (commands?.kind !== 'sh' || answer?.kind !== 'text')
      throw new Error(`README.md: no answer after these commands:\n${commands?.body}`);
    stops.push({ commands: commands.body ?? '', answer: answer.body ?? '' });
  }
  return stops;
}

/** What an answer has to look like. */
export function patternOf(answer: string): RegExp {
  const lines = answer.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${lines.replaceAll('…', '[^\\n]*(?:\\n {4,}[^\\n]*)*')}$`);
}
