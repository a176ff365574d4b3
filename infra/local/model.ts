/** Turns the resources of an assembly into the few plain things that run: functions, tables, queues, pollers, schedules, API, sign-in. */
import { existsSync } from 'node:fs';
import * as z from 'zod';
import type { Assembly, Resource } from './assembly.ts';
import { managedPolicy, readPolicy, type Statement, trustedServices } from './iam.ts';
import { createResolver, type Resolve } from './intrinsics.ts';
import { type Addresses, createAttributes, createRewrite } from './names.ts';
import { StartRefused } from './refused.ts';
import { ignoredTypes, type Properties, type RunningType, runningTypes } from './resources.ts';

/** A resolved, checked resource of one type. */
export interface Found<T extends RunningType> {
  readonly logicalId: string;
  readonly metadata: Resource['metadata'];
  readonly properties: Properties<T>;
}

export interface FunctionModel {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly codeFolder: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly maxConcurrency: number | undefined;
}

export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly services: readonly string[];
  readonly statements: readonly Statement[];
}

export interface Model {
  readonly assembly: Assembly;
  readonly functions: readonly FunctionModel[];
  /** Role ARN -> what it may do. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly find: <T extends RunningType>(type: T) => readonly Found<T>[];
  readonly attribute: (logicalId: string, name?: string) => string;
  /** One line for each type of resource that is left out. */
  readonly leftOut: readonly string[];
}

const isRunning = (type: string): type is RunningType => type in runningTypes;

function check(resource: Resource, resolve: Resolve): Found<RunningType> {
  const { logicalId, type, metadata, condition } = resource;
  if (!isRunning(type)) {
    throw new StartRefused(
      `${logicalId}: resources of type ${type} are not known to the local runner (infra/local/resources.ts).`,
    );
  }
  if (condition !== undefined)
    throw new StartRefused(`${logicalId}: its Condition ${condition} cannot be judged here.`);
  const parsed = runningTypes[type].safeParse(resolve(resource.properties, logicalId));
  if (parsed.success) return { logicalId, metadata, properties: parsed.data };
  const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'its properties'}: ${issue.message}`);
  throw new StartRefused(`${logicalId} (${type}) has what the local runner does not know: ${issues.join('; ')}.`);
}

function readRoles(find: Model['find'], attribute: Model['attribute']): Map<string, Role> {
  const policies = find('AWS::IAM::Policy').map((policy) => ({
    roles: policy.properties.Roles,
    statements: readPolicy(policy.properties.PolicyDocument, policy.logicalId),
  }));
  const roles = new Map<string, Role>();
  for (const { logicalId, properties } of find('AWS::IAM::Role')) {
    const name = attribute(logicalId);
    const arn = attribute(logicalId, 'Arn');
    const statements = [
      ...properties.ManagedPolicyArns.flatMap((one) => managedPolicy(one, logicalId)),
      ...properties.Policies.flatMap((one) => readPolicy(one.PolicyDocument, logicalId)),
      ...policies.filter((one) => one.roles.includes(name)).flatMap((one) => one.statements),
    ];
    roles.set(arn, {
      arn,
      name,
      services: trustedServices(properties.AssumeRolePolicyDocument, logicalId),
      statements,
    });
  }
  return roles;
}

function readFunction(
  assembly: Assembly,
  found: Found<'AWS::Lambda::Function'>,
  attribute: Model['attribute'],
  roles: Model['roles'],
): FunctionModel {
  const { logicalId, properties } = found;
  const codeFolder = assembly.assets.get(properties.Code.S3Key ?? '');
  if (codeFolder === undefined || !existsSync(codeFolder)) {
    throw new StartRefused(`${logicalId}: its code is not in the assembly (synthesize with bundling).`);
  }
  if (!roles.get(properties.Role)?.services.includes('lambda.amazonaws.com')) {
    throw new StartRefused(`${logicalId}: its role ${properties.Role} cannot be assumed by lambda.amazonaws.com.`);
  }
  return {
    logicalId,
    name: attribute(logicalId),
    arn: attribute(logicalId, 'Arn'),
    roleArn: properties.Role,
    codeFolder,
    handler: properties.Handler,
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    environment: properties.Environment?.Variables ?? {},
    maxConcurrency: properties.ReservedConcurrentExecutions,
  };
}

/** Resolves and checks every resource. Throws `StartRefused` naming the logical id of the first that cannot run. */
export function readModel(assembly: Assembly, addresses: Addresses): Model {
  const attributes = createAttributes(assembly, addresses);
  const resolve = createResolver(assembly, attributes, createRewrite(assembly, addresses));
  const attribute = (logicalId: string, name?: string): string =>
    z.string().parse(resolve(name === undefined ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, name] }, logicalId));

  const leftOut = new Map<string, number>();
  const found = new Map<string, Found<RunningType>[]>();
  for (const resource of assembly.resources.values()) {
    if (resource.type in ignoredTypes) {
      leftOut.set(resource.type, (leftOut.get(resource.type) ?? 0) + 1);
      continue;
    }
    const list = found.get(resource.type) ?? [];
    found.set(resource.type, list);
    list.push(check(resource, resolve));
  }
  const find: Model['find'] = <T extends RunningType>(type: T) =>
    // Filed under its own type by `check`, whose schema is that of the type.
    (found.get(type) ?? []) as unknown as readonly Found<T>[];

  const roles = readRoles(find, attribute);
  return {
    assembly,
    functions: find('AWS::Lambda::Function').map((one) => readFunction(assembly, one, attribute, roles)),
    roles,
    find,
    attribute,
    leftOut: [...leftOut].map(([type, times]) => `${times} x ${type}: ${ignoredTypes[type]}`),
  };
}
