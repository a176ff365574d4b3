/** One Lambda function per entry: its own role with the actions of grants.ts, its own log group, its own bundle. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  EventSourceMapping,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundles } from '../bundle.ts';
import { type FunctionName, functionNames } from '../entries.ts';
import { type Grant, grantOf } from '../grants.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledge.ts';
import { type FunctionShape, functionShapes, type Setting } from './function-shapes.ts';
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

export interface FunctionsProps {
  readonly settings: Settings;
  readonly table: Table;
  readonly queues: Queues;
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
    this.feed('assess', props.queues.work, workBatchSize, workConcurrency);
    this.feed('nightly', props.queues.nightly, nightlyBatchSize, nightlyConcurrency);
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

  private define(name: FunctionName, shape: FunctionShape): LambdaFunction {
    const id = pascalCase(name);
    // Retained: what led to a teardown or a replaced function stays readable until the retention ends.
    const logGroup = new LogGroup(this, `${id}Log`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of this.statements(grantOf(name))) role.addToPolicy(statement);
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
      'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords, which active tracing needs, accept only *.',
    );
    return lambda;
  }

  private statements(grant: Grant): PolicyStatement[] {
    const { table, queues } = this.props;
    return [
      ...statement('dynamodb', grant.table, table.table.tableArn),
      ...statement('dynamodb', grant.index, table.indexArn),
      ...statement('sqs', grant.workQueue, queues.work.queueArn),
      ...statement('sqs', grant.nightlyQueue, queues.nightly.queueArn),
    ];
  }

  private environment(shape: FunctionShape): Record<string, string> {
    const { settings, table, queues } = this.props;
    const known: Partial<Record<Setting, string>> = {
      TABLE_NAME: table.table.tableName,
      WORK_QUEUE_URL: queues.work.queueUrl,
      NIGHTLY_QUEUE_URL: queues.nightly.queueUrl,
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

  private feed(name: FunctionName, queue: IQueue, batchSize: number, maxConcurrency: number): void {
    new EventSourceMapping(this, `${pascalCase(name)}Feed`, {
      target: this.named(name),
      eventSourceArn: queue.queueArn,
      batchSize,
      maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}

function statement(service: string, actions: readonly string[] | undefined, resource: string): PolicyStatement[] {
  if (actions === undefined || actions.length === 0) return [];
  return [new PolicyStatement({ actions: actions.map((action) => `${service}:${action}`), resources: [resource] })];
}

/** `pre-sign-up` -> `PreSignUp`: construct ids, and so logical ids, are letters and digits. */
export function pascalCase(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}
