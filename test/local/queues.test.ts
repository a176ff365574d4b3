/** Queues feed functions as in AWS: batches, partial failures, dead letters, and messages that outlive a crash. */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { failedMessages } from '../../infra/local/pollers.ts';
import type { Local } from '../../infra/local/start.ts';
import { call, start, synthesize, temporaryFolder } from './fixture/run.ts';

describe('a queue with a poller', () => {
  const dataDir = join(temporaryFolder(), 'data');
  let local: Local;

  const seen = async (name: string): Promise<string | undefined> => {
    const { body } = await call(local, 'GET', `/api/v1/stored/message-${name}`);
    return JSON.parse(JSON.stringify(body)).seen?.N;
  };
  const letters = (queue: string): string[] => {
    const database = new DatabaseSync(join(dataDir, 'queues', 'fauxqs.db'), { readOnly: true });
    const rows = database.prepare('SELECT body FROM sqs_messages WHERE queue_name LIKE ?').all(`Fixture-${queue}%`);
    database.close();
    return rows.map((row) => String(row.body));
  };

  beforeAll(async () => {
    local = await start({ assembly: synthesize(), dataDir });
  });

  test('hands each message to its function once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    expect(await call(local, 'POST', '/api/v1/work', { body: names })).toMatchObject({ status: 202 });
    await local.drain();
    expect(await Promise.all(names.map(seen))).toEqual(names.map(() => '1'));
    expect(letters('Work')).toEqual([]);
  });

  test('retries only the messages that failed, and puts them among the dead letters in the end', async () => {
    await call(local, 'POST', '/api/v1/work', { body: ['good-1', 'poison', 'good-2'] });
    await local.drain();
    expect(await seen('good-1')).toBe('1');
    expect(await seen('good-2')).toBe('1');
    expect(await seen('poison')).toBe('2');
    expect(letters('Work')).toEqual([]);
    expect(letters('Dead')).toEqual(['poison']);
  });

  test('drains at once when there is nothing to do', async () => {
    const before = Date.now();
    await local.drain();
    expect(Date.now() - before).toBeLessThan(5000);
  });

  test('takes a message up again that a runner had in hand when it ended', async () => {
    await local.stop();
    const database = new DatabaseSync(join(dataDir, 'queues', 'fauxqs.db'));
    const queue = database.prepare("SELECT name FROM sqs_queues WHERE name LIKE 'Fixture-Work%'").get();
    const row = database.prepare('SELECT * FROM sqs_messages LIMIT 1').get();
    const changed = {
      ...row,
      message_id: 'left',
      queue_name: queue?.name ?? null,
      body: 'left',
      receipt_handle: 'held',
      approximate_receive_count: 1,
      visibility_deadline: Date.now() + 3_600_000,
    };
    const names = Object.keys(changed);
    database
      .prepare(`INSERT INTO sqs_messages (${names.join(',')}) VALUES (${names.map(() => '?').join(',')})`)
      .run(...Object.values(changed));
    database.close();
    local = await start({ assembly: synthesize(), dataDir });
    await local.drain();
    expect(await seen('left')).toBe('1');
    expect(await seen('a')).toBe('1');
    expect(letters('Dead')).toEqual(['poison']);
  });
});

describe('the answer of a function to a batch', () => {
  test.each<[string, string, boolean, string[]]>([
    ['null: all are done', 'null', true, []],
    ['no list: all are done', '{}', true, []],
    ['a list that names some: those failed', '{"batchItemFailures":[{"itemIdentifier":"b"}]}', true, ['b']],
    ['a name that is not in the batch: all failed', '{"batchItemFailures":[{"itemIdentifier":"x"}]}', true, ['a', 'b']],
    ['nonsense: all failed', '{"batchItemFailures":[{}]}', true, ['a', 'b']],
    [
      'anything, where failures are not reported: all are done',
      '{"batchItemFailures":[{"itemIdentifier":"b"}]}',
      false,
      [],
    ],
  ])('%s', (_, payload, reports, failed) => {
    expect([...failedMessages(payload, ['a', 'b'], reports)]).toEqual(failed);
  });
});
