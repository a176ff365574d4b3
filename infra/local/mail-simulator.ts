/** SES' mailbox simulator: mail to its addresses comes back as a bounce or a complaint, as it does in AWS. */
import { addressOf } from './demands.ts';
import { account } from './intrinsics.ts';
import type { Mail } from './mail.ts';
import type { Model } from './model.ts';
import type { Topics } from './topics.ts';

type Kind = 'bounce' | 'complaint';

/** What the simulator does with an address; undefined for every other. A label (`bounce+name@`) tells mailboxes apart. */
export function simulated(address: string): Kind | undefined {
  const [, name] = /^(bounce|suppressionlist|complaint)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address) ?? [];
  if (name === undefined) return undefined;
  return name.toLowerCase() === 'complaint' ? 'complaint' : 'bounce';
}

/** The event that SES publishes about one recipient. */
export function eventOf(mail: Mail, kind: Kind, recipient: string): object {
  const about = {
    timestamp: mail.at,
    source: mail.from,
    sendingAccountId: account,
    messageId: mail.messageId,
    destination: mail.to.map(addressOf),
    headersTruncated: false,
    headers: Object.entries(mail.headers).map(([name, value]) => ({ name, value })),
    commonHeaders: { from: [mail.from], to: mail.to, messageId: mail.messageId, subject: mail.subject },
    tags: { 'ses:configuration-set': [mail.configurationSet ?? ''] },
  };
  if (kind === 'complaint') {
    const complaint = {
      feedbackId: `local-${mail.messageId}`,
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: recipient }],
      timestamp: mail.at,
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: mail.at,
    };
    return { eventType: 'Complaint', complaint, mail: about };
  }
  const diagnosticCode = 'smtp; 550 5.1.1 user unknown';
  const bounce = {
    feedbackId: `local-${mail.messageId}`,
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: recipient, action: 'failed', status: '5.1.1', diagnosticCode }],
    timestamp: mail.at,
    reportingMTA: 'dns; simulator.amazonses.com',
  };
  return { eventType: 'Bounce', bounce, mail: about };
}

/** Publishes what comes back for a mail, to the topics that the configuration set of the mail names. */
export function comesBack(model: Model, topics: Topics, mail: Mail): void {
  const destinations = model
    .find('AWS::SES::ConfigurationSetEventDestination')
    .filter(({ properties }) => properties.ConfigurationSetName === mail.configurationSet)
    .map(({ properties }) => properties.EventDestination)
    .filter(({ Enabled }) => Enabled);
  for (const recipient of mail.to.map(addressOf)) {
    const kind = simulated(recipient);
    if (kind === undefined) continue;
    for (const { MatchingEventTypes, SnsDestination } of destinations) {
      if (!MatchingEventTypes.some((type) => type.toLowerCase() === kind)) continue;
      topics.publishAs('ses.amazonaws.com', {
        topicArn: SnsDestination.TopicARN,
        subject: 'Amazon SES Email Event Notification',
        message: JSON.stringify(eventOf(mail, kind, recipient)),
        attributes: {},
        at: mail.at,
      });
    }
  }
}
