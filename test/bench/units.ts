/** Read and write units of the operations that people use most, on books of a year: what the access patterns cost in AWS. */
import { v7 } from 'uuid';
import { endpoint } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import { alertRows } from '#shared/contract/alerts.ts';
import { needsRows } from '#shared/contract/needs.ts';
import { overviewRows } from '#shared/contract/overview.ts';
import { stockRows } from '#shared/contract/stock.ts';
import { localDay, showDay } from '#shared/domain/day.ts';
import { loadWorld } from '#shared/store/evaluation-world.ts';
import { openTable } from '#shared/store/table.ts';
import { listAlerts } from '../../functions/alerts/list-alerts.ts';
import { addUp } from '../../functions/jobs/add-up.ts';
import { checkFacility } from '../../functions/jobs/check-facility.ts';
import { evaluateFacility } from '../../functions/jobs/evaluate-facility.ts';
import type { BatchMessage } from '../../functions/jobs/messages.ts';
import { getNeeds } from '../../functions/needs/get-needs.ts';
import { getOverview } from '../../functions/overview/get-overview.ts';
import { getStock } from '../../functions/stock/get-stock.ts';
import { listStockEvents } from '../../functions/stock/list-events.ts';
import { putLevel } from '../../functions/stock/put-level.ts';
import { recordStockEvent } from '../../functions/stock/record-event.ts';
import { startEngine } from '../support/engine.ts';
import { httpEvent, lambdaContext } from '../support/http-event.ts';
import type { Line } from './measure.ts';
import { facilityRows, ITEMS, seedCountry, writeAll } from './place.ts';

const PLACE = 'UG-A';
const WEEKS = 52;
const as = { member: 'everything@example.org', grants: 'facility-manager:* programme-lead:* logistics:*' };
const rows = { ...stockRows, ...alertRows, ...overviewRows, ...needsRows };
type Served =
  | 'getStock'
  | 'recordStockEvent'
  | 'listStockEvents'
  | 'putLevel'
  | 'listAlerts'
  | 'getOverview'
  | 'getNeeds';

