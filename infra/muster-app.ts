/** Builds the CDK app from cdk.json and the contract, so that the CLI, the runner and the tests synthesize the same. */
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { rows } from '#shared/contract/rows.ts';
import { type Bundles, bundleFolder, bundleFunctions } from './bundle.ts';
import { functionNames } from './entries.ts';
import { MusterStack } from './muster-stack.ts';
import { readSettings } from './settings.ts';

export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url));

export interface MusterAppOptions {
  /** Wins over cdk.json and over the CLI's `--context`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Folder of the cloud assembly; the CLI's own when left out. */
  readonly outdir?: string;
}

/** The app with its one stack. Throws on an unusable setting or a missing entry file; findings of cdk-nag fail its synth. */
export function musterApp(options: MusterAppOptions = {}): { app: App; stack: MusterStack } {
  const { context, outdir } = options;
  const app = new App({
    context: contextOfCdkJson(),
    ...(context === undefined ? {} : { postCliContext: { ...context } }),
    ...(outdir === undefined ? {} : { outdir }),
  });
  const settings = readSettings(app.node);
  const stack = new MusterStack(app, 'Muster', {
    stackName: `Muster-${settings.stage}`,
    description: 'Muster: supplies and guidance of prisons.',
    settings,
    rows,
    bundles: settings.bundle ? bundlesOfThisProcess() : undefined,
  });
  Tags.of(app).add('application', 'muster');
  Tags.of(app).add('stage', settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}

/** The CDK copies the folders while it synthesizes; after that nobody needs them. */
function bundlesOfThisProcess(): Bundles {
  const folder = bundleFolder(repositoryRoot);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return bundleFunctions(repositoryRoot, functionNames, folder);
}

/** Read here as well, because only the CLI hands cdk.json on, and feature flags must not depend on who synthesizes. */
function contextOfCdkJson(): Record<string, unknown> {
  const text = readFileSync(new URL('../cdk.json', import.meta.url), 'utf8');
  return z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text)).context;
}
