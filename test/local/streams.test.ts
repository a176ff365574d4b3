/** Streams feed functions as in AWS: filtered, in order, from where the last runner stopped, and past what fails always. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Local } from '../../infra/local/start.ts';
import { call, start, synthesize, temporaryFolder } from './fixture/run.ts';

let assembly: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  assembly = synthesize();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

const put = (url: string, id: string, body: string): Promise<number> =>
  fetch(`${url}/api/v1/open/${id}`, { method: 'PUT', body }).then(
    ({ status }) => status,
    () => 0,
  );

/** What the follower noted of a row, in its order. */
async function seen(local: Local, id: string): Promise<string[]> {
  const { body } = await call(local, 'GET', `/api/v1/stored/seen-${id}`);
  const order: { S: string }[] = JSON.parse(JSON.stringify(body)).order?.L ?? [];
  return order.map(({ S }) => S);
}

function letters(
  dataDir: string,
): { requestContext: { condition: string }; DDBStreamBatchInfo: { batchSize: number } }[] {
  const database = new DatabaseSync(join(dataDir, 'queues', 'fauxqs.db'), { readOnly: true });
  const rows = database.prepare("SELECT body FROM sqs_messages WHERE queue_name LIKE 'Fixture-Dead%'").all();
  database.close();
  return rows.map((row) => JSON.parse(String(row.body)));
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe('a stream with a feed', () => {
  const dataDir = join(temporaryFolder(), 'data');
  let local: Local;

  beforeAll(async () => {
    local = await start({ assembly, dataDir });
  });

  test('hands the changes of each row on once and in their order', async () => {
    for (const body of numbers(20)) {
      await put(local.url, 'watched-a', body);
      await put(local.url, 'watched-b', body);
    }
    await local.drain();
    expect(await seen(local, 'watched-a')).toEqual(numbers(20));
    expect(await seen(local, 'watched-b')).toEqual(numbers(20));
  });

  test('wakes its function only for what passes the filter, so not for what that writes itself', async () => {
    await put(local.url, 'other', '1');
    await local.drain();
    expect(await seen(local, 'other')).toEqual([]);
    expect(await seen(local, 'seen-watched-a')).toEqual([]);
  });

  test('hands on by itself, after its window', async () => {
    await put(local.url, 'watched-alone', '1');
    await expect.poll(() => seen(local, 'watched-alone'), { timeout: 20_000 }).toEqual(['1']);
  });

  test('goes past a record that fails always: it is among the dead letters, what stood beside it is done', async () => {
    for (const id of ['watched-c', 'watched-poison', 'watched-d']) await put(local.url, id, '1');
    await local.drain();
    expect(await seen(local, 'watched-c')).toEqual(['1']);
    expect((await seen(local, 'watched-d')).length).toBeGreaterThan(0);
    expect(letters(dataDir).map(({ requestContext }) => requestContext.condition)).toEqual(['RetryAttemptsExhausted']);
  });

  test('finds by halves the one record on which its function throws', async () => {
    for (const id of ['watched-e', 'watched-throws', 'watched-f', 'watched-g']) await put(local.url, id, '1');
    await local.drain();
    for (const id of ['watched-e', 'watched-f', 'watched-g']) expect(await seen(local, id), id).not.toEqual([]);
    expect(letters(dataDir).map(({ DDBStreamBatchInfo }) => DDBStreamBatchInfo.batchSize)).toContain(1);
  });

  test('goes on where it stopped: nothing comes again, and what was written in between is not lost', async () => {
    await local.stop();
    local = await start({ assembly, dataDir });
    await put(local.url, 'watched-a', 'later');
    await local.drain();
    expect(await seen(local, 'watched-a')).toEqual([...numbers(20), 'later']);
    expect(await seen(local, 'watched-b')).toEqual(numbers(20));
  });
});

describe('a runner that is killed', () => {
  test('hands on every change that it had acknowledged, in order, after the next start', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const file = join(import.meta.dirname, 'fixture', 'runner-process.ts');
    const child = spawn(process.execPath, [file, assembly, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the runner ended (${code})`)));
      child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    });
    const written: string[] = [];
    for (const body of numbers(60)) if ((await put(url, 'watched-k', body)) === 201) written.push(body);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;

    const local = await start({ assembly, dataDir });
    await local.drain();
    const noted = await seen(local, 'watched-k');
    // The batch that was in hand when it was killed comes once more, from its beginning.
    expect([...new Set(noted)]).toEqual(written);
    expect(noted.length - written.length).toBeLessThanOrEqual(8);
  });
});

describe('a feed that cannot work as in AWS', () => {
  test('stops the start when the role of its function is too narrow', async () => {
    const narrow = synthesize({ streamActions: ['GetShardIterator', 'DescribeStream'] });
    await expect(start({ assembly: narrow })).rejects.toThrow(/Stream.*Follower.*lacks dynamodb:GetRecords/);
  });

  test('stops the start for a filter that is not known here', async () => {
    const pattern = { dynamodb: { NewImage: { n: { N: [{ numeric: ['>', 1] }] } } } };
    await expect(start({ assembly: synthesize({ pattern }) })).rejects.toThrow(/Stream.*filter rule.*numeric/);
  });
});
