/** Mail and topics on one machine: policed as in AWS, shown in a mailbox, and bouncing where SES' simulator does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { eventOf, simulated } from '../../infra/local/mail-simulator.ts';
import type { Local } from '../../infra/local/start.ts';
import { call, start, synthesize } from './fixture/run.ts';

let local: Local;

beforeAll(async () => {
  local = await start({ assembly: synthesize() });
});

const send = (body: object) => call(local, 'POST', '/api/v1/mail', { body });
const mailbox = async (to = ''): Promise<{ subject: string }[]> => {
  const { body } = await call(local, 'GET', `/_local/mailbox${to === '' ? '' : `?to=${encodeURIComponent(to)}`}`);
  return JSON.parse(JSON.stringify(body)).items;
};

describe('a mail', () => {
  test('is in the mailbox as it was sent, whatever its letters, newest first and by recipient', async () => {
    const subjects = ['Запасы: мыло заканчивается', 'الإمدادات: الصابون', 'Supplies: soap'];
    for (const subject of subjects) {
      expect(await send({ to: 'Lead@example.org', subject })).toMatchObject({ status: 200 });
    }
    await send({ to: 'other@example.org', subject: 'Supplies: gloves' });
    const found = await mailbox('lead@example.org');
    expect(found.map(({ subject }) => subject)).toEqual(subjects.toReversed());
    expect(found[2]).toMatchObject({
      from: 'supplies@example.org',
      to: ['Lead@example.org'],
      html: '<p>Запасы: мыло заканчивается</p>',
      text: 'Запасы: мыло заканчивается',
      headers: { references: '<thread@example.org>' },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(local.mailbox()).toHaveLength(4);
  });

  test('is gone once the mailbox was emptied', async () => {
    await send({ to: 'lead@example.org', subject: 'Supplies: soap' });
    expect(await call(local, 'DELETE', '/_local/mailbox')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await mailbox()).toEqual([]);
  });

  test.each([
    ['from a sender that the policy does not name', { from: 'other@example.org' }, 'AccessDeniedException'],
    ['through a configuration set that the policy does not name', { set: 'other' }, 'AccessDeniedException'],
    ['through a configuration set that is not there', { set: 'none' }, 'NotFoundException'],
    [
      'with letters in the name of its sender that are not encoded',
      { from: 'Жабдық <supplies@example.org>' },
      'BadRequestException',
    ],
  ])('%s is refused as SES does', async (_, changes, name) => {
    const answer = await send({ to: 'lead@example.org', subject: 'x', ...changes });
    expect(answer).toMatchObject({ status: 500, body: { name } });
  });

  test('cannot be sent while the mail service is away, and can be afterwards', async () => {
    local.emptyMailbox();
    await local.mailEngine.pause();
    expect(await send({ to: 'lead@example.org', subject: 'lost' })).toMatchObject({ status: 500 });
    await local.mailEngine.resume();
    expect(await send({ to: 'lead@example.org', subject: 'sent' })).toMatchObject({ status: 200 });
    expect((await mailbox()).map(({ subject }) => subject)).toEqual(['sent']);
  });
});

describe("mail to the addresses of SES' simulator", () => {
  const cameBack = (address: string) => call(local, 'GET', `/api/v1/stored/${encodeURIComponent(address)}`);

  test.each([
    ['bounce+luzira@simulator.amazonses.com', 'Bounce'],
    ['complaint@simulator.amazonses.com', 'Complaint'],
  ])('%s comes back to the function that is subscribed', async (address, eventType) => {
    await send({ to: address, subject: 'x' });
    await local.drain();
    expect(await cameBack(address)).toMatchObject({ status: 200, body: { eventType: { S: eventType } } });
  });

  test('is the only one that does', async () => {
    expect(simulated('bounce@example.org')).toBeUndefined();
    expect(simulated('success@simulator.amazonses.com')).toBeUndefined();
    await send({ to: 'success@simulator.amazonses.com', subject: 'x' });
    await local.drain();
    expect(await cameBack('success@simulator.amazonses.com')).toMatchObject({ status: 404 });
  });

  test('tells the recipient as SES does', () => {
    const mail = {
      messageId: 'm1',
      from: 'supplies@example.org',
      to: ['bounce@simulator.amazonses.com'],
      subject: 'x',
      html: null,
      text: 'x',
      headers: {},
      configurationSet: 'Mails',
      at: '2026-11-24T00:00:00.000Z',
    };
    expect(eventOf(mail, 'bounce', 'bounce@simulator.amazonses.com')).toMatchObject({
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bounce@simulator.amazonses.com' }] },
      mail: { messageId: 'm1', destination: ['bounce@simulator.amazonses.com'] },
    });
  });
});

describe('a topic', () => {
  test('shows what was published to it, with its attributes', async () => {
    expect(await call(local, 'POST', '/api/v1/publish', { body: { hello: 'world' } })).toMatchObject({ status: 200 });
    const { body } = await call(local, 'GET', '/_local/published');
    expect(JSON.parse(JSON.stringify(body)).items[0]).toMatchObject({
      topicArn: expect.stringContaining(':Fixture-Topic'),
      message: '{"hello":"world"}',
      attributes: { level: { Type: 'String', Value: 'high' } },
    });
  });
});

test('a function that may neither mail nor publish is refused by both', async () => {
  local = await start({ assembly: synthesize({ mayTell: false }) });
  expect(await send({ to: 'lead@example.org', subject: 'x' })).toMatchObject({
    body: { name: 'AccessDeniedException', message: expect.stringContaining('ses:SendEmail') },
  });
  expect(await call(local, 'POST', '/api/v1/publish', { body: 'x' })).toMatchObject({
    body: { name: 'AuthorizationErrorException', message: expect.stringContaining('sns:Publish') },
  });
  expect(local.mailbox()).toEqual([]);
});
