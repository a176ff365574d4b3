/** A real table for tests: the embedded engine on a free port and a temporary folder, or whatever the environment names. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { openTable, type Table } from '#shared/store/table.ts';
import { indexKeys, indexName, tableKeys } from '#shared/store/table-constants.ts';

export interface Engine {
  readonly endpoint: string;
  readonly tableName: string;
  readonly documents: DynamoDBDocumentClient;
  /** The table as the store opens it, with its client. */
  readonly table: Table;
  readonly stop: () => Promise<void>;
}

const PSEUDO = { region: 'eu-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** Starts an engine (or uses `AWS_ENDPOINT_URL_DYNAMODB`), creates an empty table and hands both out. */
export async function startEngine(): Promise<Engine> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const own = given === undefined ? await startBinary() : undefined;
  const endpoint = given ?? own?.endpoint ?? '';
  const client = new DynamoDBClient({ ...PSEUDO, endpoint });
  await answering(client, own?.child);
  const tableName = `muster-${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  await client.send(new CreateTableCommand(definition(tableName)));
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    endpoint,
    tableName,
    documents,
    table: openTable(tableName, { documents }),
    stop: async () => {
      client.destroy();
      await own?.stop();
    },
  };
}

/** Takes every row away. Scans are for tests: nothing that runs may. */
export async function emptyTable({ documents, tableName }: Engine): Promise<void> {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: tableName }));
  for (let start = 0; start < Items.length; start += 25) {
    const RequestItems = {
      [tableName]: Items.slice(start, start + 25).map(({ PK, SK }) => ({ DeleteRequest: { Key: { PK, SK } } })),
    };
    await documents.send(new BatchWriteCommand({ RequestItems }));
  }
}

async function startBinary() {
  const folder = await mkdtemp(join(tmpdir(), 'muster-engine-'));
  const port = await freePort();
  const resolved = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
  const binary = join(dirname(resolved), 'dynoxide');
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', join(folder, 'table.db')];
  const child = spawn(binary, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    child,
    stop: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(client: DynamoDBClient, child: ChildProcess | undefined): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (child?.exitCode !== null && child !== undefined) throw new Error('the engine ended', { cause: error });
      if (Date.now() > deadline) throw new Error('the engine does not answer', { cause: error });
    }
  }
}

function definition(TableName: string) {
  const names = [tableKeys.partition, tableKeys.sort, indexKeys.partition, indexKeys.sort];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    KeySchema: keySchema(tableKeys),
    GlobalSecondaryIndexes: [
      { IndexName: indexName, KeySchema: keySchema(indexKeys), Projection: { ProjectionType: 'ALL' as const } },
    ],
  };
}

function keySchema(keys: { readonly partition: string; readonly sort: string }) {
  return [
    { AttributeName: keys.partition, KeyType: 'HASH' as const },
    { AttributeName: keys.sort, KeyType: 'RANGE' as const },
  ];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