/** Lines of the table: no budgets, but for comparing with the access patterns. */
export async function benchUnits(): Promise<Line[]> {
  const engine = await startEngine();
  try {
    const spent = { read: 0, write: 0, calls: 0 };
    const table = openTable(engine.tableName, {
      documents: engine.documents,
      onUnits: ({ read, write }) => {
        spent.read += read;
        spent.write += write;
        spent.calls++;
      },
    });
    const now = new Date();
    const today = localDay(now.getTime(), 'Africa/Kampala');
    await seedCountry(table);
    const rowsOf = facilityRows({ items: 45, weeks: WEEKS, today: today - 7, withLedger: true });
    await writeAll(
      table,
      [PLACE, ...Array.from({ length: 60 }, (_, index) => `UG-B-${index}`)].slice(0, 1).flatMap(rowsOf),
    );
    const few = facilityRows({ items: 5, weeks: WEEKS, today: today - 7, withLedger: false });
    await writeAll(table, Array.from({ length: 60 }, (_, index) => `UG-B-${index}`).flatMap(few));
    const deps = () => ({ table, now: () => now, newId: () => v7() });
    const { getStock: stockRow, recordStockEvent: eventRow, listStockEvents: cardRow, putLevel: levelRow } = stockRows;
    const served = { getStock: stockRow, recordStockEvent: eventRow, listStockEvents: cardRow, putLevel: levelRow };
    const silent = createLog('error', () => undefined);
    const stock = endpoint(served, { getStock, recordStockEvent, listStockEvents, putLevel }, deps, silent);
    const { listAlerts: alertsRow } = alertRows;
    const alerts = endpoint({ listAlerts: alertsRow }, { listAlerts }, deps, silent);
    const overview = endpoint(overviewRows, { getOverview }, deps, silent);
    const needs = endpoint({ getNeeds: needsRows.getNeeds }, { getNeeds }, deps, silent);
    const call = async (id: Served, path: Record<string, string>, body?: unknown, query = '') => {
      const { method, path: template } = rows[id];
      const handler = { listAlerts: alerts, getOverview: overview, getNeeds: needs }[id as 'listAlerts'] ?? stock;
      const event = httpEvent({ routeKey: `${method} /api/v1${template}`, path, query, body, as });
      const answer = await handler(event, lambdaContext());
      if (answer.statusCode > 201) throw new Error(`${id}: ${answer.statusCode} ${answer.body}`);
    };
    const at = (daysAgo: number) => `${showDay(today - daysAgo)}T08:00:00Z`;
    const lines = (count: number) => ITEMS.slice(0, count).map((itemId) => ({ itemId, quantity: 25 }));
    const receipt = (count: number, daysAgo: number) => ({
      kind: 'receipt',
      source: 'purchase',
      occurredAt: at(daysAgo),
      confirm: true,
      lines: lines(count),
    });
    const send = (body: unknown, eventId = v7()) => call('recordStockEvent', { facilityId: PLACE, eventId }, body);
    const repeated = v7();
    const world = await loadWorld(table, 'UG');
    if (world === undefined) throw new Error('no country');
    const log = createLog('error', () => undefined);
    const jobDeps = { ...deps(), log, stage: 'bench' };
    const evaluate = (id: string) => evaluateFacility(id, world, now.getTime(), jobDeps);
    const swept: BatchMessage = {
      ...{ kind: 'sweep', country: 'UG', runId: 'run', batchId: '0' },
      ...{ now: now.toISOString(), facilities: [] },
    };
    const body = receipt(3, 3);
    const measured: readonly (readonly [string, () => Promise<void>])[] = [
      ['stock event of 3 items, newest', () => send(body, repeated)],
      ['the same again: the stored answer', () => send(body, repeated)],
      ['stock event of 45 items, newest', () => send(receipt(45, 2))],
      ['stock event of 3 items, two months late', () => send(receipt(3, 60))],
      ['reversal of 3 items', () => send({ kind: 'reversal', reverses: repeated })],
      ['nightly check of 45 items, first time', () => checkFacility(PLACE, world, now.getTime(), jobDeps)],
      ['nightly check of 45 items, months closed', () => checkFacility(PLACE, world, now.getTime(), jobDeps)],
      ['stock event of 3 items, two months late, months closed', () => send(receipt(3, 61))],
      ['stock of a facility with 45 items', () => call('getStock', { facilityId: PLACE })],
      [
        'stock card, first 50 lines',
        () => call('listStockEvents', { facilityId: PLACE }, undefined, `item=${ITEMS[44]}`),
      ],
      [
        'levels of an item',
        () => call('putLevel', { facilityId: PLACE, itemId: ITEMS[0] ?? '' }, { leadTimeDays: 20 }),
      ],
      ['evaluation of 45 items, first time', () => evaluate(PLACE)],
      ['evaluation of 45 items, nothing changed', () => evaluate(PLACE)],
      ['evaluation of 5 items, first time', () => evaluate('UG-B-0')],
      ['evaluation of 5 items, nothing changed', () => evaluate('UG-B-0')],
      ['overview of a country, first 50', () => call('getOverview', {}, undefined, 'country=UG')],
      ['end of a sweep: 61 facilities added up', () => addUp(swept, 61, jobDeps)],
      ['needs of a country, first 50', () => call('getNeeds', {}, undefined, 'country=UG')],
      ['alerts of a country, first 50', () => call('listAlerts', {}, undefined, 'country=UG')],
    ];
    const table_: Line[] = [];
    for (const [what, run] of measured) {
      Object.assign(spent, { read: 0, write: 0, calls: 0 });
      await run();
      const units = `${spent.read} read, ${spent.write} write units in ${spent.calls} calls`;
      table_.push({ what, measured: units, budget: '', kept: null });
    }
    return table_;
  } finally {
    await engine.stop();
  }
}
