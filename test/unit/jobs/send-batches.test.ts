import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { runFinished } from '../../../functions/jobs/heartbeat.ts';
import { sendBatches } from '../../../functions/jobs/send-batches.ts';

const sqs = mockClient(SQSClient);
const messages = Array.from({ length: 23 }, (_, index) => ({
  kind: 'sweep' as const,
  country: 'UG',
  runId: 'r',
  batchId: String(index),
  now: '2026-11-20T18:00:00.000Z',
  facilities: ['UG-A'],
}));

beforeEach(() => sqs.reset());

describe('batches', () => {
  it('go ten to a call', async () => {
    sqs.on(SendMessageBatchCommand).resolves({});
    await sendBatches(new SQSClient({ region: 'eu-central-1' }), 'queue', messages);
    expect(sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries?.length)).toEqual([
      10, 10, 3,
    ]);
  });

  it('that the queue refuses are not passed over in silence', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '3', SenderFault: false, Code: 'InternalError' }] });
    const client = new SQSClient({ region: 'eu-central-1' });
    await expect(sendBatches(client, 'queue', messages)).rejects.toThrow('refused 1 batches: InternalError');
  });
});

describe('the heartbeat', () => {
  it('is a line that CloudWatch turns into the metric that the alarm watches', () => {
    const lines: object[] = [];
    const beat = {
      now: '2026-11-20T18:00:00.000Z',
      startedAt: '2026-11-20T18:00:01.000Z',
      finishedAt: '2026-11-20T18:00:09.000Z',
      facilities: 12,
      failures: 1,
    };
    runFinished(
      (_level, _message, fields) => lines.push(fields ?? {}),
      'prod',
      { kind: 'sweep', country: 'UG', runId: 'r' },
      beat,
    );
    expect(lines).toMatchObject([
      {
        _aws: {
          Timestamp: Date.parse(beat.finishedAt),
          CloudWatchMetrics: [{ Namespace: 'Muster', Dimensions: [['Stage']], Metrics: [{ Name: 'SweepFinished' }] }],
        },
        Stage: 'prod',
        SweepFinished: 1,
        facilities: 12,
        failures: 1,
      },
    ]);
  });
});
