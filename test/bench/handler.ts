/** What our own code costs per request, without the table: a handler over answers that are there at once. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { endpoint, type HttpEvent, type HttpHandler } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import { stockRows } from '#shared/contract/stock.ts';
import { openTable, type Table } from '#shared/store/table.ts';
import { getStock } from '../../functions/stock/get-stock.ts';
import { listStockEvents } from '../../functions/stock/list-events.ts';
import { putLevel } from '../../functions/stock/put-level.ts';
import { recordStockEvent } from '../../functions/stock/record-event.ts';
import { startEngine } from '../support/engine.ts';
import { httpEvent, lambdaContext } from '../support/http-event.ts';
import { newEventId, seedPlace, sendEvent } from '../support/stock-desk.ts';
import { type Line, median } from './measure.ts';

const operations = { getStock, recordStockEvent, listStockEvents, putLevel };
const PLACE = 'UG-LUZIRA-UPPER';
const ROUNDS = 40;
const PER_ROUND = 200;
const as = { member: 'manager@example.org', grants: `facility-manager:${PLACE}` };

/** A client that answers each kind of call with what it was answered once, at once. */
function replaying(table: Table): {
  readonly documents: DynamoDBDocumentClient;
  readonly record: (on: boolean) => void;
} {
  const answers = new Map<string, unknown>();
  let recording = true;
  const send = async (command: { readonly input: object }) => {
    const kind = command.constructor.name;
    // Writes and what is read for them differ by their ids alone.
    const name = kind === 'QueryCommand' || kind === 'GetCommand' ? kind + JSON.stringify(command.input) : kind;
    if (!recording && answers.has(name)) return answers.get(name);
    const answer: unknown = await Reflect.apply(table.documents.send, table.documents, [command]);
    answers.set(name, answer);
    return answer;
  };
  const documents: DynamoDBDocumentClient = new Proxy(table.documents, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
  return {
    documents,
    record: (on) => {
      recording = on;
    },
  };
}

/** Median milliseconds of a warm request; making the events is not part of it. */
async function warm(handler: HttpHandler, eventOf: () => HttpEvent): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const events = Array.from({ length: PER_ROUND }, eventOf);
    const context = lambdaContext();
    const started = performance.now();
    for (const event of events) {
      const { statusCode } = await handler(event, context);
      if (statusCode > 201) throw new Error(`answered ${statusCode}`);
    }
    rounds.push((performance.now() - started) / PER_ROUND);
  }
  return median(rounds.slice(ROUNDS / 4));
}

/** Lines of the table. */
export async function benchHandler(): Promise<Line[]> {
  const engine = await startEngine();
  try {
    await seedPlace(engine.table, PLACE);
    const items = ['i01', 'i02', 'i03'];
    for (let day = 1; day <= 12; day++) {
      const occurredAt = `2026-06-${String(day).padStart(2, '0')}T08:00:00Z`;
      const lines = items.map((itemId) => ({ itemId, quantity: 900 - day * 10 }));
      await sendEvent(engine.table, PLACE, newEventId(), { kind: 'count', occurredAt, lines, confirm: true });
    }
    const client = replaying(engine.table);
    const table = openTable(engine.tableName, { documents: client.documents });
    const now = new Date('2026-11-20T09:00:00Z');
    const silent = createLog('error', () => undefined);
    const handler = endpoint(stockRows, operations, () => ({ table, now: () => now, newId: newEventId }), silent);
    const lines = items.map((itemId) => ({ itemId, quantity: 25 }));
    const write = () =>
      httpEvent({
        routeKey: 'PUT /api/v1/facilities/{facilityId}/stock-events/{eventId}',
        path: { facilityId: PLACE, eventId: newEventId() },
        body: { kind: 'receipt', source: 'purchase', occurredAt: '2026-11-19T08:00:00Z', lines },
        as,
      });
    const read = () =>
      httpEvent({ routeKey: 'GET /api/v1/facilities/{facilityId}/stock', path: { facilityId: PLACE }, as });
    const measured: Line[] = [];
    for (const [what, eventOf, budget] of [
      ['a stock event of 3 lines', write, 0.2],
      ['stock of a facility with 3 items, catalogue of 48', read, null],
    ] as const) {
      client.record(true);
      await handler(eventOf(), lambdaContext());
      client.record(false);
      const ms = await warm(handler, eventOf);
      measured.push({
        what,
        measured: `${ms.toFixed(3)} ms`,
        budget: budget === null ? '' : `under ${budget} ms`,
        kept: budget === null ? null : ms < budget,
      });
    }
    return measured;
  } finally {
    await engine.stop();
  }
}
