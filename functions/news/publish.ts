/** Publishes a change of an alert to the topic that other systems listen to. */
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertEvent, AlertEventAttribute } from '#shared/contract/alert-event.ts';
import type { News } from '#shared/domain/news/news.ts';
import { newsName } from '#shared/store/keys.ts';
import { failedSending, type Sending } from './sending.ts';

export interface Publisher {
  readonly sns: SNSClient;
  readonly topicArn: string;
}

/** The event of a news: nothing of its facts leaves with it. */
export function eventOf(news: News): AlertEvent {
  const { alertId, version, at, change, urgent, country, facilityId, kind, subject } = news;
  const { level, previousLevel, openedAt, escalation } = news;
  return {
    schema: 'muster.alert/1',
    eventId: newsName(alertId, version),
    alertId,
    sequence: version,
    at,
    change,
    urgent,
    country,
    facilityId,
    kind,
    subject,
    level,
    previousLevel,
    openedAt,
    escalation,
  };
}

function attributesOf({ country, facilityId, kind, level, change }: News) {
  const values: Record<AlertEventAttribute, string> = { country, facility: facilityId, kind, level, change };
  return Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}

/** Publishes the event of a news. Failures are answers: nobody knows better than the caller what to do about them. */
export async function publish({ sns, topicArn }: Publisher, news: News): Promise<Sending> {
  try {
    await sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify(eventOf(news)),
        MessageAttributes: attributesOf(news),
      }),
    );
    return { kind: 'sent' };
  } catch (error) {
    return failedSending(error);
  }
}
