/** Who is to be told of a news, and over which channel: read from grants and preferences alone. */
import type { AlertChange, AlertKind } from '../alerts/alert.ts';
import { standIns } from '../alerts/escalation.ts';
import { covers, type Grant, isProgrammeLead, type Role } from '../members/grants.ts';
import type { News } from './news.ts';
import { type Channel, channelFor, gravityOf, type Preferences, wants } from './preferences.ts';

/** Somebody who may be told: a member who was not removed. */
export interface Reader {
  readonly memberId: string;
  readonly grants: readonly Grant[];
  readonly preferences: Preferences;
  /** False: mail to the address came back, or its owner complained. */
  readonly reachable: boolean;
}

export interface Recipient {
  readonly memberId: string;
  readonly channel: Channel;
}

/** Whom a kind concerns beside the programme leads. */
const alsoTold: Readonly<Partial<Record<AlertKind, Role>>> = {
  'shipment-overdue': 'logistics',
  'receipt-discrepancy': 'logistics',
  'report-overdue': 'facility-manager',
  'opening-count-due': 'facility-manager',
  'guidance-overdue': 'facility-manager',
  'checklist-overdue': 'facility-manager',
  recall: 'facility-manager',
};

/** What people do with an alert themselves goes to other systems, and into nobody's mail. */
const untold: readonly AlertChange[] = ['acknowledged', 'snoozed', 'commented'];

/** Whether alerts of this kind at this facility concern somebody with these grants. */
export function concerns(grants: readonly Grant[], facilityId: string, kind: AlertKind): boolean {
  const also = alsoTold[kind];
  return covers(grants, { facilityId }, also === undefined ? ['programme-lead'] : ['programme-lead', also]) === 'yes';
}

/** Whether somebody may be told of a facility's alerts at all, passed up or not. */
export function mayHear(grants: readonly Grant[], facilityId: string): boolean {
  return covers(grants, { facilityId }, standIns) === 'yes';
}

/** Whether an open alert belongs into the digest of this reader. */
export function readsOf(
  { grants, preferences }: Pick<Reader, 'grants' | 'preferences'>,
  alert: Pick<News, 'facilityId' | 'kind' | 'level'>,
): boolean {
  return concerns(grants, alert.facilityId, alert.kind) && wants(preferences, alert.kind, alert.level);
}

const firstOf = (...groups: readonly (readonly Reader[])[]): readonly Reader[] =>
  groups.find((group) => group.length > 0) ?? [];

/**
 * Whom an escalation reaches, each once. First the deputy; in place of one who cannot be told, the other leads of the
 * facility, so that the second step is still new to the programme-wide leads. Then these, without the deputy who had
 * his turn; where there is none of them, every lead.
 */
function passedUpTo(news: News, readers: readonly Reader[], deputy: string | null): readonly Reader[] {
  const isDeputy = ({ memberId, grants }: Reader) => memberId === deputy && mayHear(grants, news.facilityId);
  const isWide = ({ grants }: Reader) => isProgrammeLead(grants);
  const leads = leadsOf(news, readers);
  if (news.escalation === 1 && deputy !== null) {
    const found = readers.filter(isDeputy);
    return firstOf(
      found,
      leads.filter((reader) => !isWide(reader)),
      leads,
    );
  }
  const others = leads.filter((reader) => !isDeputy(reader));
  return firstOf(others.filter(isWide), others);
}

function leadsOf({ facilityId }: News, readers: readonly Reader[]): readonly Reader[] {
  return readers.filter(({ grants }) => covers(grants, { facilityId }, ['programme-lead']) === 'yes');
}

/** Whom an escalation told before: they hear of the end too. */
function toldByEscalation(news: News, readers: readonly Reader[], deputy: string | null): readonly Reader[] {
  const levels = ([1, 2] as const).filter((level) => level <= news.escalation);
  return levels.flatMap((escalation) => passedUpTo({ ...news, escalation }, readers, deputy));
}

/** Changes after which people are without what keeps them safe. */
const alarming: readonly AlertChange[] = ['opened', 'reopened', 'worsened'];

/** Adds every lead where a critical alert would reach none of them: at once what is urgent, and who left the digest. */
function tellUncovered(news: News, leads: readonly Reader[], told: Map<string, Channel>): void {
  if (gravityOf(news) !== 'critical') return;
  if (!news.urgent && !(alarming.includes(news.change) && news.level === 'critical')) return;
  const enough = ({ memberId }: Reader) => (news.urgent ? told.get(memberId) === 'now' : told.has(memberId));
  if (leads.some(enough)) return;
  for (const { memberId, preferences } of leads) {
    told.set(memberId, news.urgent || !preferences.channels.digest ? 'now' : 'digest');
  }
}

/**
 * Everybody who is to be told, ordered by sign-in name, each once. Nobody out of scope and nobody whose mail comes back.
 * An escalation, and its end, reaches whom it is passed up to whatever they prefer. A critical alert that no lead would
 * be told of, or of whose urgent change none at once, reaches every lead of the facility.
 *
 * @param deputy sign-in name of the country's deputy; null where there is none
 */
export function recipientsOf(news: News, everybody: readonly Reader[], deputy: string | null): Recipient[] {
  if (untold.includes(news.change)) return [];
  const readers = everybody.filter(({ reachable }) => reachable);
  const told = new Map<string, Channel>();
  const tell = (to: readonly Reader[], channel: Channel) => {
    for (const { memberId } of to) told.set(memberId, channel);
  };
  if (news.change === 'escalated') tell(passedUpTo(news, readers, deputy), 'now');
  else {
    for (const reader of readers) {
      if (!concerns(reader.grants, news.facilityId, news.kind)) continue;
      const channel = channelFor(reader.preferences, news);
      if (channel !== null) told.set(reader.memberId, channel);
    }
    if (news.change === 'resolved') tell(toldByEscalation(news, readers, deputy), news.urgent ? 'now' : 'digest');
    tellUncovered(news, leadsOf(news, readers), told);
  }
  return [...told]
    .map(([memberId, channel]) => ({ memberId, channel }))
    .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
}
