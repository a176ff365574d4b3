/** Telling people over a real table: once, whatever dies in between, and nobody is left out. */

import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  facilityIndex,
  facilityKey,
  mailboxIndex,
  mailboxKey,
  memberIndex,
  memberKey,
  newsKey,
  pendingNewsIndex,
  preferencesIndex,
  preferencesKey,
  sweepKey,
} from '#shared/store/keys.ts';
import { loadLetters, loadMembersWithLetters, putLetter } from '#shared/store/letters.ts';
import { clearMailbox, markMailbox } from '#shared/store/mailbox.ts';
import { hasPendingNews, loadNews } from '#shared/store/news.ts';
import { loadTold } from '#shared/store/told.ts';
import { put, remove, transact } from '#shared/store/transact.ts';
import { type Engine, emptyTable, startEngine } from '../support/engine.ts';
import { LUZIRA, mortal, newsOf, putDown, seedCountry, seedMember, tellingWorld } from '../support/telling.ts';

const LEAD = 'lead.ug@example.org';
const GULU = 'UG-GULU';
let engine: Engine;
let world: ReturnType<typeof tellingWorld>;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  await emptyTable(engine);
  await seedCountry(engine.table);
  world = tellingWorld(engine.table);
});

const waiting = async (memberId: string, channel: 'now' | 'digest' = 'now') =>
  (await loadLetters(engine.table, memberId, 'UG', channel)).length;

/** Puts news down, and announces it as the stream does. */
async function report(...news: Parameters<typeof putDown>[1][]): Promise<void> {
  await putDown(engine.table, ...news);
  await world.announce(...news);
}

describe('a news', () => {
  it('is one mail to each lead in scope, one event, and then it is done', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await seedMember(engine.table, 'root@example.org', 'programme-lead:*');
    await seedMember(engine.table, 'kz@example.org', 'programme-lead:KZ');
    await seedMember(engine.table, 'donor@example.org', 'observer:*');
    await report(newsOf());
    await world.tell();
    expect(world.told().sort()).toEqual([LEAD, 'root@example.org']);
    expect(world.events()).toHaveLength(1);
    expect(await hasPendingNews(engine.table, 'UG')).toBe(false);
    expect(await loadMembersWithLetters(engine.table, 'UG', 'now')).toEqual([]);
    expect(world.sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
  });

  it('that comes again from the stream is told and published once', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await report(newsOf());
    await world.announce(newsOf(), newsOf());
    await Promise.all([world.tell(), world.tell()]);
    await world.announce(newsOf());
    world.later(20);
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(world.events()).toHaveLength(1);
  });

  it('carries no facts, no names and no free text to other systems, and attributes to filter by', async () => {
    await report(newsOf({ facts: { usable: 12, adu: 3, note: 'x' } }));
    const [call] = world.sns.commandCalls(PublishCommand);
    expect(JSON.stringify(call?.args[0].input)).not.toMatch(/usable|adu|note/);
    const attributes = call?.args[0].input.MessageAttributes ?? {};
    expect(Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, one.StringValue]))).toEqual({
      ...{ country: 'UG', facility: LUZIRA, kind: 'shortage', level: 'critical', change: 'opened' },
    });
  });

  it('of a country without members is published and done', async () => {
    await report(newsOf());
    expect(world.events()).toHaveLength(1);
    expect(await hasPendingNews(engine.table, 'UG')).toBe(false);
  });

  it('of what people did is published, and mailed to nobody', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await report(newsOf({ version: 2, change: 'acknowledged', urgent: false }));
    expect([world.events().length, await waiting(LEAD), await waiting(LEAD, 'digest')]).toEqual([1, 0, 0]);
  });

  it('reaches 250 readers, each once, also when two announce it at the same moment', async () => {
    const names = Array.from({ length: 250 }, (_, n) => `m${String(n).padStart(3, '0')}@example.org`);
    for (let n = 0; n < names.length; n += 25) {
      await Promise.all(names.slice(n, n + 25).map((name) => seedMember(engine.table, name, 'programme-lead:UG')));
    }
    await putDown(engine.table, newsOf());
    await Promise.all([world.announce(newsOf()), world.announce(newsOf())]);
    expect(await loadMembersWithLetters(engine.table, 'UG', 'now')).toEqual(names);
    await world.tell();
    expect(world.told().sort()).toEqual(names);
    expect(world.events()).toHaveLength(1);
  });
});

