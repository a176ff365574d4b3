/** Judges calls by the policies of the template, so that a missing permission is found on one machine and not in AWS. */
import * as z from 'zod';
import { account } from './intrinsics.ts';
import { StartRefused } from './refused.ts';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly notResources: boolean;
}

/** Allowed, or why not, in the words that AWS uses. */
export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly because: string };

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((one) => (Array.isArray(one) ? one : [one]));
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMany.optional(),
  NotAction: oneOrMany.optional(),
  Resource: oneOrMany.optional(),
  NotResource: oneOrMany.optional(),
  Condition: z.unknown().optional(),
});
const documentSchema = z.object({
  Version: z.string().optional(),
  Statement: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform((one) => [one])]),
});

/**
 * Reads a resolved policy document that stands in the resource `logicalId`.
 * Throws `StartRefused` for a Condition, because a condition that is not judged would allow more than AWS does.
 */
export function readPolicy(document: unknown, logicalId: string): Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success)
    throw new StartRefused(`${logicalId}: its policy document cannot be read: ${parsed.error.message}`);
  return parsed.data.Statement.map((raw) => {
    const statement = statementSchema.safeParse(raw);
    if (!statement.success) {
      throw new StartRefused(`${logicalId}: a policy statement cannot be judged here: ${JSON.stringify(raw)}`);
    }
    const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement.data;
    if (Condition !== undefined) {
      throw new StartRefused(`${logicalId}: the local runner cannot judge the Condition ${JSON.stringify(Condition)}.`);
    }
    return {
      effect: Effect,
      actions: Action ?? NotAction ?? [],
      notActions: Action === undefined && NotAction !== undefined,
      resources: Resource ?? NotResource ?? [],
      notResources: Resource === undefined && NotResource !== undefined,
    };
  });
}

const trustSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: oneOrMany,
      Principal: z.object({ Service: oneOrMany }),
      Condition: z.unknown().optional(),
    }),
  ),
});
const accountCondition = z.strictObject({
  StringEquals: z.strictObject({ 'aws:SourceAccount': z.literal(account) }),
});
const sourceCondition = z.strictObject({
  StringEquals: z.strictObject({ 'aws:SourceAccount': z.literal(account), 'aws:SourceArn': z.unknown() }),
});

/** Services that a role's resolved trust document lets assume it. Throws `StartRefused` for a Condition it cannot judge. */
export function trustedServices(document: unknown, logicalId: string): string[] {
  const parsed = trustSchema.safeParse(document);
  if (!parsed.success)
    throw new StartRefused(`${logicalId}: its trust policy cannot be judged: ${JSON.stringify(document)}`);
  return parsed.data.Statement.flatMap(({ Principal, Condition }) => {
    const judged = [accountCondition, sourceCondition].some((schema) => schema.safeParse(Condition).success);
    if (Condition !== undefined && !judged) {
      throw new StartRefused(`${logicalId}: the local runner cannot judge the Condition ${JSON.stringify(Condition)}.`);
    }
    return Principal.Service;
  });
}

const log = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const xray = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSampling*'];
const queue = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const managed: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': log,
  'service-role/AWSLambdaSQSQueueExecutionRole': [...queue, ...log],
  AWSXRayDaemonWriteAccess: xray,
  AWSXrayWriteOnlyAccess: xray,
};

/** The statements of a policy that AWS keeps. Throws `StartRefused` for one that is not written down here. */
export function managedPolicy(arn: string, logicalId: string): Statement[] {
  const actions = managed[arn.replace(/^arn:aws:iam::aws:policy\//, '')];
  if (actions === undefined)
    throw new StartRefused(`${logicalId}: the managed policy ${arn} is not known (infra/local/iam.ts).`);
  return [{ effect: 'Allow', actions, notActions: false, resources: ['*'], notResources: false }];
}

const patterns = new Map<string, RegExp>();

/** Whether `value` fits a policy's pattern: `*` is any run of characters, `?` one. Actions ignore case. */
export function fits(pattern: string, value: string, ignoreCase = false): boolean {
  const key = ignoreCase ? `i:${pattern}` : pattern;
  let expression = patterns.get(key);
  if (expression === undefined) {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
    patterns.set(key, expression);
  }
  return expression.test(value);
}

const applies = (statement: Statement, action: string, resource: string): boolean =>
  statement.actions.some((pattern) => fits(pattern, action, true)) !== statement.notActions &&
  statement.resources.some((pattern) => fits(pattern, resource)) !== statement.notResources;

/** Whether the statements let `action` (`dynamodb:PutItem`) be done on `resource` (an ARN, or `*`). A Deny wins. */
export function judge(statements: readonly Statement[], action: string, resource: string): Verdict {
  const matching = statements.filter((statement) => applies(statement, action, resource));
  if (matching.some((statement) => statement.effect === 'Deny')) {
    return { allowed: false, because: 'with an explicit deny in an identity-based policy' };
  }
  if (matching.length > 0) return { allowed: true };
  return { allowed: false, because: `because no identity-based policy allows the ${action} action` };
}
