/** What a template holds that does not run on one machine stops the start, by the name of the resource. */
import { CfnOutput, CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { createResolver } from '../../infra/local/intrinsics.ts';
import { start, synthesize } from './fixture/run.ts';
import type { FixtureOptions } from './fixture/stack.ts';

const refused = (extra: FixtureOptions['extra']): Promise<unknown> => start({ assembly: synthesize({ extra }) });

describe('a template with something unknown', () => {
  test.each<[string, FixtureOptions['extra'], RegExp]>([
    [
      'a resource type',
      (stack) => void new CfnResource(stack, 'Network', { type: 'AWS::EC2::VPC' }),
      /Network.*AWS::EC2::VPC/,
    ],
    [
      'a property',
      (stack) => void new CfnQueue(stack, 'Odd').addPropertyOverride('FairnessPolicy', 'x'),
      /Odd.*FairnessPolicy/,
    ],
    [
      'an intrinsic function',
      (stack) => void new CfnQueue(stack, 'Odd', { queueName: Fn.importValue('other') }),
      /Odd.*Fn::ImportValue/,
    ],
    [
      'a Condition in a policy',
      (_, { api }) =>
        api.addToRolePolicy(
          new PolicyStatement({
            actions: ['dynamodb:Scan'],
            resources: ['*'],
            conditions: { StringLike: { 'dynamodb:LeadingKeys': 'x' } },
          }),
        ),
      /ApiServiceRole.*Condition/,
    ],
    [
      'a schedule expression',
      (stack) => {
        const schedule = stack.node.findChild('Schedule');
        if (schedule instanceof CfnSchedule) schedule.scheduleExpression = 'at(2026-01-01T00:00:00)';
      },
      /Schedule.*at\(2026/,
    ],
    [
      'a schedule whose role may not invoke its target',
      (stack) => {
        const schedule = stack.node.findChild('Schedule');
        if (schedule instanceof CfnSchedule)
          schedule.addPropertyOverride('Target.Arn', { 'Fn::GetAtt': [stack.getLogicalId(apiOf(stack)), 'Arn'] });
      },
      /Schedule.*lambda:InvokeFunction/,
    ],
  ])('%s stops the start and is named', async (_, extra, message) => {
    await expect(refused(extra)).rejects.toThrow(message);
  });

  test('outputs and resources that are left out on purpose do not matter, and are reported', async () => {
    const lines: string[] = [];
    const assembly = synthesize({
      extra: (stack) => {
        new CfnOutput(stack, 'Anything', { value: 'x' });
        new CfnResource(stack, 'Alarm', {
          type: 'AWS::CloudWatch::Alarm',
          properties: { Any: { 'Fn::ImportValue': 'x' } },
        });
      },
    });
    await start({ assembly, report: (line) => lines.push(line) });
    expect(lines.join('\n')).toMatch(/left out.*AWS::CloudWatch::Alarm: nobody is paged/);
  });

  test('a folder without an assembly says what to do', async () => {
    await expect(start({ assembly: '/nowhere/cdk.out' })).rejects.toThrow(/npm run synth/);
  });
});

function apiOf(stack: Stack): CfnResource {
  const child = stack.node.findChild('Api').node.defaultChild;
  if (!(child instanceof CfnResource)) throw new Error('the API function has no resource');
  return child;
}

describe('intrinsic functions', () => {
  const resources = new Map([
    ['Thing', { logicalId: 'Thing', type: 'X', properties: {}, metadata: {}, condition: undefined }],
  ]);
  const assembly = { stackName: 'S', region: 'eu-west-1', parameters: new Map([['Stage', 'dev']]), resources };
  const resolve = createResolver(assembly, (id, name) => (name === 'Gone' ? undefined : `${id}.${name ?? 'ref'}`));

  test.each<[string, unknown, unknown]>([
    ['Ref of a resource', { Ref: 'Thing' }, 'Thing.ref'],
    ['Ref of a parameter with a default', { Ref: 'Stage' }, 'dev'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Thing', 'Arn'] }, 'Thing.Arn'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Thing.A.B' }, 'Thing.A.B'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-dev-1'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `\${Thing}/\${Thing.Arn}/\${AWS::AccountId}/\${!Kept}` },
      `Thing.ref/Thing.Arn/000000000000/\${Kept}`,
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': [`\${x}!`, { x: { Ref: 'Stage' } }] }, 'dev!'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['AWS::NoValue', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ])('%s', (_, value, expected) => {
    expect(resolve(value, 'Owner')).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['a Ref to nothing', { Ref: 'Nothing' }],
    ['an attribute that has no value here', { 'Fn::GetAtt': ['Thing', 'Gone'] }],
    ['an unknown function', { deep: [{ 'Fn::FindInMap': ['a', 'b', 'c'] }] }],
  ])('%s is refused with the name of the resource', (_, value) => {
    expect(() => resolve(value, 'Owner')).toThrow(/Owner/);
  });
});
