/** Runs the DynamoDB engine over one file of the data folder and makes the template's tables. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { Model } from './model.ts';
import { StartRefused } from './refused.ts';
import { listen } from './server.ts';

export interface DynamoDbEngine {
  readonly url: string;
  readonly what: string;
  stop(): Promise<void>;
}

/** The name of the engine's file in the data folder. */
export const tableFile = 'dynamodb.db';
const pidFile = 'dynamodb.pid';

/**
 * Keeps the engine no longer than its runner: the shell holds one end of a pipe whose other end is the runner, and
 * kills the engine when the pipe closes, however the runner ended. Prints the engine's process id first.
 */
const keeper =
  'exec 3<&0; "$0" "$@" </dev/null 3<&- & child=$!; echo "$child"; (cat <&3 >/dev/null; kill -9 "$child") 2>/dev/null >&2 & wait "$child"';

function binary(): string | undefined {
  try {
    const folder = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
    const path = join(folder, '..', 'dynoxide');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Ends an engine that an earlier runner left behind, if the process with that id still is that engine. */
function reap(dataDir: string): void {
  const path = join(dataDir, pidFile);
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8'));
  try {
    if (pid > 0 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join(dataDir, tableFile)))
      process.kill(pid, 'SIGKILL');
  } catch {
    // No such process: it ended with its runner, as it should.
  }
  rmSync(path, { force: true });
}

async function answers(url: string, child: ChildProcess, deadline: number): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new StartRefused(`the DynamoDB engine ended at once (exit code ${child.exitCode}).`);
    const up = await fetch(url, { method: 'POST' }).then(
      () => true,
      () => false,
    );
    if (up) return;
    if (Date.now() > deadline) throw new StartRefused('the DynamoDB engine does not answer within ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/**
 * Starts the engine. `external` (an endpoint, from AWS_ENDPOINT_URL_DYNAMODB) is used where no binary fits the machine.
 * `died` is called when the engine ends by itself.
 */
export async function startDynamoDb(
  dataDir: string,
  external: string | undefined,
  died: (why: string) => void,
): Promise<DynamoDbEngine> {
  const path = binary();
  if (path === undefined) {
    if (external !== undefined) return { url: external, what: external, stop: async () => {} };
    throw new StartRefused(
      'no DynamoDB engine for this machine. Start one (DynamoDB Local, say) and set AWS_ENDPOINT_URL_DYNAMODB to its address.',
    );
  }
  reap(dataDir);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = join(dataDir, tableFile);
  const child = spawn(
    '/bin/sh',
    ['-c', keeper, path, 'serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
      // Not in the terminal's group: Ctrl-C must reach the runner only, which stops things in order.
      detached: true,
    },
  );
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk) => resolve(Number.parseInt(String(chunk), 10)));
  });
  child.stdout.resume();
  child.stdin.on('error', () => {});
  writeFileSync(join(dataDir, pidFile), String(pid));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let stopping = false;
  void exited.then(() => {
    if (!stopping) died(`the DynamoDB engine ended by itself (exit code ${child.exitCode})`);
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    if (child.exitCode === null) {
      process.kill(pid, 'SIGTERM');
      const late = setTimeout(() => process.kill(pid, 'SIGKILL'), 3000);
      await exited;
      clearTimeout(late);
    }
    child.stdin.destroy();
    rmSync(join(dataDir, pidFile), { force: true });
  };
  try {
    await answers(url, child, Date.now() + 10_000);
    // Without it, each write becomes slower with the number of stream records ever written.
    const database = new DatabaseSync(file);
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec(
      'CREATE INDEX IF NOT EXISTS local_stream_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    );
    database.close();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, what: `dynoxide over ${file}`, stop };
}

type TableProperties = ReturnType<typeof tablesOf>[number]['properties'];
const tablesOf = (model: Model) => model.find('AWS::DynamoDB::GlobalTable');

function createInput(name: string, table: TableProperties): CreateTableCommandInput {
  const secondary = table.GlobalSecondaryIndexes.length > 0 ? table.GlobalSecondaryIndexes : undefined;
  const local = table.LocalSecondaryIndexes.length > 0 ? table.LocalSecondaryIndexes : undefined;
  // Types of attributes, keys and projections are CreateTable's own words, checked by the engine.
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.AttributeDefinitions,
    KeySchema: table.KeySchema,
    GlobalSecondaryIndexes: secondary,
    LocalSecondaryIndexes: local,
    StreamSpecification:
      table.StreamSpecification === undefined
        ? undefined
        : { StreamEnabled: true, StreamViewType: table.StreamSpecification.StreamViewType },
  } as CreateTableCommandInput;
}

/** Creates the tables that are not there yet. Answers their names. */
export async function createTables(model: Model, url: string): Promise<string[]> {
  const client = new DynamoDBClient({
    endpoint: url,
    region: model.assembly.region,
    credentials: { accessKeyId: 'runner', secretAccessKey: 'runner' },
  });
  const names: string[] = [];
  for (const { logicalId, properties } of tablesOf(model)) {
    const TableName = model.attribute(logicalId);
    names.push(TableName);
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const known = (Table?.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName);
      const missing = properties.GlobalSecondaryIndexes.find((index) => !known.includes(index.IndexName));
      if (missing !== undefined) {
        throw new StartRefused(
          `${logicalId}: the table in the data folder has no index ${missing.IndexName}, as it is older than this template. Use another folder (MUSTER_DATA=...), or start over: npm start -- --fresh`,
        );
      }
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      await client.send(new CreateTableCommand(createInput(TableName, properties)));
      await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName });
      const ttl = properties.TimeToLiveSpecification;
      if (ttl?.Enabled === true && ttl.AttributeName !== undefined) {
        const TimeToLiveSpecification = { AttributeName: ttl.AttributeName, Enabled: true };
        await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
      }
    }
  }
  client.destroy();
  return names;
}
