/** Nobody may do more than grants.ts says, and what cdk-nag finds is either mended or answered for. */
import { App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { pascalCase } from '../../infra/constructs/functions.ts';
import { type FunctionName, functionNames } from '../../infra/entries.ts';
import { grantOf } from '../../infra/grants.ts';
import { synthesize } from './synthesized.ts';

const listOf = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), item.transform((one) => [one])]);
const documentSchema = z.object({
  Statement: z.array(
    z.object({ Effect: z.literal('Allow'), Action: listOf(z.string()), Resource: listOf(z.unknown()) }),
  ),
});
const policySchema = z.object({ PolicyDocument: documentSchema, Roles: z.array(z.object({ Ref: z.string() })) });

const { ofType, resources } = synthesize();

const policies = ofType('AWS::IAM::Policy').map(([, policy]) => policySchema.parse(policy.Properties));

const logicalIdOf = (name: FunctionName) =>
  ofType('AWS::Lambda::Function').find(([id]) => new RegExp(`^Functions${pascalCase(name)}[0-9A-F]{8}$`).test(id));

/** `action on logical id` (with `/index/...` where a policy names an index) of everything that a function may do. */
function allowed(name: FunctionName): string[] {
  const role = Object(logicalIdOf(name)?.[1].Properties.Role)['Fn::GetAtt'][0];
  return policies
    .filter((policy) => policy.Roles.some(({ Ref }) => Ref === role))
    .flatMap((policy) => policy.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((one) => `${action} on ${spelled(one)}`)),
    )
    .sort();
}

function spelled(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = Object(resource);
  if (Array.isArray(attribute)) return String(attribute[0]);
  if (Array.isArray(join)) return join[1].map(spelled).join('');
  const pseudo = { 'AWS::Partition': 'aws', 'AWS::Region': 'region', 'AWS::AccountId': 'account' };
  const { Ref: name } = Object(resource);
  if (typeof name === 'string') return Object(pseudo)[name] ?? name;
  return JSON.stringify(resource);
}

function only(type: string, idPart: string): string {
  const found = ofType(type).filter(([id]) => id.startsWith(idPart));
  expect(found, `${type} ${idPart}`).toHaveLength(1);
  return String(found[0]?.[0]);
}

const table = only('AWS::DynamoDB::GlobalTable', 'Table');
const work = ofType('AWS::SQS::Queue').find(([id]) => /^QueuesWork[0-9A-F]{8}$/.test(id))?.[0];
const nightly = ofType('AWS::SQS::Queue').find(([id]) => /^QueuesNightly[0-9A-F]{8}$/.test(id))?.[0];
const newsQueue = ofType('AWS::SQS::Queue').find(([id]) => /^QueuesNews[0-9A-F]{8}$/.test(id))?.[0];
const topic = only('AWS::SNS::Topic', 'NewsAlertChanges');
const mails = only('AWS::SES::ConfigurationSet', 'NewsMails');
const givenUp = new Map([
  ['react', only('AWS::SQS::Queue', 'QueuesReactDeadLetters')],
  ['announce', only('AWS::SQS::Queue', 'QueuesAnnounceDeadLetters')],
  ['bounces', only('AWS::SQS::Queue', 'QueuesBounceDeadLetters')],
]);

function expected(name: FunctionName): string[] {
  const grant = grantOf(name);
  const log = only('AWS::Logs::LogGroup', `Functions${pascalCase(name)}Log`);
  return [
    ...(grant.table ?? []).map((action) => `dynamodb:${action} on ${table}`),
    ...(grant.index ?? []).map((action) => `dynamodb:${action} on ${table}/index/GSI1`),
    ...(grant.workQueue ?? []).map((action) => `sqs:${action} on ${work}`),
    ...(grant.nightlyQueue ?? []).map((action) => `sqs:${action} on ${nightly}`),
    ...(grant.newsQueue ?? []).map((action) => `sqs:${action} on ${newsQueue}`),
    ...(grant.deadLetters ?? []).map((action) => `sqs:${action} on ${givenUp.get(name)}`),
    ...(grant.stream ?? []).map((action) => `dynamodb:${action} on ${table}`),
    ...(grant.stream ? ['dynamodb:ListStreams on *'] : []),
    ...(grant.topic ?? []).map((action) => `sns:${action} on ${topic}`),
    ...(grant.mail ?? []).map((action) => `ses:${action} on arn:aws:ses:region:account:configuration-set/${mails}`),
    `logs:CreateLogStream on ${log}`,
    `logs:PutLogEvents on ${log}`,
    'xray:PutTelemetryRecords on *',
    'xray:PutTraceSegments on *',
  ].sort();
}

describe('a function', () => {
  it.each(functionNames)('%s may do what its grant names, write its own log and trace, and nothing else', (name) => {
    expect(allowed(name)).toEqual(expected(name));
  });

  it('never holds a policy that AWS manages or that another role shares', () => {
    for (const [, role] of ofType('AWS::IAM::Role')) expect(role.Properties.ManagedPolicyArns).toBeUndefined();
    for (const policy of policies) expect(policy.Roles).toHaveLength(1);
  });
});

describe('the policies', () => {
  const statements = policies.flatMap((policy) => policy.PolicyDocument.Statement);

  it('name every action: no Scan and no wildcard', () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*') || action === 'dynamodb:Scan')).toEqual([]);
  });

  it('name every resource, except for X-Ray and the list of streams, which have none', () => {
    const open = statements.filter(({ Resource }) => Resource.some((one) => spelled(one).includes('*')));
    const known = ['dynamodb:ListStreams'];
    const others = open.flatMap(({ Action }) => Action).filter((action) => !known.includes(action));
    expect([...new Set(others)].sort()).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });

  it('let the clock start the planner and nothing else', () => {
    const [tick] = ofType('AWS::Scheduler::Schedule');
    const role = Object(Object(tick?.[1].Properties.Target).RoleArn)['Fn::GetAtt'][0];
    const may = policies
      .filter((policy) => policy.Roles.some(({ Ref }) => Ref === role))
      .flatMap((policy) => policy.PolicyDocument.Statement)
      .flatMap(({ Action, Resource }) => Action.map((action) => `${action} on ${Resource.map(spelled).join()}`));
    const deadLetters = only('AWS::SQS::Queue', 'QueuesTickDeadLetters');
    expect(may).toEqual([`lambda:InvokeFunction on ${logicalIdOf('plan')?.[0]}`, `sqs:SendMessage on ${deadLetters}`]);
    expect(resources.get(role)?.Type).toBe('AWS::IAM::Role');
  });
});

describe('the checks', () => {
  it('find nothing in the stack, with every setting in use', () => {
    const context = {
      consoleOrigin: 'https://muster.example.org',
      mailFrom: 'm@example.org',
      alarmMail: 'm@example.org',
    };
    expect(() => synthesize(context, 'cdk-nag and the schemas of CloudFormation')).not.toThrow();
  });

  it('stop a synth with a finding of cdk-nag that nobody answered for', () => {
    const app = new App();
    const stack = new Stack(app, 'Careless');
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).toThrow(/[Vv]alidation/);
  });
});
