/** A stock event of three lines over HTTP on the local runner, against the bare transaction that stores the same rows. */
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { v7 } from 'uuid';
import { openTable } from '#shared/store/table.ts';
import { startLocal } from '../../infra/local/start.ts';
import { sendEvent, watched } from '../support/stock-desk.ts';
import { LEAD, type Synthesized } from './assembly.ts';
import { compare, type Line, rateOf } from './measure.ts';

const ITEMS = ['soap-bar', 'mask-medical', 'glove-pair'];
const KEEPER = 'keeper@example.org';
const PER_ROUND = 120;
const ROUNDS = 7;
const LANES = 8;
const CAPTURED = 'UG-LANE-0';

const start = Date.now() - 30 * 86_400_000;
let tick = 0;
/** Later than every one before: the newest event of its facility. */
const occurredAt = () => new Date(start + ++tick * 1000).toISOString();
type Kind = 'issue' | 'receipt';
const eventOf = (kind: Kind) => ({
  kind,
  ...(kind === 'receipt' ? { source: 'purchase', confirm: true } : {}),
  occurredAt: occurredAt(),
  lines: ITEMS.map((itemId) => ({ itemId, quantity: 25 })),
});

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** The same writes for a place and document of their own. Positions are versioned as the real ones are. */
function sameWrites(template: string, lane: number, version: number): Items {
  const text = template
    .replaceAll('{event}', v7())
    .replaceAll('{place}', `UG-BARE-${lane}`)
    .replaceAll('{instant}', occurredAt())
    .replaceAll('"{next}"', String(version + 1))
    .replaceAll('"{version}"', String(version));
  const items: Items = JSON.parse(text);
  return version > 0
    ? items
    : items.map(({ Put, ...rest }) => (Put ? { Put: { TableName: Put.TableName, Item: Put.Item } } : rest));
}

/** The writes of a real event with blanks for what differs from one to the next. */
async function captureWrites(documents: DynamoDBDocumentClient, name: string, kind: Kind): Promise<string> {
  const table = openTable(name, { documents });
  await sendEvent(table, CAPTURED, v7(), eventOf(kind), new Date());
  const seen = watched(table);
  const second = eventOf(kind);
  const eventId = v7();
  await sendEvent(seen.table, CAPTURED, eventId, second, new Date());
  const sent = seen.watch.calls.find((call) => call.name === 'TransactWriteCommand');
  return JSON.stringify(sent?.input.TransactItems)
    .replaceAll(eventId, '{event}')
    .replaceAll(CAPTURED, '{place}')
    .replaceAll(second.occurredAt, '{instant}')
    .replaceAll(/"v":\d+/g, '"v":"{next}"')
    .replaceAll(/":read":\d+/g, '":read":"{version}"');
}

/** Lines of the table. */
export async function benchHttp({ assembly, folder }: Synthesized): Promise<Line[]> {
  const local = await startLocal({ assembly, dataDir: join(folder, 'data'), clock: false });
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new DynamoDBClient({ endpoint: local.dynamodb, region: 'us-east-1', credentials });
  try {
    const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    const [tableName = ''] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
    const put = async (member: string, path: string, body: unknown) => {
      const authorization = `Bearer ${tokens.get(member) ?? ''}`;
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await fetch(`${local.urls.api}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
      const text = await answer.text();
      if (answer.status > 201) throw new Error(`${path}: ${answer.status} ${text}`);
    };
    const tokens = new Map([[LEAD, await local.token(LEAD)]]);
    await put(LEAD, '/countries/UG', { timeZone: 'Africa/Kampala', locales: ['en-UG'] });
    for (const itemId of ITEMS)
      await put(LEAD, `/items/${itemId}`, {
        names: { en: itemId },
        unit: 'piece',
        planning: 'rate',
        criticality: 'vital',
      });
    for (let lane = 0; lane < LANES; lane++) {
      const place = { country: 'UG', kind: 'prison', timeZone: 'Africa/Kampala', bookkeeping: 'counts' };
      await put(LEAD, `/facilities/UG-LANE-${lane}`, { ...place, name: 'Lane', startedOn: '2020-01-01' });
    }
    const grants = Array.from({ length: LANES }, (_, lane) => ({ role: 'facility-manager', scope: `UG-LANE-${lane}` }));
    await put(LEAD, `/members/${KEEPER}`, { name: 'Made up', locale: 'en', grants });
    tokens.set(KEEPER, await local.token(KEEPER));
    const lines: Line[] = [];
    const versions = new Map<number, number>();
    for (const kind of ['issue', 'receipt'] as const) {
      const template = await captureWrites(documents, tableName, kind);
      const http = (lane: number) => put(KEEPER, `/facilities/UG-LANE-${lane}/stock-events/${v7()}`, eventOf(kind));
      const bare = (lane: number) => {
        const version = versions.get(lane) ?? 0;
        versions.set(lane, version + 1);
        return documents.send(new TransactWriteCommand({ TransactItems: sameWrites(template, lane, version) }));
      };
      for (const lanes of [1, LANES]) {
        const rates = await compare(ROUNDS, {
          http: () => rateOf(PER_ROUND, lanes, http),
          bare: () => rateOf(PER_ROUND, lanes, bare),
        });
        const part = rates.http / rates.bare;
        lines.push({
          what: `an event (${kind}) of 3 lines over HTTP, ${lanes} at a time`,
          measured: `${rates.http.toFixed(0)} a second, ${part.toFixed(2)} of ${rates.bare.toFixed(0)} bare transactions`,
          budget: 'at least 0.50',
          kept: part >= 0.5,
        });
      }
    }
    return lines;
  } finally {
    client.destroy();
    await local.stop();
  }
}
