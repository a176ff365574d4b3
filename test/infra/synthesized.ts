/** Synthesizes the stack without bundles, so that a file of tests pays for one synth. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { musterApp } from '../../infra/muster-app.ts';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).optional(),
});
export type Resource = z.output<typeof resourceSchema>;

const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });

export interface Synthesized {
  readonly template: Template;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Logical id and resource of every resource of a type. */
  readonly ofType: (type: string) => (readonly [string, Resource])[];
}

/**
 * The stack's template with `context` on top of cdk.json. Throws where the synth does: on findings of cdk-nag, say.
 * The schemas of CloudFormation take most of a synth's time, so one test asks for them and the others do without.
 */
export function synthesize(
  context: Readonly<Record<string, unknown>> = {},
  checks: 'cdk-nag' | 'cdk-nag and the schemas of CloudFormation' = 'cdk-nag',
): Synthesized {
  process.env.CDK_VALIDATION = checks === 'cdk-nag' ? 'false' : 'true';
  const outdir = mkdtempSync(join(tmpdir(), 'muster-synth-'));
  try {
    const { app, stack } = musterApp({ context: { bundle: false, ...context }, outdir });
    const template = templateSchema.parse(app.synth().getStackArtifact(stack.artifactId).template);
    const resources = new Map(Object.entries(template.Resources));
    return {
      template: Template.fromJSON(template),
      resources,
      ofType: (type) => [...resources].filter(([, resource]) => resource.Type === type),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