describe('mails at once', () => {
  beforeEach(() => seedMember(engine.table, LEAD, 'programme-lead:UG'));

  it('hold everything that waits, by facility, with the latest word of each alert', async () => {
    await report(newsOf({ level: 'high' }), newsOf({ facilityId: GULU }));
    await report(newsOf({ version: 2, change: 'worsened', previousLevel: 'high' }));
    await world.tell();
    const [mail] = world.mails;
    expect(world.mails).toHaveLength(1);
    expect(mail?.content.facilities.map(({ name, alerts }) => [name, ...alerts.map((one) => one.change)])).toEqual([
      [GULU, 'opened'],
      [LUZIRA, 'opened'],
    ]);
    expect(mail?.content.facilities.flatMap(({ alerts }) => alerts.map((one) => one.level))).toEqual([
      'critical',
      'critical',
    ]);
  });

  it('are at least a quarter of an hour apart, and nothing is forgotten in between', async () => {
    await report(newsOf());
    await world.tell();
    world.later(5);
    await report(newsOf({ subject: 'mask-medical' }));
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    world.later(10);
    await world.tell();
    expect(world.told()).toEqual([LEAD, LEAD]);
  });

  it('wait for the sweep under way, but not for one that hangs', async () => {
    const run = { ...{ country: 'UG', kind: 'sweep', runId: 'r', now: world.clock.now.toISOString(), day: 20_000 } };
    const started = { ...run, startedAt: world.clock.now.toISOString(), cuts: [GULU], pending: new Set(['0']) };
    await transact(engine.table, [
      put('run', { ...sweepKey('UG'), ...started, facilities: 1, failures: 0, last: null, v: 1 }),
    ]);
    await report(newsOf());
    await world.tell();
    expect(world.told()).toEqual([]);
    world.later(6);
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
  });

  it('tell what was put down and never announced: an outage of the stream loses nothing', async () => {
    await putDown(engine.table, newsOf());
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(world.events()).toHaveLength(1);
  });

  it('go out with two workers at once, one each, for many members', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `w${String(n).padStart(2, '0')}@example.org`);
    await Promise.all(names.map((name) => seedMember(engine.table, name, 'programme-lead:UG')));
    await report(newsOf());
    await Promise.all([world.tell(), world.tell(), world.tell()]);
    world.later(3);
    await world.tell();
    expect(world.told().sort()).toEqual([LEAD, ...names]);
  });
});

describe('a process that dies at any moment', () => {
  /** Runs `work` once for every call it makes, dying there, and starts over until it lives; then `check`s. */
  async function everyDeath(
    prepare: () => Promise<void>,
    work: () => Promise<void>,
    after: (death: string) => Promise<void>,
    life: ReturnType<typeof mortal>,
  ): Promise<number> {
    let deaths = 0;
    for (const how of ['before', 'after'] as const) {
      for (let call = 1; ; call++) {
        life.revive();
        await prepare();
        life.dieAt(call, how);
        await work().catch(() => undefined);
        const died = life.calls() >= call;
        life.revive();
        world.later(16);
        await work();
        world.later(16);
        await work();
        await after(`dying ${how} call ${call}`);
        if (!died) break;
        deaths += 1;
      }
    }
    return deaths;
  }

  it('leaves nothing for the digest that a mail at once has told', async () => {
    const life = mortal(engine);
    const masks = { subject: 'mask-medical', previousLevel: 'medium' } as const;
    const worse = newsOf({ ...masks, version: 2, change: 'worsened' });
    await everyDeath(
      async () => {
        await fresh(life, [LEAD]);
        await report(newsOf({ ...masks, previousLevel: null, urgent: false, level: 'medium' }));
        await putDown(engine.table, worse);
      },
      async () => {
        await world.tell();
        await world.tell('digest');
      },
      async (death) => {
        expect(new Set(world.mails.map(({ content }) => content.kind)), death).toEqual(new Set(['now']));
        expect(await waiting(LEAD, 'digest'), death).toBe(0);
      },
      life,
    );
  });

  async function fresh(life: ReturnType<typeof mortal>, leads: readonly string[]): Promise<void> {
    await emptyTable(engine);
    await seedCountry(engine.table);
    for (const lead of leads) await seedMember(engine.table, lead, 'programme-lead:UG');
    world = tellingWorld(life.table);
    await putDown(engine.table, newsOf());
  }

  it('leaves every reader with one letter, and publishes twice only if it dies between the event and its note', async () => {
    const life = mortal(engine);
    const names = Array.from({ length: 120 }, (_, n) => `m${String(n).padStart(3, '0')}@example.org`);
    await Promise.all(names.map((name) => seedMember(engine.table, name, 'programme-lead:UG')));
    let twice = 0;
    const deaths = await everyDeath(
      async () => {
        for (const name of names) {
          const letters = await loadLetters(engine.table, name, 'UG', 'now');
          if (letters.length > 0) throw new Error('letters of before');
        }
        world = tellingWorld(life.table);
        await putDown(engine.table, newsOf());
      },
      () => world.announce(newsOf()),
      async (death) => {
        const counts = await Promise.all(names.map((name) => waiting(name)));
        expect(new Set(counts), death).toEqual(new Set([1]));
        expect((await loadNews(engine.table, newsOf()))?.published, death).toBe(true);
        const published = world.events().length;
        if (published > 1) twice += 1;
        expect(published, death).toBeGreaterThanOrEqual(1);
        expect(published, death).toBeLessThanOrEqual(2);
        for (const name of names) {
          const letters = await loadLetters(engine.table, name, 'UG', 'now');
          await transact(
            engine.table,
            letters.map(({ sortKey }) => remove('letter', { PK: memberKey(name).PK, SK: sortKey })),
          );
        }
      },
      life,
    );
    expect(deaths).toBeGreaterThan(8);
    // Before the note that it was published is written, and nowhere else.
    expect(twice).toBe(1);
  });

  it('tells everybody, and twice only if it dies between sending and confirming', async () => {
    const life = mortal(engine);
    let twice = 0;
    const deaths = await everyDeath(
      () => fresh(life, [LEAD]),
      () => world.tell(),
      async (death) => {
        expect(world.told().length, death).toBeGreaterThanOrEqual(1);
        expect(world.told().length, death).toBeLessThanOrEqual(2);
        if (world.told().length > 1) twice += 1;
        expect(await waiting(LEAD), death).toBe(0);
      },
      life,
    );
    expect(deaths).toBeGreaterThan(20);
    expect(twice).toBe(1);
  });
});

