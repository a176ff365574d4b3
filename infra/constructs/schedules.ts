/** The one clock of the programme: a tick every quarter of an hour, from which the planner works out what is due where. */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Zones are 15 minutes apart at the finest: no country's hour is missed by more than one tick. */
const tickExpression = 'rate(15 minutes)';

/** Replaced by Scheduler with the instant that the tick stands for. */
const tickInput = { time: '<aws.scheduler.scheduled-time>' };

/** Inputs that may be merged into the tick's own to run one job by hand, for all countries. */
const manualInputs = { sweep: { force: 'sweep' }, nightly: { force: 'nightly' }, digest: { force: 'digest' } };

/** The next tick does the work of a lost one, so a tick is not worth more than two attempts within its quarter. */
const retryAttempts = 2;
const retrySeconds = 600;

export interface SchedulesProps {
  readonly plan: IFunction;
  readonly deadLetters: IQueue;
}

export class Schedules extends Construct {
  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    const role = new Role(this, 'TickRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.plan.functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [props.deadLetters.queueArn] }));
    const tick = new CfnSchedule(this, 'Tick', {
      scheduleExpression: tickExpression,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.plan.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(tickInput),
        retryPolicy: { maximumRetryAttempts: retryAttempts, maximumEventAgeInSeconds: retrySeconds },
        deadLetterConfig: { arn: props.deadLetters.queueArn },
      },
    });
    tick.addMetadata('Muster::Manual', manualInputs);
    tick.node.addDependency(role);
  }
}
