/** One Lambda function per entry: its own role with the actions of grants.ts, its own log group, its own bundle. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundles } from '../bundle.ts';
import { type FunctionName, functionNames } from '../entries.ts';
import { grantOf } from '../grants.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import {
  announceWindow,
  changesOfFacilities,
  feedQueue,
  feedStream,
  newNews,
  reactWindow,
  type StreamFeed,
} from './feeds.ts';
import { type FunctionShape, functionShapes, type Setting } from './function-shapes.ts';
import type { News } from './news.ts';
import type { Queues } from './queues.ts';
import type { Table } from './table.ts';

/** Stands in for the bundles where only the template matters. */
const placeholder = 'exports.handler = async () => { throw new Error("synthesized without bundles"); };';

/** Batches per call: one slow batch must not push the others over the timeout. */
const workBatchSize = 2;
const nightlyBatchSize = 1;

/** Enough for 20,000 facilities within one tick, and far below what an account may run at once. */
const workConcurrency = 10;

/** The nightly check has the whole night; it leaves the table to the people who work late. */
const nightlyConcurrency = 2;

/** One country's mails at a time per call, and few calls: SES has a rate too. */
const tellBatchSize = 1;
const tellConcurrency = 5;

/** Changes of a hundred rows: one evening's reports of a country, and far below what fits into the timeout. */
const streamBatchSize = 100;

/** What a reaction gives up is judged anew by the next sweep; an hour-old one has been. */
const react = { parallel: 4, retries: 3, maxAge: Duration.hours(1) } as const;

/** What announcing gives up is announced by the next tick. */
const announce = { parallel: 2, retries: 5, maxAge: Duration.hours(6) } as const;

export interface FunctionsProps {
  readonly settings: Settings;
  readonly table: Table;
  readonly queues: Queues;
  readonly news: News;
  /** Folder per function; undefined for the placeholder. */
  readonly bundles: Bundles | undefined;
}