describe('a mail engine that is dead for an hour', () => {
  beforeEach(() => seedMember(engine.table, LEAD, 'programme-lead:UG'));

  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const throttled = Object.assign(new Error('slow down'), {
    ...{ name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } },
  });
  const silent = Object.assign(new Error('no answer'), { name: 'TimeoutError' });

  it.each([
    ['refuses connections', refused],
    ['throttles', throttled],
    ['does not answer', silent],
  ])('%s: letters stay, and are one mail when it is back', async (_, error) => {
    world.ses.on(SendEmailCommand).rejects(error);
    await report(newsOf());
    for (let quarter = 0; quarter < 4; quarter++) {
      await world.tell();
      expect(await waiting(LEAD)).toBe(1);
      world.later(15);
    }
    await report(newsOf({ version: 2, change: 'resolved' }));
    world.accept();
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(world.mails[0]?.content.facilities[0]?.alerts.map(({ change }) => change)).toEqual(['resolved']);
    world.later(15);
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
  });

  it('does not keep a digest from whom it did not reach, nor send it again to whom it did', async () => {
    await seedMember(engine.table, 'a@example.org', 'programme-lead:UG');
    await report(newsOf({ urgent: false, level: 'low' }));
    const now = world.clock.now.toISOString();
    world.ses.on(SendEmailCommand, { Destination: { ToAddresses: [LEAD] } }).rejects(refused);
    await world.tell('digest', now);
    expect(world.told()).toEqual(['a@example.org']);
    world.later(15);
    await report(newsOf({ urgent: false, level: 'low', subject: 'mask-medical' }));
    world.ses.reset();
    world.accept();
    await world.tell('digest', now);
    expect(world.told()).toEqual(['a@example.org', LEAD]);
    expect(await waiting('a@example.org', 'digest')).toBe(1);
  });

  it('keeps other systems informed, and a dead topic keeps no mail back', async () => {
    world.sns.on(PublishCommand).rejects(refused);
    await report(newsOf());
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(await hasPendingNews(engine.table, 'UG')).toBe(true);
    world.accept();
    world.sns.resetHistory();
    world.later(15);
    await world.tell();
    expect(world.events()).toHaveLength(1);
    expect(await hasPendingNews(engine.table, 'UG')).toBe(false);
    expect(world.told()).toEqual([LEAD]);
  });
});

