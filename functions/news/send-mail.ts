/** Sends one mail through SES, and says whether it left. */
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { RenderedMail } from '#shared/domain/news/mail.ts';
import { failedSending, type Sending } from './sending.ts';

export interface MailRoom {
  readonly ses: SESv2Client;
  readonly mailFrom: string;
  /** Empty: none. */
  readonly configurationSet: string;
  /** Waits between attempts that were throttled. */
  readonly pause: (ms: number) => Promise<void>;
}

/** SES counts by the second: these waits outlast a burst, and stay well within a lease. */
const THROTTLE_WAITS_MS = [250, 500, 1_000, 2_000] as const;
const Charset = 'UTF-8';

function command(room: MailRoom, to: string, mail: RenderedMail): SendEmailCommand {
  return new SendEmailCommand({
    FromEmailAddress: room.mailFrom,
    Destination: { ToAddresses: [to] },
    ...(room.configurationSet === '' ? {} : { ConfigurationSetName: room.configurationSet }),
    Content: {
      Simple: {
        Subject: { Data: mail.subject, Charset },
        Body: { Html: { Data: mail.html, Charset }, Text: { Data: mail.text, Charset } },
        Headers: mail.headers.map(({ name, value }) => ({ Name: name, Value: value })),
      },
    },
  });
}

/** Sends a mail once; only where SES says that it was too much at a time, again after a moment. */
export async function sendMail(room: MailRoom, to: string, mail: RenderedMail): Promise<Sending> {
  for (let attempt = 0; ; attempt++) {
    try {
      await room.ses.send(command(room, to, mail));
      return { kind: 'sent' };
    } catch (error) {
      const failed = failedSending(error);
      const wait = THROTTLE_WAITS_MS[attempt];
      if (failed.kind !== 'throttled' || wait === undefined) return failed;
      await room.pause(wait);
    }
  }
}
