/** The life of a runner: one per folder and port, nothing lost by a restart, a crash or a copy. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup } from '../../infra/local/backup.ts';
import { listen } from '../../infra/local/server.ts';
import { call, start, synthesize, temporaryFolder } from './fixture/run.ts';

let assembly: string;
const children: ChildProcess[] = [];
const newFolder = (): string => join(temporaryFolder(), 'data');

beforeAll(() => {
  assembly = synthesize();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts a runner in its own process; answers it with its URL once it is ready. */
async function startProcess(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const file = join(import.meta.dirname, 'fixture', 'runner-process.ts');
  const child = spawn(process.execPath, [file, assembly, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the runner ended (${code})`)));
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
  });
  return { child, url };
}

const put = (url: string, id: string): Promise<boolean> =>
  fetch(`${url}/api/v1/open/${id}`, { method: 'PUT', body: id }).then(
    (response) => response.status === 201,
    () => false,
  );

describe('a data folder', () => {
  test('keeps what was written across a stop and a start', async () => {
    const dataDir = newFolder();
    const first = await start({ assembly, dataDir });
    await call(first, 'PUT', '/api/v1/open/soap', { body: 1 });
    await first.stop();
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
    const second = await start({ assembly, dataDir });
    expect(await call(second, 'GET', '/api/v1/stored/soap')).toMatchObject({ status: 200 });
  });

  test('is emptied on request', async () => {
    const dataDir = newFolder();
    const first = await start({ assembly, dataDir });
    await call(first, 'PUT', '/api/v1/open/soap', { body: 1 });
    await first.stop();
    const second = await start({ assembly, dataDir, fresh: true });
    expect(await call(second, 'GET', '/api/v1/stored/soap')).toMatchObject({ status: 404 });
  });

  test('is not emptied when it holds things of somebody else', async () => {
    const dataDir = newFolder();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'thesis.txt'), 'years of work');
    await expect(start({ assembly, dataDir, fresh: true })).rejects.toThrow(/not emptied.*MUSTER_DATA/);
    expect(existsSync(join(dataDir, 'thesis.txt'))).toBe(true);
  });

  test('that is older than the template says so', async () => {
    const dataDir = newFolder();
    await (await start({ assembly, dataDir })).stop();
    const newer = synthesize({
      extra: (stack) => {
        const table = stack.node.findChild('Table');
        const partitionKey = { name: 'GSI2PK', type: AttributeType.STRING };
        if (table instanceof TableV2) table.addGlobalSecondaryIndex({ indexName: 'GSI2', partitionKey });
      },
    });
    await expect(start({ assembly: newer, dataDir })).rejects.toThrow(/no index GSI2.*--fresh/);
  });

  test('in use refuses a second runner and says what to do', async () => {
    const dataDir = newFolder();
    await start({ assembly, dataDir });
    await expect(start({ assembly, dataDir })).rejects.toThrow(
      new RegExp(`in use by process ${process.pid}.*MUSTER_DATA`),
    );
  });

  test('is free again when its runner is gone without a word', async () => {
    const dataDir = newFolder();
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(
      join(dataDir, 'lock.json'),
      JSON.stringify({ pid: process.pid, born: 'another process with this id' }),
    );
    expect((await start({ assembly, dataDir })).url).toMatch(/^http:\/\/localhost:\d+$/);
  });

  test('is copied while it is in use, and the copy runs', async () => {
    const dataDir = newFolder();
    const first = await start({ assembly, dataDir });
    await call(first, 'PUT', '/api/v1/open/soap', { body: 1 });
    const copy = join(temporaryFolder(), 'copy');
    const files = backup(dataDir, copy);
    expect(files).toEqual(expect.arrayContaining(['sign-in.db', 'sign-in-keys.json']));
    const databases = files.filter((file) => /streams|fauxqs|dynamodb/.test(file));
    expect(databases, 'what is read before what it fills').toEqual(['streams.db', 'queues/fauxqs.db', 'dynamodb.db']);
    expect(() => backup(dataDir, copy)).toThrow(/exists already/);
    const second = await start({ assembly, dataDir: copy });
    expect(await call(second, 'GET', '/api/v1/stored/soap')).toMatchObject({ status: 200 });
  });
});

describe('a port', () => {
  test('that is taken refuses the start and says what to do', async () => {
    const other = createServer();
    const port = await listen(other, 0);
    const dataDir = newFolder();
    await expect(start({ assembly, dataDir, port })).rejects.toThrow(
      new RegExp(`port ${port} is taken.*PORT=${port + 1}`),
    );
    other.close();
    expect(existsSync(join(dataDir, 'lock.json')), 'the folder is not held').toBe(false);
  });

  test('is one of the loopback interface only', async () => {
    const local = await start({ assembly });
    expect((await fetch(local.url)).status).toBe(200);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'elsewhere.example' };
      request(`${local.url}/_local/`, { headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status, 'another name for this machine reaches no control surface').toBe(403);
  });
});

describe('a runner that is killed', () => {
  test('under load keeps every write that it acknowledged, its queue, and blocks no restart', async () => {
    const dataDir = newFolder();
    const { child, url } = await startProcess(dataDir);
    const written: string[] = [];
    let killed = false;
    const writer = async (name: number): Promise<void> => {
      for (let count = 0; !killed; count += 1) {
        const id = `w${name}-${count}`;
        if (await put(url, id)) written.push(id);
      }
    };
    const names = Array.from({ length: 10 }, (_, index) => `m${index}`);
    const sent = await fetch(`${url}/api/v1/work`, { method: 'POST', body: JSON.stringify(names) });
    expect(sent.status).toBe(202);
    const writers = [1, 2, 3, 4].map(writer);
    await expect.poll(() => written.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(150);
    const enginePid = Number(readFileSync(join(dataDir, 'dynamodb.pid'), 'utf8'));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    killed = true;
    await Promise.all([...writers, ended]);
    await expect
      .poll(() => isRunning(enginePid), { message: 'the engine ends with its runner', timeout: 10_000 })
      .toBe(false);

    const local = await start({ assembly, dataDir });
    const found = await Promise.all(
      written.map(async (id) => (await call(local, 'GET', `/api/v1/stored/${id}`)).status),
    );
    expect(found).toEqual(written.map(() => 200));
    await local.drain();
    for (const name of names) {
      expect(await call(local, 'GET', `/api/v1/stored/message-${name}`), name).toMatchObject({ status: 200 });
    }
  });

  test('by SIGTERM stops in order and gives the folder free', async () => {
    const dataDir = newFolder();
    const { child, url } = await startProcess(dataDir);
    expect(await put(url, 'soap')).toBe(true);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'dynamodb.pid'))).toBe(false);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
