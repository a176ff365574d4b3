/** Names every Lambda function once, with the file that it is bundled from: code is reached by path, never by import. */
import { type Capability, capabilities } from '#shared/contract/row.ts';

export const jobs = ['plan', 'assess', 'nightly', 'react'] as const;
/** What happens between an alert that moved and a person who read of it. */
export const newsFunctions = ['announce', 'tell', 'bounces'] as const;
export const identityTriggers = ['pre-sign-up', 'pre-token'] as const;

export type FunctionName =
  | Capability
  | (typeof jobs)[number]
  | (typeof newsFunctions)[number]
  | (typeof identityTriggers)[number];

export const functionNames: readonly FunctionName[] = [...capabilities, ...jobs, ...newsFunctions, ...identityTriggers];

const folderOfFunction = new Map<FunctionName, string>([
  ...jobs.map((name) => [name, 'jobs'] as const),
  ...newsFunctions.map((name) => [name, 'news'] as const),
  ...identityTriggers.map((name) => [name, 'identity'] as const),
]);

/** The entry file of a function, relative to the root of the repository. */
export function entryOf(name: FunctionName): string {
  const folder = folderOfFunction.get(name);
  return folder === undefined ? `functions/${name}/index.ts` : `functions/${folder}/${name}.ts`;
}
