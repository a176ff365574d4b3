/** Who gets in where, through the whole product: every row x every role x every place, against what the rows say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '#shared/contract/row.ts';
import { rows, rowsById } from '#shared/contract/rows.ts';
import { type Role, roles } from '#shared/domain/members/grants.ts';
import type { Local } from '../../infra/local/start.ts';
import {
  date,
  done,
  EVERYTHING,
  instant,
  memberOf,
  type Place,
  PRISON,
  placeNames,
  type Send,
  STORE,
  seedLuzira,
  sender,
  standsAt,
} from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';
import { FIRST_LEAD } from '../support/synthesize.ts';

const SHIPMENT = '01996f6e-7c00-7000-8000-000000000002';
const RECEIPT = '01996f6e-7c00-7000-8000-000000000003';
const DELETED = 'deleted@example.org';
let local: Local;
let send: Send;
let alertId = '';

beforeAll(async () => {
  local = await startProduct();
  send = sender(local);
  await seedLuzira(send);
  const as = (method: string, path: string, body: unknown) => done(send, EVERYTHING, method, path, body);
  const grants = [{ role: 'facility-manager', scope: PRISON }];
  await as('PUT', `/members/${DELETED}`, { name: 'Made up', locale: 'en', grants });
  await as('PUT', `/shipments/${SHIPMENT}`, {
    origin: { kind: 'supplier', name: 'UNODC' },
    destination: PRISON,
    expectedOn: date(-2),
    lines: [{ lineId: '1', itemId: 'soap-bar', packs: 150, packSize: 25 }],
  });
  await as('POST', `/shipments/${SHIPMENT}/dispatch`, { dispatchedAt: instant(-5) });
  const received = { receivedAt: instant(-1), final: true, lines: [{ lineId: '1', accepted: 3000, damaged: 50 }] };
  await as('PUT', `/shipments/${SHIPMENT}/receipts/${RECEIPT}`, received);
  await as('PUT', '/guidance/who-euro-prisons/versions/2021-02', {
    titles: { en: 'COVID-19 in prisons' },
    links: { en: 'https://example.org/guidance.pdf' },
    audience: { countries: ['UG'], kinds: ['prison'] },
    effectiveOn: date(-30),
    acknowledgeWithinDays: 14,
    asksAgain: true,
  });
  const { body: list, path } = rowsById.putChecklist.example;
  await as('PUT', `/checklists/${path.checklistId}`, list);
  await local.runSchedule('sweep');
  await local.drain();
  const alerts = await done(send, FIRST_LEAD, 'GET', `/alerts?facility=${PRISON}`);
  alertId = alerts.body.items[0].alertId;
});

const bodyOf = (row: Row): unknown => {
  if (row.id === 'recordReceipt') return { receivedAt: instant(-1), lines: [{ lineId: '1', accepted: 1 }] };
  return row.example.body;
};

function pathOf(row: Row): string {
  const values: Record<string, string> = { ...row.example.path };
  if (values.alertId) values.alertId = alertId;
  if (row.id === 'deleteMember') values.memberId = DELETED;
  if (row.id === 'recordReceipt') values.receiptId = crypto.randomUUID();
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  return `${path}?${new URLSearchParams(row.example.query)}`;
}

const inUganda: readonly Place[] = ['programme', 'country'];
const atLuzira: readonly Place[] = [...inUganda, 'facility'];
/** Last, because what they take away is gone for the others. */
const last = ['reverseReceipt', 'deleteMember'];
const inTurn = [...rows].sort((a, b) => last.indexOf(a.id) - last.indexOf(b.id));

