/** What travels to the teller: in which country somebody is to be told something, and how to ask for it. */
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { channels } from '#shared/domain/news/preferences.ts';

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not an instant');

export const tellingMessage = z.object({
  kind: z.enum(channels),
  country: z.string(),
  /** The time that is told about. */
  now: instant,
  /** Members for whom something was just laid by; others are found in the index, which may lag behind. */
  members: z.array(z.string()).default([]),
});
export type TellingMessage = z.output<typeof tellingMessage>;

/** Where and how to ask. */
export interface TellingQueue {
  readonly sqs: SQSClient;
  readonly newsQueue: string;
}

/** Names of members that surely fit into one message of 256 KB. */
const MOST_MEMBERS = 500;

/** Asks that a country's members be told. Asking twice tells nobody twice. */
export async function askToTell({ sqs, newsQueue }: TellingQueue, message: TellingMessage): Promise<void> {
  for (let start = 0; start === 0 || start < message.members.length; start += MOST_MEMBERS) {
    const members = message.members.slice(start, start + MOST_MEMBERS);
    const MessageBody = JSON.stringify({ ...message, members } satisfies TellingMessage);
    await sqs.send(new SendMessageCommand({ QueueUrl: newsQueue, MessageBody }));
  }
}
