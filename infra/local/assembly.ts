/** Reads a synthesized CDK assembly: the only thing that the local runner knows of the product. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { StartRefused } from './refused.ts';

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly condition: string | undefined;
}

export interface Assembly {
  readonly folder: string;
  readonly stackName: string;
  readonly region: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Parameter name -> its default; parameters without one are absent. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Object key in the assets bucket -> absolute path of the folder or file that would be uploaded. */
  readonly assets: ReadonlyMap<string, string>;
}

const record = z.record(z.string(), z.unknown());
const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: record.optional(),
    }),
  ),
});
const templateSchema = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: record.default({}),
      Metadata: record.default({}),
      Condition: z.string().optional(),
    }),
  ),
});
const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

function readJson<T>(path: string, schema: z.ZodType<T>): T {
  if (!existsSync(path)) {
    throw new StartRefused(`${path} is missing: synthesize first (npm run synth), or name the folder that holds it.`);
  }
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Reads `folder` (a cdk.out). Throws `StartRefused` when it is absent or holds other than exactly one stack. */
export function readAssembly(folder: string): Assembly {
  const root = resolve(folder);
  const manifest = readJson(join(root, 'manifest.json'), manifestSchema);
  const artifacts = Object.entries(manifest.artifacts);
  const stacks = artifacts.filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [first, ...others] = stacks;
  if (first === undefined || others.length > 0 || artifacts.some(([, a]) => a.type === 'cdk:cloud-assembly')) {
    const names = artifacts.filter(([, a]) => /stack|cloud-assembly/.test(a.type)).map(([name]) => name);
    throw new StartRefused(`the assembly must hold exactly one stack; it holds: ${names.join(', ') || 'none'}.`);
  }
  const [artifactId, stack] = first;
  const properties = z.object({ templateFile: z.string(), stackName: z.string().optional() }).parse(stack.properties);
  const template = readJson(join(root, properties.templateFile), templateSchema);

  const assets = new Map<string, string>();
  for (const [, artifact] of artifacts.filter(([, a]) => a.type === 'cdk:asset-manifest')) {
    const file = z.object({ file: z.string() }).parse(artifact.properties).file;
    for (const asset of Object.values(readJson(join(root, file), assetsSchema).files)) {
      for (const destination of Object.values(asset.destinations)) {
        if (asset.source.path !== undefined) assets.set(destination.objectKey, resolve(root, asset.source.path));
      }
    }
  }

  const resources = new Map<string, Resource>();
  for (const [logicalId, entry] of Object.entries(template.Resources)) {
    resources.set(logicalId, {
      logicalId,
      type: entry.Type,
      properties: entry.Properties,
      metadata: entry.Metadata,
      condition: entry.Condition,
    });
  }
  const parameters = new Map<string, unknown>();
  for (const [name, parameter] of Object.entries(template.Parameters)) {
    if (parameter.Default !== undefined) parameters.set(name, parameter.Default);
  }
  const region = stack.environment?.split('/').at(-1);
  return {
    folder: root,
    stackName: properties.stackName ?? artifactId,
    region: region === undefined || region === 'unknown-region' ? 'us-east-1' : region,
    resources,
    parameters,
    assets,
  };
}
