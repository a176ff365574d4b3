/** The whole of Muster in AWS: what is built, in the order in which one part needs the other. */
import { CfnOutput, Lazy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Row } from '#shared/contract/row.ts';
import type { Bundles } from './bundle.ts';
import { Alarms } from './constructs/alarms.ts';
import { ConsoleSite } from './constructs/console-site.ts';
import { Functions } from './constructs/functions.ts';
import { apiPrefix, HttpApi } from './constructs/http-api.ts';
import { Identity } from './constructs/identity.ts';
import { News } from './constructs/news.ts';
import { Queues } from './constructs/queues.ts';
import { Schedules } from './constructs/schedules.ts';
import { Table } from './constructs/table.ts';
import { topicKey } from './constructs/topic-key.ts';
import type { Settings } from './settings.ts';

export interface MusterStackProps extends StackProps {
  readonly settings: Settings;
  readonly rows: readonly Row[];
  /** Folder of the bundle per function; undefined leaves a placeholder for tests of the template. */
  readonly bundles: Bundles | undefined;
}

export class MusterStack extends Stack {
  constructor(scope: Construct, id: string, props: MusterStackProps) {
    super(scope, id, props);
    const { settings, rows, bundles } = props;
    const table = new Table(this, 'Table');
    const queues = new Queues(this, 'Queues');
    const key = topicKey(this);
    const news = new News(this, 'News', { settings, key });
    const functions = new Functions(this, 'Functions', { settings, table, queues, news, bundles });
    news.returnTo(functions.named('bounces'), queues.bounceDeadLetters);
    // The console's host is known last: it fronts the API, whose authorizer asks for tokens of the console's client.
    const consoleOrigin = Lazy.string({ produce: () => site.origin });
    const identity = new Identity(this, 'Identity', { settings, functions, consoleOrigin });
    functions.tellIdentity(identity);
    const { issuer, clientId } = identity;
    const api = new HttpApi(this, 'HttpApi', { settings, functions, rows, issuer, clientId });
    functions.tellApi(`${api.api.apiEndpoint}${apiPrefix}`);
    const site = new ConsoleSite(this, 'Console', { settings, api: api.api, signInUrl: identity.signInUrl });
    functions.tellConsole(settings.consoleOrigin === '' ? site.origin : settings.consoleOrigin);
    new Schedules(this, 'Schedules', { plan: functions.named('plan'), deadLetters: queues.tickDeadLetters });
    const alarms = new Alarms(this, 'Alarms', { settings, table, queues, functions, api, key });

    new CfnOutput(this, 'ConsoleUrl', { value: site.origin });
    new CfnOutput(this, 'ConsoleBucket', { value: site.bucket.bucketName });
    new CfnOutput(this, 'ApiUrl', { value: api.api.apiEndpoint });
    new CfnOutput(this, 'SignInUrl', { value: identity.signInUrl });
    new CfnOutput(this, 'Issuer', { value: issuer });
    new CfnOutput(this, 'ClientId', { value: clientId });
    new CfnOutput(this, 'TableName', { value: table.table.tableName });
    new CfnOutput(this, 'PlanFunction', { value: functions.named('plan').functionName });
    new CfnOutput(this, 'AlertTopic', { value: news.topic.topicArn });
    new CfnOutput(this, 'AlarmTopic', { value: alarms.topic.topicArn });
  }
}
