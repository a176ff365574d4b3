/** Works out CloudFormation's intrinsic functions, and refuses what it does not know instead of guessing. */
import type { Assembly } from './assembly.ts';
import { StartRefused } from './refused.ts';

/** One pseudo account for everything that runs here. */
export const account = '000000000000';

/** What `Ref` (no attribute) or `Fn::GetAtt` of a resource gives here; undefined when that is not known. */
export type Attributes = (logicalId: string, attribute: string | undefined) => unknown;

/** Turns a template value into a plain one; `logicalId` names the resource it stands in, for messages. */
export type Resolve = (value: unknown, logicalId: string) => unknown;

const absent = Symbol('AWS::NoValue');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function scalar(value: unknown, logicalId: string, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new StartRefused(`${logicalId}: ${where} needs a text, got ${JSON.stringify(value)}.`);
}

/**
 * Makes the resolver of one template. `rewrite` is applied to every text that comes out, so that addresses in AWS can
 * become addresses here. The resolver throws `StartRefused` naming the logical id for what it does not know.
 */
export function createResolver(
  assembly: Pick<Assembly, 'stackName' | 'region' | 'parameters' | 'resources'>,
  attributes: Attributes,
  rewrite: (text: string) => string = (text) => text,
): Resolve {
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': assembly.region,
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': assembly.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${assembly.region}:${account}:stack/${assembly.stackName}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': absent,
  };

  function reference(name: string, logicalId: string): unknown {
    if (name in pseudo) return pseudo[name];
    if (assembly.parameters.has(name)) return assembly.parameters.get(name);
    const value = assembly.resources.has(name) ? attributes(name, undefined) : undefined;
    if (value === undefined) throw new StartRefused(`${logicalId}: Ref to ${name} has no value on one machine.`);
    return value;
  }

  function attribute(target: string, name: string, logicalId: string): unknown {
    const value = assembly.resources.has(target) ? attributes(target, name) : undefined;
    if (value === undefined) {
      throw new StartRefused(`${logicalId}: Fn::GetAtt of ${target}.${name} has no value on one machine.`);
    }
    return value;
  }

  function substitute(template: string, variables: Record<string, unknown>, logicalId: string): string {
    return template.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in variables) return scalar(resolve(variables[name], logicalId), logicalId, 'Fn::Sub');
      const dot = name.indexOf('.');
      const value =
        dot < 0 ? reference(name, logicalId) : attribute(name.slice(0, dot), name.slice(dot + 1), logicalId);
      return scalar(value, logicalId, 'Fn::Sub');
    });
  }

  function list(value: unknown, logicalId: string, where: string): unknown[] {
    const resolved = resolve(value, logicalId);
    if (!Array.isArray(resolved)) throw new StartRefused(`${logicalId}: ${where} needs a list.`);
    return resolved;
  }

  const functions: Readonly<Record<string, (argument: unknown, logicalId: string) => unknown>> = {
    Ref: (argument, logicalId) => reference(scalar(argument, logicalId, 'Ref'), logicalId),
    'Fn::GetAtt': (argument, logicalId) => {
      const parts = Array.isArray(argument) ? argument : scalar(argument, logicalId, 'Fn::GetAtt').split('.');
      const [target, ...rest] = parts.map((part) => scalar(part, logicalId, 'Fn::GetAtt'));
      return attribute(target ?? '', rest.join('.'), logicalId);
    },
    'Fn::Join': (argument, logicalId) => {
      const [separator, values] = Array.isArray(argument) ? argument : [];
      const parts = list(values, logicalId, 'Fn::Join').map((part) => scalar(part, logicalId, 'Fn::Join'));
      return parts.join(scalar(separator, logicalId, 'Fn::Join'));
    },
    'Fn::Sub': (argument, logicalId) => {
      const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
      return substitute(scalar(template, logicalId, 'Fn::Sub'), isRecord(variables) ? variables : {}, logicalId);
    },
    'Fn::Select': (argument, logicalId) => {
      const [index, values] = Array.isArray(argument) ? argument : [];
      const chosen = list(values, logicalId, 'Fn::Select')[Number(resolve(index, logicalId))];
      if (chosen === undefined) throw new StartRefused(`${logicalId}: Fn::Select points outside of its list.`);
      return chosen;
    },
    'Fn::Split': (argument, logicalId) => {
      const [separator, text] = Array.isArray(argument) ? argument : [];
      return scalar(resolve(text, logicalId), logicalId, 'Fn::Split').split(scalar(separator, logicalId, 'Fn::Split'));
    },
  };

  function resolve(value: unknown, logicalId: string): unknown {
    if (typeof value === 'string') return rewrite(value);
    if (Array.isArray(value)) return value.map((one) => resolve(one, logicalId)).filter((one) => one !== absent);
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      const known = functions[only[0]];
      if (known === undefined) {
        throw new StartRefused(
          `${logicalId}: ${only[0]} is not known to the local runner (infra/local/intrinsics.ts).`,
        );
      }
      const result = known(only[1], logicalId);
      return typeof result === 'string' ? rewrite(result) : result;
    }
    const resolved = entries.map(([key, one]) => [key, resolve(one, logicalId)] as const);
    return Object.fromEntries(resolved.filter(([, one]) => one !== absent));
  }

  return (value, logicalId) => {
    const result = resolve(value, logicalId);
    return result === absent ? undefined : result;
  };
}
