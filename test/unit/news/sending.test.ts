/** Whether something that was sent outside surely did not leave, or nobody knows. */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { sendMail } from '../../../functions/news/send-mail.ts';
import { failedSending } from '../../../functions/news/sending.ts';

const failure = (fields: object) => Object.assign(new Error('x'), fields);

test.each([
  ['a refused connection', failure({ code: 'ECONNREFUSED' }), 'refused'],
  ['a name that is not found, deep in the error', failure({ cause: { code: 'ENOTFOUND' } }), 'refused'],
  ['a refusal of the service', failure({ name: 'MessageRejected', $metadata: { httpStatusCode: 400 } }), 'refused'],
  [
    'too much at a time',
    failure({ name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } }),
    'throttled',
  ],
  ['a failure of the service', failure({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }), 'unknown'],
  ['a time-out', failure({ name: 'TimeoutError' }), 'unknown'],
  ['a connection that broke', failure({ code: 'ECONNRESET' }), 'unknown'],
  ['something else', 'text', 'unknown'],
])('%s', (_, error, kind) => {
  expect(failedSending(error).kind).toBe(kind);
});

const mail = { subject: 's', html: 'h', text: 't', headers: [{ name: 'References', value: '<a@b>' }], namesMissing: 0 };

function room(answers: readonly (Error | undefined)[]) {
  const inputs: unknown[] = [];
  const waits: number[] = [];
  const ses = new SESv2Client({ region: 'eu-central-1' });
  ses.send = (async (command: { input: unknown }) => {
    inputs.push(command.input);
    const answer = answers[inputs.length - 1];
    if (answer) throw answer;
    return {};
  }) as never;
  const pause = async (ms: number) => void waits.push(ms);
  return { inputs, waits, ses, mailFrom: 'Muster <a@example.org>', configurationSet: 'set', pause };
}

test('a mail is sent with its headers, in UTF-8, through the configuration set', async () => {
  const one = room([]);
  expect(await sendMail(one, 'b@example.org', mail)).toEqual({ kind: 'sent' });
  expect(one.inputs[0]).toMatchObject({
    ...{ FromEmailAddress: 'Muster <a@example.org>', ConfigurationSetName: 'set' },
    Destination: { ToAddresses: ['b@example.org'] },
    Content: {
      Simple: { Subject: { Data: 's', Charset: 'UTF-8' }, Headers: [{ Name: 'References', Value: '<a@b>' }] },
    },
  });
});

test('what was too much at a time is tried again a few times; everything else is not', async () => {
  const slow = failure({ name: 'TooManyRequestsException' });
  const patient = room([slow, slow]);
  expect(await sendMail(patient, 'b@example.org', mail)).toEqual({ kind: 'sent' });
  expect(patient.waits).toEqual([250, 500]);
  const never = room(Array.from({ length: 9 }, () => slow));
  expect((await sendMail(never, 'b@example.org', mail)).kind).toBe('throttled');
  expect(never.inputs).toHaveLength(5);
  const lost = room([failure({ name: 'TimeoutError' })]);
  expect((await sendMail(lost, 'b@example.org', mail)).kind).toBe('unknown');
  expect(lost.inputs).toHaveLength(1);
});