describe('a dead topic', () => {
  it('is asked once, after everybody was told', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    const many = Array.from({ length: 12 }, (_, n) => newsOf({ subject: `item-${n}` }));
    await putDown(engine.table, ...many);
    world.sns.on(PublishCommand).callsFake(() => {
      expect(world.told()).toEqual([LEAD]);
      throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    });
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(world.events()).toHaveLength(1);
    world.accept();
    world.sns.resetHistory();
    world.later(15);
    await world.tell();
    expect(world.events()).toHaveLength(12);
  });

  it('keeps no letter back in a batch of the stream, and what it refuses for itself keeps no other event back', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    world.sns
      .on(PublishCommand)
      .rejects(Object.assign(new Error('no'), { name: 'InvalidParameter', $metadata: { httpStatusCode: 400 } }));
    await report(newsOf(), newsOf({ subject: 'mask-medical' }));
    expect(world.events()).toHaveLength(2);
    world.sns.on(PublishCommand).rejects(Object.assign(new Error('no answer'), { name: 'TimeoutError' }));
    await report(newsOf({ subject: 'gel' }), newsOf({ subject: 'wipes' }));
    expect(world.events()).toHaveLength(3);
    expect(await waiting(LEAD)).toBe(4);
  });
});

describe('a row that cannot be read', () => {
  const bad = { v: 'x' };

  it('among pending news keeps no other back, and is named in the log', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    const broken = newsOf({ subject: 'broken' });
    const index = pendingNewsIndex('UG', broken.at, 'broken');
    await transact(engine.table, [put('news', { ...newsKey(broken.alertId, 1), ...index, ...bad })]);
    await putDown(engine.table, newsOf());
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(world.lines).toContainEqual(expect.objectContaining({ message: 'news not readable' }));
  });

  it.each([
    ['preferences', preferencesKey(LEAD), preferencesIndex(LEAD)],
    ['a mailbox', mailboxKey(LEAD), mailboxIndex(LEAD)],
    ['another member', memberKey('x@example.org'), memberIndex('x@example.org')],
  ])('of %s silences nobody', async (_, key, index) => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await transact(engine.table, [put('row', { ...key, ...index, ...bad })]);
    await report(newsOf());
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
    expect(world.lines).toContainEqual(expect.objectContaining({ message: 'member not readable' }));
  });
});

describe('somebody who changes between the news and the mail', () => {
  beforeEach(() => seedMember(engine.table, LEAD, 'programme-lead:UG'));

  it('gets nothing once removed, and leaves nothing behind', async () => {
    await report(newsOf());
    const tombstone = { memberId: LEAD, name: 'x', locale: 'en', grants: [], removedAt: '2026-11-23T08:00:00.000Z' };
    await transact(engine.table, [put('member', { ...memberKey(LEAD), ...tombstone, v: 2 })]);
    await world.tell();
    expect([world.told(), await waiting(LEAD)]).toEqual([[], 0]);
  });

  it('gets nothing once mail came back, and again when the mailbox is cleared', async () => {
    await report(newsOf());
    await markMailbox(engine.table, LEAD, { mark: 'bounced', at: '2026-11-23T08:00:00.000Z' });
    await world.tell();
    expect(world.told()).toEqual([]);
    await transact(engine.table, [clearMailbox(LEAD, '2026-11-23T09:00:00.000Z')]);
    await markMailbox(engine.table, LEAD, { mark: 'bounced', at: '2026-11-23T08:00:00.000Z' });
    await report(newsOf({ version: 2, change: 'worsened' }));
    await world.tell();
    expect(world.told()).toEqual([LEAD]);
  });

  it('hears nothing of a facility that is no longer in scope', async () => {
    await report(newsOf(), newsOf({ facilityId: GULU }));
    await seedMember(engine.table, LEAD, `programme-lead:${GULU}`);
    await world.tell();
    expect(world.mails.flatMap(({ content }) => content.facilities.map(({ name }) => name))).toEqual([GULU]);
    expect(await waiting(LEAD)).toBe(0);
  });

  it('gets no digest after leaving it', async () => {
    await report(newsOf({ urgent: false, level: 'low' }));
    await seedMember(engine.table, LEAD, 'programme-lead:UG', {
      preferences: { channels: { atOnce: true, digest: false } },
    });
    await world.tell('digest');
    expect([world.told(), await waiting(LEAD, 'digest')]).toEqual([[], 0]);
  });
});

