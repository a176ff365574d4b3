/** A place to tell people from: a real table, a clock, and mail, topic and queue that keep what they were given. */

import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import type { MailContent } from '#shared/domain/news/mail.ts';
import type { News } from '#shared/domain/news/news.ts';
import type { Preferences } from '#shared/domain/news/preferences.ts';
import {
  countryIndex,
  countryKey,
  mailboxIndex,
  mailboxKey,
  memberIndex,
  memberKey,
  newsKey,
  preferencesIndex,
  preferencesKey,
} from '#shared/store/keys.ts';
import { putNews } from '#shared/store/news.ts';
import { openTable, type Table } from '#shared/store/table.ts';
import { put, transact } from '#shared/store/transact.ts';
import { announceChanges } from '../../functions/news/announce-changes.ts';
import { tellCountry } from '../../functions/news/tell-country.ts';
import type { Engine } from './engine.ts';

export const LUZIRA = 'UG-LUZIRA-UPPER';

/** A news of a critical shortage that has just been opened, unless changed. */
export function newsOf(change: Partial<News> = {}): News {
  const openedAt = change.openedAt ?? '2026-11-23T08:00:00.000Z';
  const { facilityId = LUZIRA, kind = 'shortage', subject = 'soap-bar' } = change;
  return {
    alertId: `${facilityId}~${kind}~${subject}~${openedAt}`,
    version: 1,
    at: openedAt,
    change: 'opened',
    urgent: true,
    escalation: 0,
    facilityId,
    country: facilityId.slice(0, 2),
    kind,
    subject,
    level: 'critical',
    previousLevel: null,
    openedAt,
    unattendedSince: openedAt,
    facts: {},
    ...change,
  };
}

/** The process that talks to the table: it can die at its nth call, before or after the table has done it. */
export function mortal(engine: Engine) {
  let left = Number.POSITIVE_INFINITY;
  let mode: 'before' | 'after' = 'before';
  let calls = 0;
  const death = () => new Error('the process ended');
  const send = async (...given: readonly unknown[]) => {
    calls += 1;
    left -= 1;
    if (left < 0 || (left === 0 && mode === 'before')) throw death();
    const answer = await Reflect.apply(engine.documents.send, engine.documents, given);
    if (left === 0) throw death();
    return answer;
  };
  const documents = new Proxy(engine.documents, {
    get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)),
  });
  return {
    table: openTable(engine.tableName, { documents, pause: async () => {} }),
    /** Calls since the last start. */
    calls: () => calls,
    dieAt: (call: number, how: 'before' | 'after') => {
      left = call;
      mode = how;
      calls = 0;
    },
    revive: () => {
      left = Number.POSITIVE_INFINITY;
      calls = 0;
    },
  };
}

let ids = 0;

/** Everything that tells, over `table`. */
export function tellingWorld(table: Table, start = '2026-11-23T08:00:10.000Z') {
  const ses = mockClient(SESv2Client);
  const sns = mockClient(SNSClient);
  const sqs = mockClient(SQSClient);
  const clock = { now: new Date(start) };
  const mails: { to: string; content: MailContent }[] = [];
  const lines: Record<string, unknown>[] = [];
  let last: MailContent | undefined;
  const accept = () => {
    ses.on(SendEmailCommand).callsFake((input: { Destination?: { ToAddresses?: string[] } }) => {
      if (last) mails.push({ to: input.Destination?.ToAddresses?.[0] ?? '', content: last });
      return { MessageId: String(mails.length) };
    });
    sns.on(PublishCommand).resolves({});
  };
  accept();
  const deps = {
    table,
    now: () => clock.now,
    newId: () => `lease-${++ids}`,
    log: (_level: string, message: string, fields: object = {}) => void lines.push({ message, ...fields }),
    stage: 'test',
    sns: new SNSClient({ region: 'eu-central-1' }),
    topicArn: 'arn:aws:sns:eu-central-1:000000000000:changes',
    sqs: new SQSClient({ region: 'eu-central-1' }),
    newsQueue: 'https://sqs.example/news',
    mailRoom: {
      ses: new SESv2Client({ region: 'eu-central-1' }),
      mailFrom: 'muster@example.org',
      configurationSet: '',
      pause: async () => {},
    },
    render: (content: MailContent) => {
      last = content;
      return { subject: 'Supplies', html: '<p></p>', text: '-', headers: [], namesMissing: 0 };
    },
    consoleUrl: null,
    unsubscribeUrl: async (memberId: string) => `https://example.org/unsubscribe?token=${memberId}`,
  };
  return {
    ...{ deps, clock, mails, lines, ses, sns, sqs, accept },
    /** Sign-in names that got a mail, in order of sending. */
    told: () => mails.map(({ to }) => to),
    events: () => sns.commandCalls(PublishCommand).map(({ args }) => JSON.parse(String(args[0].input.Message))),
    later: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    /** Hands news to the announcer as the stream would. */
    announce: async (...news: readonly News[]) => {
      const changes = news.map((one) => {
        const keys = newsKey(one.alertId, one.version);
        const after = { ...keys, news: one, reached: '', lettersOut: false, published: false, v: 1 };
        return { sequence: '1', event: 'INSERT' as const, keys, before: undefined, after };
      });
      await announceChanges(news[0]?.country ?? 'UG', changes, deps);
    },
    tell: async (kind: 'now' | 'digest' = 'now', now: string = clock.now.toISOString(), members: string[] = []) => {
      await tellCountry({ kind, country: 'UG', now, members }, deps);
    },
  };
}

/** Puts news down as an evaluation does. */
export async function putDown(table: Table, ...news: readonly News[]): Promise<void> {
  for (const one of news) await transact(table, [putNews(one)]);
}

/** Stores a member; `grants` as in a token. */
export async function seedMember(
  table: Table,
  memberId: string,
  grants: string,
  beside: { readonly preferences?: Partial<Preferences>; readonly mailbox?: 'bounced' | 'complained' } = {},
): Promise<void> {
  const pairs = grants.split(' ').map((pair) => pair.split(':'));
  const row = { memberId, name: memberId, locale: 'en-UG', grants: pairs.map(([role, scope]) => ({ role, scope })) };
  const preferences = {
    ...{ channels: { atOnce: true, digest: true }, locale: null, mutedKinds: [], minimumLevel: 'low' },
    ...beside.preferences,
  };
  await transact(table, [
    put('member', { ...memberKey(memberId), ...memberIndex(memberId), ...row, v: 1 }),
    ...(beside.preferences
      ? [put('preferences', { ...preferencesKey(memberId), ...preferencesIndex(memberId), ...preferences, v: 1 })]
      : []),
    ...(beside.mailbox
      ? [
          put('mailbox', {
            ...{ ...mailboxKey(memberId), ...mailboxIndex(memberId), memberId },
            ...{ mark: beside.mailbox, at: '2026-11-01T00:00:00.000Z' },
          }),
        ]
      : []),
  ]);
}

/** Stores Uganda; `deputy`: sign-in name. */
export async function seedCountry(table: Table, deputy?: string): Promise<void> {
  const body = { timeZone: 'Africa/Kampala', locales: ['en-UG'], ...(deputy === undefined ? {} : { deputy }) };
  await transact(table, [put('country', { ...countryKey('UG'), ...countryIndex('UG'), country: 'UG', v: 1, body })]);
}
