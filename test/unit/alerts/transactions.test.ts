import { describe, expect, it } from 'vitest';
import { assess } from '#shared/domain/alerts/assess.ts';
import { diff } from '#shared/domain/alerts/diff.ts';
import { summarise } from '#shared/domain/overview/summarise.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { transactionsOf } from '#shared/store/alert-moves.ts';
import { atCover, context, facilityId, findings } from './sample.ts';

const NOW = '2026-11-20T08:00:00.000Z';
const itemIds = Array.from({ length: 200 }, (_, index) => `item-${String(index).padStart(3, '0')}`);

const snapshot: Snapshot = {
  facility: {
    v: 3,
    value: {
      facilityId,
      name: 'Luzira Upper Prison',
      country: 'UG',
      kind: 'prison',
      timeZone: 'Africa/Kampala',
      status: 'active',
      statusFrom: null,
      startedOn: 0,
      bookkeeping: [{ from: 0, mode: 'counts' }],
      suppliedBy: null,
      levels: {},
      standardList: null,
      nextDeliveryOn: null,
    },
  },
  documentDays: [],
  countDays: [],
  headCounts: [],
  items: new Map(),
  levels: new Map(),
  inbound: [],
  acknowledged: [],
  sheets: [],
  alerts: [],
  served: null,
  replies: [],
  summary: null,
  versions: new Map([['S#FACILITY', 3], ...itemIds.map((itemId, index) => [`S#ITEM#${itemId}`, index + 1] as const)]),
};

function short() {
  const state = findings({
    positions: itemIds.map((itemId) => atCover(0, { itemId })),
    criticality: new Map(itemIds.map((itemId) => [itemId, 'vital'])),
  });
  return { moves: diff(assess(state), [], context(NOW)), summary: summarise(state, []) };
}

describe('the transactions of two hundred shortages at once', () => {
  const built = transactionsOf(snapshot, short()).map((writes) => writes.map((write) => write.build('muster')));

  it('fit what the table takes, and name each row once', () => {
    expect(built.length).toBeGreaterThan(1);
    for (const parts of built) {
      expect(parts.length).toBeLessThanOrEqual(100);
      const keys = parts.map(({ Put, ConditionCheck }) =>
        JSON.stringify(ConditionCheck?.Key ?? [Put?.Item?.PK, Put?.Item?.SK]),
      );
      expect(new Set(keys).size).toBe(parts.length);
    }
    const puts = built.flat().flatMap(({ Put }) => (Put ? [String(Put.Item?.SK)] : []));
    expect(puts.filter((sort) => sort.startsWith('S#ALERT#'))).toHaveLength(200);
    expect(puts.filter((sort) => sort === 'S#SUMMARY')).toHaveLength(1);
  });

  it('hold the news of each alert beside its row', () => {
    for (const parts of built) {
      const rows = parts.flatMap(({ Put }) => Put?.Item ?? []);
      const alerts = rows.filter(({ SK }) => String(SK).startsWith('S#ALERT#')).map(({ alertId }) => alertId);
      const news = rows.filter(({ PK }) => String(PK).startsWith('NEWS#'));
      expect(news.map(({ PK }) => PK)).toEqual(alerts.map((alertId) => `NEWS#${alertId}`));
      expect(new Set(news.map(({ SK }) => SK))).toEqual(new Set(alerts.length > 0 ? ['00000001'] : []));
    }
  });

  it('each check the facility, and every position that an alert came from, at the version that was read', () => {
    for (const parts of built) {
      const checked = new Map(
        parts.flatMap(({ ConditionCheck: one }) =>
          one ? [[String(one.Key?.SK), one.ExpressionAttributeValues?.[':read']]] : [],
        ),
      );
      const alerts = parts.flatMap(({ Put }) => (Put?.Item?.kind === 'shortage' ? [String(Put.Item.subject)] : []));
      if (alerts.length > 0) expect(checked.get('S#FACILITY')).toBe(3);
      for (const itemId of alerts) {
        expect(checked.get(`S#ITEM#${itemId}`)).toBe(itemIds.indexOf(itemId) + 1);
        expect(checked.has(`S#LEVEL#${itemId}`)).toBe(true);
      }
    }
  });
});

describe('a shortage of what is on its way', () => {
  const onTheWay = (count: number, itemId: string) =>
    Array.from({ length: count }, (_, index) => {
      const days = { expectedOn: 0, firstPromisedOn: null, dispatchedAt: null };
      const about = { shipmentId: `${itemId}-${index}`, reference: null, status: 'dispatched' as const };
      return { v: index + 1, value: { ...about, ...days, lines: [{ itemId, outstanding: 1 }], discrepancies: [] } };
    });
  const checked = (inbound: ReturnType<typeof onTheWay>) => {
    const known = inbound.map(({ v, value }) => [`S#INBOUND#${value.shipmentId}`, v] as const);
    const versions = new Map([...snapshot.versions, ...known]);
    const built = transactionsOf({ ...snapshot, inbound, versions }, short()).map((writes) =>
      writes.map((write) => write.build('muster')),
    );
    for (const parts of built) expect(parts.length).toBeLessThanOrEqual(100);
    return built.map(
      (parts) =>
        new Map(
          parts.flatMap(({ ConditionCheck: one }) =>
            one ? [[String(one.Key?.SK), one.ExpressionAttributeValues?.[':read']]] : [],
          ),
        ),
    );
  };

  it('is stored only while each delivery with the item is as it was read', () => {
    const inbound = [...onTheWay(2, 'item-007'), ...onTheWay(1, 'nothing-short')];
    const own = checked(inbound).find((checks) => checks.has('S#ITEM#item-007'));
    expect(own?.get('S#INBOUND#item-007-0')).toBe(1);
    expect(own?.get('S#INBOUND#item-007-1')).toBe(2);
    expect(own?.has('S#INBOUND#nothing-short-0')).toBe(false);
  });

  it('fits in a transaction with any number of them', () => {
    checked(onTheWay(300, 'item-007'));
  });
});

describe('an evaluation that changes nothing', () => {
  it('has no transaction', () => {
    expect(transactionsOf(snapshot, { moves: [], summary: null })).toEqual([]);
  });
});