export class Functions extends Construct {
  private readonly props: FunctionsProps;
  private readonly byName = new Map<FunctionName, LambdaFunction>();

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.props = props;
    for (const name of functionNames) this.byName.set(name, this.define(name, functionShapes[name]));
    this.feed();
  }

  /** The function of that name. */
  named(name: FunctionName): LambdaFunction {
    const found = this.byName.get(name);
    if (found === undefined) throw new Error(`There is no function ${name}.`);
    return found;
  }

  /** Tells every function that asks for it where people sign in. */
  tellIdentity(identity: { readonly issuer: string; readonly clientId: string }): void {
    for (const name of functionNames) {
      const settings: readonly Setting[] = functionShapes[name].settings;
      if (settings.includes('ISSUER')) this.named(name).addEnvironment('ISSUER', identity.issuer);
      if (settings.includes('CLIENT_ID')) this.named(name).addEnvironment('CLIENT_ID', identity.clientId);
    }
  }

  /** Tells every function that asks for it where the API is. */
  tellApi(url: string): void {
    for (const name of functionNames) {
      const settings: readonly Setting[] = functionShapes[name].settings;
      if (settings.includes('API_URL')) this.named(name).addEnvironment('API_URL', url);
    }
  }

  /** Tells every function that asks for it where the console is. */
  tellConsole(origin: string): void {
    for (const name of functionNames) {
      const settings: readonly Setting[] = functionShapes[name].settings;
      if (settings.includes('CONSOLE_URL')) this.named(name).addEnvironment('CONSOLE_URL', origin);
    }
  }

  private define(name: FunctionName, shape: FunctionShape): LambdaFunction {
    const id = pascalCase(name);
    // Retained: what led to a teardown or a replaced function stays readable until the retention ends.
    const logGroup = new LogGroup(this, `${id}Log`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of this.statements(name)) role.addToPolicy(statement);
    const folder = this.props.bundles?.get(name);
    const lambda = new LambdaFunction(this, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: folder === undefined ? Code.fromInline(placeholder) : Code.fromAsset(folder),
      memorySize: shape.memoryMb,
      timeout: Duration.seconds(shape.timeoutSeconds),
      environment: this.environment(shape),
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
    });
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords, which active tracing needs, accept only *. Nor has ListStreams, which Lambda wants before it follows a stream.',
    );
    return lambda;
  }

  private statements(name: FunctionName): PolicyStatement[] {
    const { table, queues, news } = this.props;
    const grant = grantOf(name);
    return [
      ...statement('dynamodb', grant.table, table.table.tableArn),
      ...statement('dynamodb', grant.index, table.indexArn),
      ...statement('dynamodb', grant.stream, table.streamArn),
      ...statement('dynamodb', grant.stream && ['ListStreams'], '*'),
      ...statement('sqs', grant.workQueue, queues.work.queueArn),
      ...statement('sqs', grant.nightlyQueue, queues.nightly.queueArn),
      ...statement('sqs', grant.newsQueue, queues.news.queueArn),
      ...statement('sqs', grant.deadLetters, queues.givenUpBy(name)?.queueArn),
      ...statement('sns', grant.topic, news.topic.topicArn),
      ...news.mailArns.flatMap((arn) => statement('ses', grant.mail, arn)),
    ];
  }

  private environment(shape: FunctionShape): Record<string, string> {
    const { settings, table, queues, news } = this.props;
    const known: Partial<Record<Setting, string>> = {
      TABLE_NAME: table.table.tableName,
      WORK_QUEUE_URL: queues.work.queueUrl,
      NIGHTLY_QUEUE_URL: queues.nightly.queueUrl,
      NEWS_QUEUE_URL: queues.news.queueUrl,
      TOPIC_ARN: news.topic.topicArn,
      MAIL_FROM: settings.mailFrom,
      CONFIGURATION_SET: news.configurationSet.configurationSetName,
      FIRST_LEAD: settings.firstLead,
    };
    const chosen = shape.settings.flatMap((name) => {
      const value = known[name];
      return value === undefined ? [] : [[name, value]];
    });
    return {
      NODE_OPTIONS: '--enable-source-maps',
      STAGE: settings.stage,
      LOG_LEVEL: settings.logLevel,
      ...Object.fromEntries(chosen),
    };
  }

  private feed(): void {
    const { queues, settings } = this.props;
    this.feedQueue('assess', queues.work, workBatchSize, workConcurrency);
    this.feedQueue('nightly', queues.nightly, nightlyBatchSize, nightlyConcurrency);
    this.feedQueue('tell', queues.news, tellBatchSize, tellConcurrency, settings.mailFrom !== '');
    this.feedStream('react', { ...react, pattern: changesOfFacilities, window: reactWindow });
    this.feedStream('announce', { ...announce, pattern: newNews, window: announceWindow });
  }

  private feedQueue(
    name: FunctionName,
    queue: IQueue,
    batchSize: number,
    maxConcurrency: number,
    enabled = true,
  ): void {
    feedQueue(this, `${pascalCase(name)}Feed`, this.named(name), { queue, batchSize, maxConcurrency, enabled });
  }

  private feedStream(
    name: 'react' | 'announce',
    feed: Omit<StreamFeed, 'streamArn' | 'batchSize' | 'deadLetters'>,
  ): void {
    const { table, queues } = this.props;
    feedStream(this, `${pascalCase(name)}Feed`, this.named(name), {
      ...feed,
      streamArn: table.streamArn,
      batchSize: streamBatchSize,
      deadLetters: queues.givenUpBy(name),
    });
  }
}

function statement(
  service: string,
  actions: readonly string[] | undefined,
  resource: string | undefined,
): PolicyStatement[] {
  if (actions === undefined || actions.length === 0) return [];
  if (resource === undefined) throw new Error(`${actions.join()} is granted on something that is not there.`);
  return [new PolicyStatement({ actions: actions.map((action) => `${service}:${action}`), resources: [resource] })];
}

/** `pre-sign-up` -> `PreSignUp`: construct ids, and so logical ids, are letters and digits. */
export function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}
