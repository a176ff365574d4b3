/** Synthesizes the stack into a temporary folder, as the runner's own command does. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const LEAD = 'lead@muster.local';

export interface Synthesized {
  readonly assembly: string;
  /** For data beside it. */
  readonly folder: string;
  readonly remove: () => void;
}

/** The folder holds the assembly with bundled functions until it is removed. */
export async function synthesize(): Promise<Synthesized> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const assembly = join(folder, 'cdk.out');
  const env = {
    ...process.env,
    CDK_OUTDIR: assembly,
    CDK_CONTEXT_JSON: JSON.stringify({ firstLead: LEAD }),
    CDK_VALIDATION: 'false',
  };
  await promisify(execFile)(process.execPath, ['infra/app.ts'], { cwd: root, env });
  return { assembly, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
