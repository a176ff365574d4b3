/** Changes of the table's stream: put together by key, unmarshalled, and failed record by record. */
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { createLog } from '#kit/log.ts';
import { type RowChange, streamJob } from '#kit/stream.ts';
import { lambdaContext } from '../../support/http-event.ts';

const quiet = createLog('error', () => undefined);

function record(sequence: number, PK: string, rest: Partial<DynamoDBRecord> = {}): DynamoDBRecord {
  const Keys = { PK: { S: PK }, SK: { S: 'S#FACILITY' } };
  return {
    eventID: `event-${sequence}`,
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    eventSourceARN: 'arn:aws:dynamodb:eu-west-1:123456789012:table/Muster/stream/2026-11-23T00:00:00.000',
    dynamodb: {
      ApproximateCreationDateTime: 1_763_000_000,
      Keys,
      NewImage: { ...Keys, v: { N: '1' } },
      SequenceNumber: String(sequence),
      SizeBytes: 26,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...rest,
  };
}

const facilityOf = ({ keys }: RowChange) => (keys.PK.startsWith('F#') ? keys.PK.slice(2) : undefined);

describe('a stream', () => {
  it('is worked on key by key, each once with its changes in order, and without what nobody waits for', async () => {
    const seen: [string, string[]][] = [];
    const makeDeps = vi.fn(() => seen);
    const work = async (key: string, changes: readonly RowChange[], list: typeof seen) => {
      list.push([key, changes.map(({ sequence }) => sequence)]);
    };
    const job = streamJob('react', facilityOf, work, makeDeps, quiet);
    const Records = [record(100, 'F#A'), record(101, 'F#B'), record(102, 'C#UG'), record(103, 'F#A')];
    expect(await job({ Records }, lambdaContext())).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([
      ['A', ['100', '103']],
      ['B', ['101']],
    ]);
    await job({ Records: [record(104, 'C#UG')] }, lambdaContext());
    expect(makeDeps).toHaveBeenCalledTimes(1);
  });

  it('gets back every record of a key that failed, oldest first, while the other keys are worked off', async () => {
    const done: string[] = [];
    const work = async (key: string) => {
      if (key === 'A') throw new Error('no');
      done.push(key);
    };
    const job = streamJob('react', facilityOf, work, () => undefined, quiet);
    const Records = [
      record(99, 'F#B'),
      record(100, 'F#A'),
      record(101, 'F#B'),
      record(1000, 'F#A'),
      record(1001, 'F#C'),
    ];
    expect(await job({ Records }, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '100' }, { itemIdentifier: '1000' }],
    });
    expect(done.sort()).toEqual(['B', 'C']);
  });

  it('fails a record that makes no sense alone, and nothing that came with it', async () => {
    const done: string[] = [];
    const work = async (key: string) => void done.push(key);
    const group = (change: RowChange) => {
      if (change.keys.PK === 'F#?') throw new Error('what is that');
      return facilityOf(change);
    };
    const job = streamJob('react', group, work, () => undefined, quiet);
    const noKeys = record(2, 'F#B', { dynamodb: { SequenceNumber: '2' } });
    expect(await job({ Records: [record(1, 'F#A'), noKeys, record(3, 'F#?')] }, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }],
    });
    expect(done).toEqual(['A']);
  });

  it('fails the whole batch, not the invocation, while its dependencies cannot be had', async () => {
    const makeDeps = () => {
      throw new Error('TABLE_NAME is missing');
    };
    const job = streamJob('react', facilityOf, async () => undefined, makeDeps, quiet);
    expect(await job({ Records: [record(1, 'F#A'), record(2, 'F#B')] }, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '2' }],
    });
  });

  it('shows rows as the document client would: before and after, whatever their attributes are', async () => {
    const seen: RowChange[] = [];
    const work = async (_: string, changes: readonly RowChange[]) => void seen.push(...changes);
    const job = streamJob('react', facilityOf, work, () => undefined, quiet);
    const Keys = { PK: { S: 'F#A' }, SK: { S: 'S#ITEM#soap' } };
    const dynamodb = {
      Keys,
      SequenceNumber: '7',
      OldImage: { ...Keys, v: { N: '1' }, none: { NULL: true as const } },
      NewImage: {
        ...Keys,
        v: { N: '2' },
        rate: { N: '0.5' },
        held: { BOOL: false },
        lots: { L: [{ M: { lot: { S: '' } } }] },
        pending: { SS: ['a', 'b'] },
        days: { NS: ['1', '2'] },
        packed: { B: 'AQI=' },
      },
    };
    await job({ Records: [record(7, 'F#A', { eventName: 'MODIFY', dynamodb })] }, lambdaContext());
    expect(seen).toEqual([
      {
        sequence: '7',
        event: 'MODIFY',
        keys: { PK: 'F#A', SK: 'S#ITEM#soap' },
        before: { PK: 'F#A', SK: 'S#ITEM#soap', v: 1, none: null },
        after: {
          PK: 'F#A',
          SK: 'S#ITEM#soap',
          v: 2,
          rate: 0.5,
          held: false,
          lots: [{ lot: '' }],
          pending: new Set(['a', 'b']),
          days: new Set([1, 2]),
          packed: new Uint8Array([1, 2]),
        },
      },
    ]);
  });

  it('refuses a number whose digits would be lost', async () => {
    const job = streamJob(
      'react',
      facilityOf,
      async () => undefined,
      () => undefined,
      quiet,
    );
    const Keys = { PK: { S: 'F#A' }, SK: { S: 'X' } };
    const dynamodb = { Keys, SequenceNumber: '7', NewImage: { ...Keys, n: { N: '9007199254740993' } } };
    expect(await job({ Records: [record(7, 'F#A', { dynamodb })] }, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '7' }],
    });
  });
});
