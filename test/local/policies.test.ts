/** Calls to AWS are judged by the policies of the template, as IAM judges them. */
import { describe, expect, test } from 'vitest';
import { demandsOf, demandsOfMail, demandsOfPublishing } from '../../infra/local/demands.ts';
import { fits, judge, managedPolicy, readPolicy, trustedServices } from '../../infra/local/iam.ts';
import { call, start, synthesize } from './fixture/run.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/T';
const policy = (...statements: object[]) => readPolicy({ Version: '2012-10-17', Statement: statements }, 'Policy1');

describe('the judgement of a policy', () => {
  const allow = {
    Effect: 'Allow',
    Action: ['dynamodb:Get*', 'dynamodb:PutItem'],
    Resource: [table, `${table}/index/*`],
  };

  test.each([
    ['an action that is named', 'dynamodb:PutItem', table, true],
    ['an action that a wildcard covers', 'dynamodb:GetItem', table, true],
    ['an action in another case', 'dynamodb:putitem', table, true],
    ['an action that is not named', 'dynamodb:DeleteItem', table, false],
    ['another table', 'dynamodb:PutItem', `${table}2`, false],
    ['an index that a wildcard covers', 'dynamodb:GetItem', `${table}/index/GSI1`, true],
    ['the same action of another service', 'sqs:PutItem', table, false],
  ])('%s', (_, action, resource, allowed) => {
    expect(judge(policy(allow), action, resource).allowed).toBe(allowed);
  });

  test('lets a Deny win over an Allow', () => {
    const statements = policy(allow, { Effect: 'Deny', Action: '*', Resource: table });
    expect(judge(statements, 'dynamodb:PutItem', table)).toMatchObject({
      because: 'with an explicit deny in an identity-based policy',
    });
    expect(judge(statements, 'dynamodb:GetItem', `${table}/index/GSI1`).allowed).toBe(true);
  });

  test('understands NotAction and NotResource', () => {
    const statements = policy({ Effect: 'Allow', NotAction: 'dynamodb:Delete*', NotResource: `${table}/index/*` });
    expect(judge(statements, 'dynamodb:PutItem', table).allowed).toBe(true);
    expect(judge(statements, 'dynamodb:DeleteItem', table).allowed).toBe(false);
    expect(judge(statements, 'dynamodb:Query', `${table}/index/GSI1`).allowed).toBe(false);
  });

  test('takes every other character of a pattern as it is', () => {
    expect(fits('a.c', 'abc')).toBe(false);
    expect(fits('a?c', 'abc')).toBe(true);
    expect(fits('arn:*:x', 'arn:aws:y:x')).toBe(true);
  });

  test('refuses a Condition that it cannot judge, naming the resource', () => {
    const conditional = { ...allow, Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['x'] } } };
    expect(() => policy(conditional)).toThrow(/Policy1.*Condition/);
    const trust = {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'x.amazonaws.com' },
          Condition: { Bool: { 'aws:ViaAWSService': true } },
        },
      ],
    };
    expect(() => trustedServices(trust, 'Role1')).toThrow(/Role1.*Condition/);
  });

  test('refuses a managed policy whose actions it does not know', () => {
    expect(() => managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess', 'Role1')).toThrow(
      /Role1.*AdministratorAccess/,
    );
  });
});

