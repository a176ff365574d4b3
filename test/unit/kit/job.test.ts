/** Queue messages one by one, schedules, triggers and their environment. */

import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { readEnv } from '#kit/env.ts';
import { queueJob, scheduledJob, TriggerRefusal, trigger } from '#kit/job.ts';
import { createLog } from '#kit/log.ts';
import { lambdaContext } from '../../support/http-event.ts';

const quiet = createLog('error', () => undefined);
const message = (messageId: string, body: string) => ({
  messageId,
  receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1545082649183',
    SenderId: 'AIDAIENQZJOLO23YVJ4VO',
    ApproximateFirstReceiveTimestamp: '1545082649185',
  },
  messageAttributes: {},
  md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:work',
  awsRegion: 'eu-central-1',
});

describe('a queue', () => {
  it('gets back just the messages that failed, also those that make no sense', async () => {
    const done: string[] = [];
    const makeDeps = vi.fn(() => done);
    const work = async ({ id }: { id: string }, list: string[]) => {
      if (id === 'bad') throw new Error('no');
      list.push(id);
    };
    const job = queueJob('sweep', z.object({ id: z.string() }), work, makeDeps, quiet);
    const Records = [
      message('1', '{"id":"a"}'),
      message('2', '{"id":"bad"}'),
      message('3', '{"id":7}'),
      message('4', 'no JSON'),
      message('5', '{"id":"b"}'),
    ];
    expect(await job({ Records }, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }, { itemIdentifier: '4' }],
    });
    expect(done.sort()).toEqual(['a', 'b']);
    await job({ Records: [] }, lambdaContext());
    expect(makeDeps).toHaveBeenCalledTimes(1);
  });
});

describe('a schedule', () => {
  const job = scheduledJob(
    'plan',
    z.object({ time: z.iso.datetime() }),
    async ({ time }) => time,
    () => undefined,
    quiet,
  );

  it('hands its parsed input on and answers what the task gives', async () => {
    expect(await job({ time: '2026-11-23T08:00:00Z' }, lambdaContext())).toBe('2026-11-23T08:00:00Z');
  });

  it('fails the invocation on an input that makes no sense, so that it is tried again and alarms', async () => {
    await expect(job({ time: '<aws.scheduler.scheduled-time>' }, lambdaContext())).rejects.toThrow();
  });
});

describe('a trigger', () => {
  it('that says no is a warning without a stack; one that breaks is an error', async () => {
    const lines: string[] = [];
    const log = createLog('info', (line) => lines.push(line));
    const no = trigger('t', () => Promise.reject(new TriggerRefusal('not you')), log);
    const broken = trigger('t', () => Promise.reject(new Error('bug', { cause: new Error('deep') })), log);
    await expect(no({}, lambdaContext())).rejects.toThrow('not you');
    await expect(broken({}, lambdaContext())).rejects.toThrow('bug');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: 'warn', message: 'trigger refused', trigger: 't', reason: 'not you' },
      expect.objectContaining({ level: 'error', reason: 'bug', cause: expect.objectContaining({ reason: 'deep' }) }),
    ]);
  });
});

describe('the environment', () => {
  it('names everything that is missing at once', () => {
    const schema = z.object({ TABLE_NAME: z.string(), ISSUER: z.string() });
    expect(() => readEnv(schema, {})).toThrow(/TABLE_NAME.*ISSUER/);
    expect(readEnv(schema, { TABLE_NAME: 't', ISSUER: 'i', OTHER: 'x' })).toEqual({ TABLE_NAME: 't', ISSUER: 'i' });
  });
});

it('a log leaves out what is below its level, and takes an unknown level for info', () => {
  const lines: string[] = [];
  const log = createLog('loud', (line) => lines.push(line));
  log('debug', 'a');
  log('info', 'b', { n: 1 });
  expect(lines).toEqual(['{"level":"info","message":"b","n":1}']);
});