describe('letters', () => {
  it('that nobody could be told for two weeks are removed, and nobody is told of them', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await report(newsOf());
    world.later(14 * 24 * 60);
    await world.tell();
    expect([world.told(), await waiting(LEAD)]).toEqual([[], 0]);
  });

  it('by the thousand are one mail with the worst by name and the others as a number, and are gone with it', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    const many = Array.from({ length: 2_300 }, (_, n) =>
      newsOf({
        facilityId: `UG-P${n % 150}`,
        subject: `item-${n}`,
        level: n === 2_299 ? 'high' : 'low',
        urgent: false,
      }),
    );
    const letters = many.map((news) => putLetter(LEAD, 'digest', news, world.clock.now.getTime()));
    for (let n = 0; n < letters.length; n += 100) await transact(engine.table, letters.slice(n, n + 100));
    await world.tell('digest');
    const [mail] = world.mails;
    expect(mail?.content.facilities[0]?.alerts[0]?.level).toBe('high');
    expect(mail?.content.facilities.flatMap(({ alerts }) => alerts)).toHaveLength(100);
    expect(mail?.content.others).toBe(2_200);
    expect((await loadTold(engine.table, { memberId: LEAD, country: 'UG', channel: 'digest' })).covered.size).toBe(
      2_000,
    );
    world.later(24 * 60);
    await world.tell('digest');
    expect([world.told(), await waiting(LEAD, 'digest')]).toEqual([[LEAD], 0]);
  });
});

describe('a country that is not evaluated any more', () => {
  it('is told once a digest to the leads of the country who want one, though no news waits', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await seedMember(engine.table, 'gulu@example.org', `programme-lead:${GULU}`);
    await seedMember(engine.table, 'quiet@example.org', 'programme-lead:UG', {
      preferences: { channels: { atOnce: true, digest: false } },
    });
    await world.tell('digest');
    expect(world.told()).toEqual([]);
    const place = { ...facilityKey(GULU), ...facilityIndex('UG', GULU), v: 1 };
    await transact(engine.table, [put('facility', place)]);
    world.later(15);
    const now = world.clock.now.toISOString();
    await world.tell('digest', now);
    await world.tell('digest', now);
    expect(world.told()).toEqual([LEAD]);
    expect(world.mails[0]?.content).toMatchObject({ evaluationLate: true, lastEvaluatedAt: null, facilities: [] });
    world.later(24 * 60);
    await world.tell('digest');
    expect(world.told()).toEqual([LEAD, LEAD]);
  });
});

describe('a digest', () => {
  it('says nothing of what a mail at once has told since, nor of what one is about to tell', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    const worse = newsOf({ version: 2, change: 'worsened', level: 'high', previousLevel: 'medium' });
    await report(newsOf({ urgent: false, level: 'medium' }));
    await report(worse);
    await world.tell('digest');
    expect(world.told()).toEqual([]);
    await world.tell();
    expect(await waiting(LEAD, 'digest')).toBe(0);
    world.later(15);
    await report(newsOf({ version: 3, change: 'improved', urgent: false, level: 'medium', previousLevel: 'high' }));
    await report(newsOf({ version: 4, change: 'resolved', level: 'medium', previousLevel: 'medium' }));
    await world.tell();
    world.later(60);
    await world.tell('digest');
    expect(world.mails.map(({ content }) => content.kind)).toEqual(['now', 'now']);
  });

  it('keeps what a mail at once did not tell, or told before it changed again', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await report(newsOf(), newsOf({ subject: 'mask-medical', urgent: false, level: 'medium' }));
    await world.tell();
    await report(newsOf({ version: 2, change: 'improved', urgent: false, level: 'medium', previousLevel: 'critical' }));
    world.later(60);
    await world.tell('digest');
    const told = world.mails[1]?.content.facilities.flatMap(({ alerts }) => alerts.map((one) => one.change));
    expect(told?.sort()).toEqual(['improved', 'opened']);
  });

  it('is sent once to whom it has something for, and to nobody else', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await seedMember(engine.table, 'gulu@example.org', `programme-lead:${GULU}`);
    await report(newsOf({ urgent: false, level: 'medium' }), newsOf({ version: 2, urgent: false, change: 'improved' }));
    await world.tell('digest');
    await world.tell('digest');
    world.later(24 * 60);
    await world.tell('digest');
    expect(world.told()).toEqual([LEAD]);
    expect(world.mails[0]?.content.unsubscribeUrl).toContain(LEAD);
  });

  it('leaves what is urgent to the mail at once, which says nothing of a way out', async () => {
    await seedMember(engine.table, LEAD, 'programme-lead:UG');
    await report(newsOf());
    await world.tell('digest');
    expect(world.told()).toEqual([]);
    await world.tell();
    expect(world.mails[0]?.content).toMatchObject({ kind: 'now', unsubscribeUrl: null });
  });
});