describe('what a call demands', () => {
  const demands = (target: string, body: object): string[] =>
    (demandsOf(target, body, 'us-east-1')?.demands ?? []).map(
      ({ action, resource }) => `${action} ${resource.split(':').at(-1)}`,
    );

  test.each([
    ['DynamoDB_20120810.PutItem', { TableName: 'T' }, ['dynamodb:PutItem table/T']],
    ['DynamoDB_20120810.Query', { TableName: 'T', IndexName: 'GSI1' }, ['dynamodb:Query table/T/index/GSI1']],
    [
      'DynamoDB_20120810.BatchGetItem',
      { RequestItems: { T: {}, U: {} } },
      ['dynamodb:BatchGetItem table/T', 'dynamodb:BatchGetItem table/U'],
    ],
    [
      'DynamoDB_20120810.TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'T' } },
          { Put: { TableName: 'T' } },
          { ConditionCheck: { TableName: 'T' } },
          { Update: { TableName: 'U' } },
          { Delete: { TableName: 'T' } },
        ],
      },
      [
        'dynamodb:PutItem table/T',
        'dynamodb:ConditionCheckItem table/T',
        'dynamodb:UpdateItem table/U',
        'dynamodb:DeleteItem table/T',
      ],
    ],
    [
      'DynamoDB_20120810.TransactGetItems',
      { TransactItems: [{ Get: { TableName: 'T' } }] },
      ['dynamodb:GetItem table/T'],
    ],
    ['DynamoDB_20120810.ListTables', {}, ['dynamodb:ListTables *']],
    ['DynamoDBStreams_20120810.ListStreams', { TableName: 'T' }, ['dynamodb:ListStreams *']],
    [
      'DynamoDBStreams_20120810.GetShardIterator',
      { StreamArn: 'arn:aws:dynamodb:x:000000000000:table/T/stream/2026', ShardId: 's' },
      ['dynamodb:GetShardIterator table/T/stream/local'],
    ],
    [
      'DynamoDBStreams_20120810.GetRecords',
      { ShardIterator: Buffer.from('{"table_name":"T"}').toString('base64') },
      ['dynamodb:GetRecords table/T/stream/local'],
    ],
    ['DynamoDBStreams_20120810.GetRecords', { ShardIterator: 'from elsewhere' }, ['dynamodb:GetRecords *']],
    ['AmazonSQS.SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/000000000000/Q' }, ['sqs:SendMessage Q']],
    ['AmazonSQS.ReceiveMessage', { QueueUrl: 'http://127.0.0.1:1/000000000000/Q' }, ['sqs:ReceiveMessage Q']],
  ])('%s', (target, body, expected) => {
    expect(demands(target, body)).toEqual(expected);
  });

  test('is for a mail its sender and the configuration set that it goes through', () => {
    const body = { FromEmailAddress: 'Supplies <supplies@example.org>', ConfigurationSetName: 'Mails' };
    expect(demandsOfMail(body, 'us-east-1').demands.map(({ resource }) => resource)).toEqual([
      'arn:aws:ses:us-east-1:000000000000:identity/supplies@example.org',
      'arn:aws:ses:us-east-1:000000000000:configuration-set/Mails',
    ]);
  });

  test('is for what is published its topic', () => {
    const TopicArn = 'arn:aws:sns:us-east-1:000000000000:T';
    expect(demandsOfPublishing({ Action: 'PublishBatch', TopicArn }).demands).toEqual([
      { action: 'sns:Publish', resource: TopicArn },
    ]);
  });

  test('is unknown for services that do not run here', () => {
    expect(demandsOf('AmazonSSM.GetParameter', {}, 'us-east-1')).toBeUndefined();
  });
});

describe('a function without a permission', () => {
  test('gets AccessDeniedException that names the function and the action', async () => {
    const lines: string[] = [];
    const tableActions = ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:Query'];
    const local = await start({ assembly: synthesize({ tableActions }), report: (line) => lines.push(line) });
    const answer = await call(local, 'PUT', '/api/v1/open/soap', { body: {} });
    expect(answer).toMatchObject({ status: 500, body: { name: 'AccessDeniedException' } });
    const pattern =
      /assumed-role\/Fixture-ApiServiceRole\w+\/Fixture-Api\w+ is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table\/Fixture-Table\w+ because no identity-based policy allows the dynamodb:PutItem action/;
    expect(JSON.stringify(answer.body)).toMatch(pattern);
    expect(lines.join('\n')).toMatch(pattern);
  });

  test('is judged by its own role, not by that of another function with the same code', async () => {
    const local = await start({ assembly: synthesize() });
    expect(await call(local, 'PUT', '/api/v1/open/soap', { body: {} })).toMatchObject({ status: 201 });
    const answer = await call(local, 'PUT', '/api/v1/powerless/soap', { body: {} });
    expect(answer).toMatchObject({
      status: 500,
      body: { name: 'AccessDeniedException', message: expect.stringContaining('Fixture-Powerless') },
    });
  });

  test('stops the start when it is the role of a poller', async () => {
    const assembly = synthesize({ workerActions: ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'] });
    await expect(start({ assembly })).rejects.toThrow(/Feed.*sqs:DeleteMessage/);
  });
});
