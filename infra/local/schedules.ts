/** Fires the template's schedules, and lets a person or a test run them by hand at a time of their choosing. */
import * as z from 'zod';
import { judge } from './iam.ts';
import type { Lambda, Outcome } from './lambda.ts';
import type { Model } from './model.ts';
import { StartRefused } from './refused.ts';
import { readExpression } from './schedule-expression.ts';

export interface Schedules {
  /** Names that can be run by hand. */
  readonly names: readonly string[];
  /** Runs the target of a name now, as at `time`, and answers its outcome; undefined for an unknown name. */
  run(name: string, time: Date): Promise<Outcome | undefined>;
  /** Starts the clock. */
  start(): void;
  busy(): number;
  stop(): void;
}

const record = z.record(z.string(), z.unknown());
/** Inputs by name, in a schedule's Metadata, that may be merged into its own to run it by hand. */
const manualSchema = z.record(z.string(), record);
const timeMark = '<aws.scheduler.scheduled-time>';
const longest = 2_000_000_000;

interface Schedule {
  readonly name: string;
  readonly functionArn: string;
  readonly input: string;
  readonly manual: Readonly<Record<string, Record<string, unknown>>>;
  readonly next: (after: Date) => Date | undefined;
  readonly enabled: boolean;
}

/** `2026-11-23T20:45:00Z`, as the scheduler writes it. */
const stamp = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

function readSchedules(model: Model): Schedule[] {
  return model.find('AWS::Scheduler::Schedule').map(({ logicalId, properties, metadata }) => {
    const { Arn, RoleArn, Input } = properties.Target;
    const target = model.functions.find((one) => one.arn === Arn);
    if (target === undefined)
      throw new StartRefused(`${logicalId}: its target ${Arn} is not a function of this template.`);
    const role = model.roles.get(RoleArn);
    if (!role?.services.includes('scheduler.amazonaws.com')) {
      throw new StartRefused(`${logicalId}: its role ${RoleArn} cannot be assumed by scheduler.amazonaws.com.`);
    }
    if (!judge(role.statements, 'lambda:InvokeFunction', Arn).allowed) {
      throw new StartRefused(`${logicalId}: its role ${role.name} lacks lambda:InvokeFunction on ${Arn}.`);
    }
    const next = readExpression(properties.ScheduleExpression, properties.ScheduleExpressionTimezone);
    if (next === undefined) {
      throw new StartRefused(
        `${logicalId}: the local runner does not know the expression ${properties.ScheduleExpression}.`,
      );
    }
    return {
      name: properties.Name ?? logicalId,
      functionArn: Arn,
      input: Input ?? '{}',
      manual: manualSchema.parse(metadata['Muster::Manual'] ?? {}),
      next,
      enabled: properties.State === 'ENABLED',
    };
  });
}

/** Reads the schedules. Throws `StartRefused` for a role that is too narrow, or an expression that is not known. */
export function createSchedules(model: Model, lambda: Lambda, report: (line: string) => void): Schedules {
  const schedules = readSchedules(model);
  const byName = new Map<string, { schedule: Schedule; extra: Record<string, unknown> }>();
  for (const schedule of schedules) {
    const manual = Object.entries(schedule.manual);
    if (manual.length === 0) byName.set(schedule.name, { schedule, extra: {} });
    for (const [name, extra] of manual) byName.set(name, { schedule, extra });
  }
  const timers = new Map<Schedule, NodeJS.Timeout>();
  let running = 0;

  const invoke = async (schedule: Schedule, extra: Record<string, unknown>, time: Date): Promise<Outcome> => {
    const input = record.parse(JSON.parse(schedule.input.replaceAll(timeMark, stamp(time))));
    running += 1;
    return lambda.invoke(schedule.functionArn, { ...input, ...extra }).finally(() => {
      running -= 1;
    });
  };

  const arm = (schedule: Schedule): void => {
    const time = schedule.next(new Date());
    if (time === undefined) return;
    const wait = time.getTime() - Date.now();
    const fire = (): void => {
      arm(schedule);
      if (wait > longest) return;
      void invoke(schedule, {}, time).then((outcome) => {
        if (!outcome.ok) report(`the schedule ${schedule.name} failed; it runs again at its next time`);
      });
    };
    timers.set(schedule, setTimeout(fire, Math.min(wait, longest)));
  };

  return {
    names: [...byName.keys()],
    async run(name, time) {
      const found = byName.get(name);
      return found === undefined ? undefined : invoke(found.schedule, found.extra, time);
    },
    start() {
      for (const schedule of schedules.filter((one) => one.enabled)) arm(schedule);
    },
    busy: () => running,
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
