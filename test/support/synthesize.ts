/** Synthesizes the whole stack once for all test files that run it; they take its path from what is provided here. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

/** The first programme lead of every stack that tests run. */
export const FIRST_LEAD = 'lead@muster.local';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the synthesized assembly, functions bundled. */
    assembly: string;
  }
}

/** Runs before the first test file; what it returns runs after the last. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-assembly-'));
  const assembly = join(folder, 'cdk.out');
  const env = {
    ...process.env,
    CDK_OUTDIR: assembly,
    CDK_CONTEXT_JSON: JSON.stringify({ firstLead: FIRST_LEAD, mailFrom: 'supplies@muster.local' }),
    CDK_VALIDATION: 'false',
  };
  await promisify(execFile)(process.execPath, ['infra/app.ts'], { cwd: project.config.root, env });
  project.provide('assembly', assembly);
  return () => rmSync(folder, { recursive: true, force: true });
}
