/** What tells people: the feeds of the table's stream, the topic, the mail and its bounces. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesize } from './synthesized.ts';

const { template, ofType } = synthesize();

const streamFeeds = ofType('AWS::Lambda::EventSourceMapping').filter(
  ([, { Properties }]) => Properties.StartingPosition !== undefined,
);

describe('the feeds of the stream', () => {
  const filterOf = (name: string): unknown => {
    const [, feed] = streamFeeds.find(([id]) => id.startsWith(`Functions${name}Feed`)) ?? [];
    return JSON.parse(Object(feed?.Properties.FilterCriteria).Filters[0].Pattern);
  };

  it('give up after a bounded time, tell apart what fails by halves, and put it where it is not lost', () => {
    expect(streamFeeds).toHaveLength(2);
    for (const [, { Properties }] of streamFeeds) {
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
      expect(Number(Properties.MaximumRetryAttempts)).toBeGreaterThanOrEqual(1);
      expect(Number(Properties.MaximumRecordAgeInSeconds)).toBeLessThan(24 * 3600);
    }
  });

  it('wake the reaction for rows of a facility that an evaluation reads, and not for those that it writes', () => {
    const { Keys } = Object(filterOf('React')).dynamodb;
    expect(Keys.PK).toEqual({ S: [{ prefix: 'F#' }] });
    const wakes = (sortKey: string) =>
      Keys.SK.S.some((rule: string | { prefix: string }) =>
        typeof rule === 'string' ? rule === sortKey : sortKey.startsWith(rule.prefix),
      );
    const read = ['FACILITY', 'HEADS', 'REPORTS', 'ITEM#soap', 'LEVEL#soap', 'INBOUND#s', 'ACK#d#1', 'CHECK#c'];
    expect(read.filter((name) => !wakes(`S#${name}`))).toEqual([]);
    const others = ['S#ALERT#shortage#soap', 'S#SUMMARY', 'S#REQUEST#r', 'A#ALERT#x', 'L#soap#t#0#e', 'M#soap#2026-11'];
    expect(others.filter(wakes)).toEqual([]);
  });

  it('wake the announcement for news that is put down, and not for what becomes of it', () => {
    expect(filterOf('Announce')).toEqual({
      eventName: ['INSERT'],
      dynamodb: { Keys: { PK: { S: [{ prefix: 'NEWS#' }] } } },
    });
  });
});

describe('mail', () => {
  const withSender = synthesize({ mailFrom: 'supplies@example.org' });

  it('goes through one configuration set, whose bounces and complaints come back to a function', () => {
    template.resourceCountIs('AWS::SES::ConfigurationSet', 1);
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint'],
        SnsDestination: { TopicARN: Match.anyValue() },
      },
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'lambda' });
  });

  it('may be sent in the name of the one sender only, and of nobody while there is none', () => {
    const sends = (all: typeof ofType) =>
      all('AWS::IAM::Policy')
        .flatMap(([, policy]) => Object(policy.Properties.PolicyDocument).Statement)
        .filter(({ Action }) => Action === 'ses:SendEmail')
        .map(({ Resource }) => JSON.stringify(Resource));
    expect(sends(withSender.ofType)).toHaveLength(1);
    expect(sends(withSender.ofType)[0]).toContain(':identity/supplies@example.org');
    expect(sends(ofType).join()).not.toContain('identity');
  });
});
