/** A month of one prison, day by day: what runs out is told early, to whom it concerns, in their language, and once. */
import { beforeAll, describe, expect, test } from 'vitest';
import { localDay, showDay } from '#shared/domain/day.ts';
import type { Local } from '../../infra/local/start.ts';
import { done, PRISON, type Send, sender } from '../support/luzira.ts';
import { startProduct } from '../support/product.ts';
import { FIRST_LEAD } from '../support/synthesize.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const zone = 'Africa/Kampala';
/** Noon of today at the prison: every day of the story is counted from here. */
const noonMs = Date.parse(`${showDay(localDay(Date.now(), zone))}T12:00:00+03:00`);
const at = (day: number, hours = 0): string => new Date(noonMs + day * DAY_MS + hours * HOUR_MS).toISOString();
const date = (day: number): string => showDay(localDay(noonMs + day * DAY_MS, zone));

const leads = {
  'amina@example.org': 'en-UG',
  'brahim@example.org': 'fr-TN',
  'chaima@example.org': 'ar-TN',
  'dmitri@example.org': 'ru-KZ',
  'erlan@example.org': 'kk-Cyrl-KZ',
};
const STAR = 'whole.programme@example.org';
const DEPUTY = 'deputy@example.org';
const MANAGER = 'manager@example.org';

let local: Local;
let send: Send;

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Mails since the last look, by reader. */
async function post(): Promise<Mail[]> {
  await local.drain();
  const mails = await local.mailbox();
  await local.emptyMailbox();
  return mails
    .map(({ to, subject, html, text }) => ({ to: to.join(', '), subject, html: html ?? '', text: text ?? '' }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));
}

const subjects = (mails: readonly Mail[]): Record<string, string> => {
  const byReader = Object.fromEntries(mails.map(({ to, subject }) => [to, subject]));
  expect(Object.keys(byReader), 'one mail each').toHaveLength(mails.length);
  return byReader;
};

/** The day on which the last mask is used, as each language writes it. */
const lastDay = (locale: string): string =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: zone }).format(noonMs + 29 * DAY_MS);

/** One subject for everybody: English, French, Arabic, Russian and Kazakh. */
function toLeads(en: string, fr: string, ar: string, ru: string, kk: string): Record<string, string> {
  const place = 'Luzira Upper Prison';
  const english = `Supplies: ${place} – Medical mask: ${en}`;
  return {
    'amina@example.org': english,
    'brahim@example.org': `Approvisionnement\u00a0: ${place} – Masque médical\u00a0: ${fr}`,
    'chaima@example.org': `الإمدادات: \u2068${place}\u2069 – كمامة طبية: ${ar}`,
    'dmitri@example.org': `Снабжение: ${place} – Медицинская маска: ${ru}`,
    'erlan@example.org': `Жабдықтау: ${place} – Медициналық бетперде: ${kk}`,
    [STAR]: english,
  };
}

/** One day: the digest, soon enough after the sweep of the day before that the country counts as evaluated, and a sweep at noon. */
async function morning(day: number): Promise<Mail[]> {
  await local.runSchedule('digest', at(day - 1, 0.75));
  return await post();
}
async function noon(day: number): Promise<Mail[]> {
  await local.runSchedule('sweep', at(day));
  return await post();
}

const putPrison = (nextDeliveryOn: string, lead: string) =>
  done(send, lead, 'PUT', `/facilities/${PRISON}`, {
    name: 'Luzira Upper Prison',
    country: 'UG',
    kind: 'prison',
    timeZone: zone,
    bookkeeping: 'counts',
    startedOn: '2020-01-01',
    nextDeliveryOn,
  });

/** Open alerts of the prison: kind, stage, level, state. */
const status = async (): Promise<string[]> => {
  const { body } = await done(send, MANAGER, 'GET', `/alerts?facility=${PRISON}`);
  return body.items.map((alert: { kind: string; level: string; state: string; facts: { status: string } }) =>
    [alert.kind, alert.facts.status, alert.level, alert.state].join(' '),
  );
};

beforeAll(async () => {
  local = await startProduct();
  send = sender(local);
  const put = (path: string, body: unknown, member = FIRST_LEAD) => done(send, member, 'PUT', path, body);
  const member = (id: string, locale: string, role: string, scope: string) =>
    put(`/members/${id}`, { name: 'Made up', locale, grants: [{ role, scope }] });
  const names = {
    en: 'Medical mask',
    fr: 'Masque médical',
    ar: 'كمامة طبية',
    ru: 'Медицинская маска',
    kk: 'Медициналық бетперде',
  };
  await put('/items/mask', { names, unit: 'piece', planning: 'rate', criticality: 'vital', packs: [] });
  await put('/countries/UG', {
    timeZone: zone,
    locales: ['en-UG'],
    digestHour: 7,
    standardLists: { prison: ['mask'] },
    levels: { default: { reportEveryDays: 30 } },
  });
  await putPrison(date(20), FIRST_LEAD);
  for (const [id, locale] of Object.entries(leads)) await member(id, locale, 'programme-lead', 'UG');
  await member(DEPUTY, 'en-UG', 'logistics', 'UG');
  await member('second.logistics@example.org', 'en-UG', 'logistics', 'UG');
  await member(MANAGER, 'en-UG', 'facility-manager', PRISON);
  await member('observer@example.org', 'en-UG', 'observer', 'UG');
  await member(STAR, 'en-UG', 'programme-lead', '*');
  const country = await done(send, STAR, 'GET', '/countries');
  const { country: _code, revision: _revision, ...kept } = country.body.items[0];
  await put('/countries/UG', { ...kept, deputy: DEPUTY }, STAR);
  // Twelve weeks of stock-takes: ten masks a day, three hundred left today.
  for (let week = 0; week <= 12; week += 1) {
    const quantity = 1140 - 70 * week;
    await put(
      `/facilities/${PRISON}/stock-events/${crypto.randomUUID()}`,
      {
        kind: 'count',
        occurredAt: at(7 * week - 84),
        countedBy: 'Store officer',
        lines: [{ itemId: 'mask', quantity }],
      },
      MANAGER,
    );
  }
  await post();
});