/** What a role at a place gets: `in`, 403 or 404, read from the rows and, where the target decides, from DESIGN's table of roles. */
function expected(row: Row, role: Role, place: Place): 'in' | 403 | 404 {
  const fits = row.roles === 'any' || row.roles.includes(role) ? 'in' : 403;
  switch (row.scope) {
    case 'public':
    case 'member':
      return fits;
    case 'programme':
      return place === 'programme' ? fits : 403;
    case 'country':
      return inUganda.includes(place) ? fits : 404;
    case 'facility':
    case 'alert': {
      if (!atLuzira.includes(place)) return 404;
      // Logistics report stock of stores only, and act on alerts about shipments only.
      const elsewhere = role === 'logistics' && (row.id === 'recordStockEvent' || row.scope === 'alert');
      return elsewhere ? 403 : fits;
    }
    case 'query': {
      const { facility, country } = row.example.query ?? {};
      if (facility !== undefined && !atLuzira.includes(place)) return 404;
      if (country !== undefined && place === 'abroad') return 404;
      return fits;
    }
    case 'loaded': {
      if (row.path.startsWith('/members')) {
        if (fits === 403 || atLuzira.includes(place)) return fits;
        // A member outside one's scope is not seen; a grant outside it is not one's to give.
        return row.id === 'deleteMember' ? 404 : 403;
      }
      if (fits === 403) return 403;
      if (!atLuzira.includes(place)) return 404;
      if (row.path.includes('/receipts')) return role === 'facility-manager' ? 'in' : 403;
      if (row.path.endsWith('/settle')) return inUganda.includes(place) ? 'in' : 403;
      return 'in';
    }
  }
}

describe('every row, for every role at every place', () => {
  const cases = (wanted: boolean) =>
    inTurn.flatMap((row) =>
      roles.flatMap((role) =>
        placeNames
          .filter((place) => standsAt(role, place))
          .map((place) => ({ row, role, place, status: expected(row, role, place) }))
          .filter(({ status }) => (status === 'in') === wanted),
      ),
    );

  test('what the rows keep out stays out, with the status that says why', async () => {
    const wrong: string[] = [];
    for (const { row, role, place, status } of cases(false)) {
      const sent = await send(memberOf(role, place), row.method, pathOf(row), { body: bodyOf(row) });
      if (sent.status !== status)
        wrong.push(`${row.id} for ${role} at ${place}: ${sent.status} ${sent.body?.code}, not ${status}`);
    }
    expect(wrong).toEqual([]);
  });
  test('what the rows let in gets in: success, or a refusal for another reason', async () => {
    const wrong: string[] = [];
    for (const { row, role, place } of cases(true)) {
      const sent = await send(memberOf(role, place), row.method, pathOf(row), { body: bodyOf(row) });
      const gone = row.id === 'deleteMember' && sent.status === 404;
      if ((sent.status >= 500 || [401, 403, 404].includes(sent.status)) && !gone)
        wrong.push(`${row.id} for ${role} at ${place}: ${sent.status} ${JSON.stringify(sent.body)}`);
    }
    expect(wrong).toEqual([]);
  });
  test('at a store logistics keep the books too', async () => {
    const count = { kind: 'count', occurredAt: instant(-1), lines: [{ itemId: 'soap-bar', quantity: 5 }] };
    const path = (facility: string) => `/facilities/${facility}/stock-events/${crypto.randomUUID()}`;
    const sent = await send(memberOf('logistics', 'country'), 'PUT', path(STORE), { body: count });
    expect(sent.status).toBe(201);
  });
});

describe('what an answer tells', () => {
  const heads = { staff: 120, staffOnDuty: 40, held: 950, women: 0, juveniles: 0 };
  test('observers see no head counts', async () => {
    await done(send, EVERYTHING, 'PUT', `/facilities/${PRISON}/headcounts/${date(-1)}`, heads);
    const seen = async (role: Role) =>
      (await done(send, memberOf(role, 'country'), 'GET', `/facilities/${PRISON}`)).body;
    expect((await seen('observer')).headcount).toBeNull();
    expect((await seen('programme-lead')).headcount).toMatchObject({ held: 950 });
  });
  test.each(['/facilities', '/shipments', '/alerts', '/overview', '/guidance'])(
    'a list shows nothing from outside: %s',
    async (path) => {
      const { body } = await done(send, memberOf('facility-manager', 'sister'), 'GET', path);
      expect(JSON.stringify(body.items)).not.toContain(PRISON);
      const abroad = await done(send, memberOf('programme-lead', 'abroad'), 'GET', path);
      expect(JSON.stringify(abroad.body.items)).not.toContain('UG-');
    },
  );
  test('a target outside looks like one that does not exist', async () => {
    const outside = await send(memberOf('programme-lead', 'abroad'), 'GET', `/facilities/${PRISON}/stock`);
    const nowhere = await send(memberOf('programme-lead', 'abroad'), 'GET', '/facilities/UG-NOWHERE/stock');
    expect(outside.body).toEqual(nowhere.body);
  });
});