/** Mails of quiet days: none. */
async function quietUntil(from: number, to: number): Promise<void> {
  for (let day = from; day <= to; day += 1) {
    expect([day, await morning(day)]).toEqual([day, []]);
    expect([day, await noon(day)]).toEqual([day, []]);
  }
}

const report = (occurredAt: string, document: object) =>
  done(send, MANAGER, 'PUT', `/facilities/${PRISON}/stock-events/${crypto.randomUUID()}`, { occurredAt, ...document });

describe('masks for thirty days, and a delivery that is put off', () => {
  test('keep everybody quiet while they last until the next delivery', async () => {
    expect(await noon(0)).toEqual([]);
    await quietUntil(1, 2);
    expect(await status()).toEqual([]);
  });

  test('will run out before it: open before the next sweep, told in the next digest, and not told again', async () => {
    await putPrison(date(40), STAR);
    expect(await post()).toEqual([]);
    expect(await status()).toEqual(['shortage projected medium open']);
    const mails = await morning(3);
    expect(subjects(mails)).toEqual(
      toLeads(
        `will run out on ${lastDay('en-UG')} (daily summary)`,
        `stock épuisé le ${lastDay('fr-TN')} au rythme actuel (résumé du jour)`,
        `ستنفد الكمية يوم ${lastDay('ar-TN')} (الملخص اليومي)`,
        `запас закончится ${lastDay('ru-KZ')} (сводка за день)`,
        `${lastDay('kk-Cyrl-KZ')} күні таусылады (күнделікті шолу)`,
      ),
    );
    expect(await noon(3)).toEqual([]);
    await quietUntil(4, 9);
  });

  test('are low after ten days, which is the same alert at the same level and no news', async () => {
    await quietUntil(10, 23);
    expect(await status()).toEqual(['shortage low medium open']);
  });

  test('are very low after twenty-four days: told at once', async () => {
    expect(await morning(24)).toEqual([]);
    expect(subjects(await noon(24))).toEqual(
      toLeads(
        `very low, will run out on ${lastDay('en-UG')}`,
        `stock très bas, épuisé le ${lastDay('fr-TN')} au rythme actuel`,
        `الكمية منخفضة جدًا وستنفد يوم ${lastDay('ar-TN')}`,
        `осталось очень мало, запас закончится ${lastDay('ru-KZ')}`,
        `өте аз қалды, ${lastDay('kk-Cyrl-KZ')} күні таусылады`,
      ),
    );
    await quietUntil(25, 26);
  });

  test('concern the deputy after three days in which nobody took it on', async () => {
    expect(await morning(27)).toEqual([]);
    const [mail, ...others] = await noon(27);
    expect(others).toEqual([]);
    expect(mail?.to).toBe(DEPUTY);
    expect(mail?.text).toContain('72 hours');
    expect(await status()).toEqual(['shortage emergency high escalated']);
  });

  test('are gone with a flood: told within seconds, and taken on, so that nobody else is asked', async () => {
    await quietUntil(28, 28);
    await report(at(0, 0.01), { kind: 'adjustment', lines: [{ itemId: 'mask', quantity: -300, reason: 'damaged' }] });
    expect(subjects(await post())).toEqual(
      toLeads('none left', 'il n’en reste plus', 'نفدت الكمية', 'запас закончился', 'қор таусылды'),
    );
    const { body } = await done(send, MANAGER, 'GET', `/alerts?facility=${PRISON}`);
    const alert = `/alerts/${encodeURIComponent(body.items[0].alertId)}`;
    await done(send, 'amina@example.org', 'POST', `${alert}/acknowledge`, { note: 'Called the store' });
    await quietUntil(29, 30);
    expect(await status()).toEqual(['shortage out critical acknowledged']);
  });

  test('came with a donation: the all-clear goes at once to everybody who was told, the deputy too', async () => {
    const donated = {
      kind: 'receipt',
      source: 'donation',
      from: 'Red Cross',
      lines: [{ itemId: 'mask', quantity: 700 }],
    };
    await report(at(0, 0.02), donated);
    const mails = await post();
    expect(subjects(mails)).toEqual({
      ...toLeads(
        'no longer short',
        'le stock n’est plus trop bas',
        'لم تعد الكمية منخفضة',
        'нехватки больше нет',
        'енді тапшылық жоқ',
      ),
      [DEPUTY]: 'Supplies: Luzira Upper Prison – Medical mask: no longer short',
    });
    for (const { html, text } of mails) {
      for (const kept of ['Called the store', 'amina', 'Made up', 'Red Cross', 'Store officer']) {
        expect(html + text).not.toContain(kept);
      }
    }
    expect(await status()).toEqual([]);
    await quietUntil(31, 31);
  });
});
