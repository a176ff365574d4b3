/** The only place that builds keys of the table: what lies where can be read here from top to bottom. */

export interface Key {
  readonly PK: string;
  readonly SK: string;
}

export interface IndexKey {
  readonly GSI1PK: string;
  readonly GSI1SK: string;
}

/** Prefixes of sort keys under a facility. */
export const SNAPSHOT = 'S#';
export const ITEMS = 'S#ITEM#';
export const LEVELS = 'S#LEVEL#';
export const INBOUND = 'S#INBOUND#';
export const FIRST_ACKS = 'S#ACK#';
export const SHEETS = 'S#CHECK#';
export const SHEET_HISTORY = 'A#CHECK#';
export const DAILY_PREPAREDNESS = 'A#READY#';
export const RECALL_REPLIES = 'S#RECALL#';
export const CURRENT_ALERTS = 'S#ALERT#';
export const OLDER_ALERTS = 'A#ALERT#';
export const HEAD_HISTORY = 'H#HEADS#';
export const SHIPMENT_HISTORY = 'H#SHIP#';
export const REQUESTS = 'H#REQUEST#';
export const RECEIPTS = 'RECEIPT#';
/** Sorts after every date: a shipment that nobody dated. */
export const NO_DATE = '9999-12-31';

const at = (PK: string, SK: string): Key => ({ PK, SK });
const indexed = (GSI1PK: string, GSI1SK: string): IndexKey => ({ GSI1PK, GSI1SK });

/** Partition of everything that belongs to a facility. */
export const facilityPartition = (facilityId: string): string => `F#${facilityId}`;
/** The facility that a partition belongs to; undefined for other partitions. */
export const facilityOf = (partition: string): string | undefined =>
  partition.startsWith('F#') ? partition.slice('F#'.length) : undefined;
export const facilityKey = (facilityId: string): Key => at(facilityPartition(facilityId), 'S#FACILITY');
export const summaryKey = (facilityId: string): Key => at(facilityPartition(facilityId), 'S#SUMMARY');
export const reportsKey = (facilityId: string): Key => at(facilityPartition(facilityId), 'S#REPORTS');
export const headsKey = (facilityId: string): Key => at(facilityPartition(facilityId), 'S#HEADS');
/** `date`: `YYYY-MM-DD`. */
export const headCountKey = (facilityId: string, date: string): Key =>
  at(facilityPartition(facilityId), `${HEAD_HISTORY}${date}`);
export const itemStateKey = (facilityId: string, itemId: string): Key =>
  at(facilityPartition(facilityId), `${ITEMS}${itemId}`);
export const levelKey = (facilityId: string, itemId: string): Key =>
  at(facilityPartition(facilityId), `${LEVELS}${itemId}`);
export const inboundKey = (facilityId: string, shipmentId: string): Key =>
  at(facilityPartition(facilityId), `${INBOUND}${shipmentId}`);
/** The first acknowledgement of a version: it answers for the facility. */
export const firstAckKey = (facilityId: string, documentId: string, version: string): Key =>
  at(facilityPartition(facilityId), `${FIRST_ACKS}${documentId}#${version}`);
export const ackKey = (facilityId: string, documentId: string, version: string, member: string): Key =>
  at(facilityPartition(facilityId), `A#ACK#${documentId}#${version}#${member}`);
/** By its own id alone, so that the id cannot hold two briefings; by version it is found through the index. */
export const briefingKey = (facilityId: string, briefingId: string): Key =>
  at(facilityPartition(facilityId), `A#BRIEF#${briefingId}`);
/** How a facility stands with a checklist: its newest round, without the answers. */
export const sheetKey = (facilityId: string, checklistId: string): Key =>
  at(facilityPartition(facilityId), `${SHEETS}${checklistId}`);
/** All sheets of a checklist begin like this, in the order of their rounds. */
export const sheetHistoryPrefix = (checklistId: string): string => `${SHEET_HISTORY}${checklistId}#`;
/** A sheet as it was sent. `revision`: the one that it made. */
export const sheetHistoryKey = (facilityId: string, checklistId: string, round: string, revision: number): Key =>
  at(facilityPartition(facilityId), `${sheetHistoryPrefix(checklistId)}${round}#${String(revision).padStart(8, '0')}`);
/** The daily values of preparedness of a month, `YYYY-MM`. */
export const dailyPreparednessKey = (facilityId: string, month: string): Key =>
  at(facilityPartition(facilityId), `${DAILY_PREPAREDNESS}${month}`);
/** What a facility said about a recall. */
export const recallReplyKey = (facilityId: string, recallId: string): Key =>
  at(facilityPartition(facilityId), `${RECALL_REPLIES}${recallId}`);
/** The current episode of an alert. */
export const alertKey = (facilityId: string, kind: string, subject: string): Key =>
  at(facilityPartition(facilityId), `${CURRENT_ALERTS}${kind}#${subject}`);
/** An older episode. `openedAt`: instant. */
export const alertEpisodeKey = (facilityId: string, kind: string, subject: string, openedAt: string): Key =>
  at(facilityPartition(facilityId), `${OLDER_ALERTS}${kind}#${subject}#${openedAt}`);
/** All ledger lines of an item begin like this. */
export const ledgerPrefix = (itemId: string): string => `L#${itemId}#`;
/** `order`: the line's order key, `<occurredAt>#<0 or 1>#<eventId>`. */
export const ledgerKey = (facilityId: string, itemId: string, order: string): Key =>
  at(facilityPartition(facilityId), `${ledgerPrefix(itemId)}${order}`);
/** All monthly closings of an item begin like this. */
export const closingPrefix = (itemId: string): string => `M#${itemId}#`;
/** `month`: `YYYY-MM`. */
export const closingKey = (facilityId: string, itemId: string, month: string): Key =>
  at(facilityPartition(facilityId), `${closingPrefix(itemId)}${month}`);
/** `date`: expected on, or `NO_DATE`. */
export const facilityShipmentKey = (facilityId: string, date: string, shipmentId: string): Key =>
  at(facilityPartition(facilityId), `${SHIPMENT_HISTORY}${date}#${shipmentId}`);
/** What a manager asked for. */
export const requestKey = (facilityId: string, requestId: string): Key =>
  at(facilityPartition(facilityId), `${REQUESTS}${requestId}`);
export const auditKey = (facilityId: string, instant: string, id: string): Key =>
  at(facilityPartition(facilityId), `A#AUDIT#${instant}#${id}`);

export const eventKey = (eventId: string): Key => at(`EVENT#${eventId}`, 'EVENT');
/** Kept under the event that is reversed: who reversed it, at which facility. */
export const reversalKey = (originalEventId: string, facilityId: string): Key =>
  at(`EVENT#${originalEventId}`, `REVERSAL#${facilityId}`);

export const shipmentKey = (shipmentId: string): Key => at(`SHIP#${shipmentId}`, 'SHIP');
export const receiptKey = (shipmentId: string, receiptId: string): Key =>
  at(`SHIP#${shipmentId}`, `${RECEIPTS}${receiptId}`);

export const CATALOGUE_PARTITION = 'CATALOGUE';
export const CATALOGUE_ITEMS = 'ITEM#';
export const itemKey = (itemId: string): Key => at(CATALOGUE_PARTITION, `${CATALOGUE_ITEMS}${itemId}`);
/** Beside the items, so that one query reads both. */
export const RECALLS = 'RECALL#';
export const recallKey = (recallId: string): Key => at(CATALOGUE_PARTITION, `${RECALLS}${recallId}`);
export const GUIDANCE_PARTITION = 'GUIDANCE';
export const guidanceKey = (documentId: string, version: string): Key =>
  at(GUIDANCE_PARTITION, `${documentId}#${version}`);

export const CHECKLIST_PARTITION = 'CHECKLISTS';
export const checklistKey = (checklistId: string): Key => at(CHECKLIST_PARTITION, checklistId);

export const memberPartition = (memberId: string): string => `MEMBER#${memberId}`;
export const memberKey = (memberId: string): Key => at(memberPartition(memberId), 'MEMBER');
/** The subject of the identity provider that signed in first under this name. */
export const subjectKey = (memberId: string): Key => at(memberPartition(memberId), 'SUBJECT');
export const memberAuditKey = (memberId: string, instant: string, id: string): Key =>
  at(memberPartition(memberId), `A#AUDIT#${instant}#${id}`);
/** What a member wants to be told, how and in which language. */
export const preferencesKey = (memberId: string): Key => at(memberPartition(memberId), 'PREFERENCES');
/** Whether mail to the member came back. */
export const mailboxKey = (memberId: string): Key => at(memberPartition(memberId), 'MAILBOX');
/** All that waits to be told to a member about a country, by channel (`now`, `digest`), begins like this. */
export const letterPrefix = (country: string, channel: string): string => `LETTER#${country}#${channel}#`;
/** `instant`: of the news; `name`: `newsName`. */
export const letterKey = (memberId: string, country: string, channel: string, instant: string, name: string): Key =>
  at(memberPartition(memberId), `${letterPrefix(country, channel)}${instant}#${name}`);
/** What a member was told last about a country on a channel, and who is telling just now. */
export const toldKey = (memberId: string, country: string, channel: string): Key =>
  at(memberPartition(memberId), `TOLD#${country}#${channel}`);
/** The programme-wide leads, kept in the transaction that changes a member. */
export const leadsKey = (): Key => at('PROGRAMME', 'LEADS');
export const countryKey = (country: string): Key => at(`C#${country}`, 'COUNTRY');
/** What the places of a country have and lack together, as its last sweep found it. */
export const totalsKey = (country: string): Key => at(`C#${country}`, 'TOTALS');
export const countryPartition = (country: string): string => `C#${country}`;
export const SERVED = 'SERVED#';
/** What the places that a store supplies use together, as the last sweep found it. */
export const servedKey = (country: string, storeId: string): Key =>
  at(countryPartition(country), `${SERVED}${storeId}`);
/** What the last sweep and the last nightly check of a country left. */
export const sweepKey = (country: string): Key => at(`C#${country}`, 'SWEEP');
export const nightlyKey = (country: string): Key => at(`C#${country}`, 'NIGHTLY');
export const countryAuditKey = (country: string, instant: string, id: string): Key =>
  at(`C#${country}`, `A#AUDIT#${instant}#${id}`);

/** The day of the last digest of a country. */
export const digestKey = (country: string): Key => at(`C#${country}`, 'DIGEST');
/** Signs the links by which members leave the digest. */
export const unsubscribeKey = (): Key => at('PROGRAMME', 'UNSUBSCRIBE-KEY');

/** All news begin like this: what the table's stream is filtered by. */
export const NEWS = 'NEWS#';
/** `version`: of the alert's row. */
export const newsKey = (alertId: string, version: number): Key =>
  at(`${NEWS}${alertId}`, String(version).padStart(8, '0'));
/** Names one news in other keys. */
export const newsName = (alertId: string, version: number): string => `${alertId}#${String(version).padStart(8, '0')}`;

/** Index partitions: lists of a country, of a guidance version, of the programme. */
export const facilitiesOf = (country: string): string => `C#${country}#FACILITY`;
export const summariesOf = (country: string): string => `C#${country}#SUMMARY`;
export const openAlertsOf = (country: string): string => `C#${country}#ALERT#OPEN`;
export const endedAlertsOf = (country: string): string => `C#${country}#ALERT#ENDED`;
export const shipmentsOf = (country: string): string => `C#${country}#SHIP`;
/** Replies to a recall, by country and facility. */
export const repliesTo = (recallId: string): string => `RECALL#${recallId}`;
/** Requests of a country that are neither sent nor withdrawn, oldest first. */
export const openRequestsOf = (country: string): string => `C#${country}#REQUESTS`;
export const acksOf = (documentId: string, version: string): string => `ACK#${documentId}#${version}`;
export const briefingsOf = (documentId: string, version: string): string => `BRIEF#${documentId}#${version}`;
export const pendingNewsOf = (country: string): string => `C#${country}#NEWS`;
export const lettersOf = (country: string, channel: string): string => `C#${country}#LETTERS#${channel}`;
export const ALL_MEMBERS = 'MEMBERS';
export const ALL_COUNTRIES = 'COUNTRIES';

export const facilityIndex = (country: string, facilityId: string): IndexKey =>
  indexed(facilitiesOf(country), facilityId);
export const summaryIndex = (country: string, facilityId: string): IndexKey =>
  indexed(summariesOf(country), facilityId);
export const openAlertIndex = (country: string, openedAt: string, alertId: string): IndexKey =>
  indexed(openAlertsOf(country), `${openedAt}#${alertId}`);
export const endedAlertIndex = (country: string, resolvedAt: string, alertId: string): IndexKey =>
  indexed(endedAlertsOf(country), `${resolvedAt}#${alertId}`);
/** `date`: expected on, or `NO_DATE`. */
export const shipmentIndex = (country: string, status: string, date: string, shipmentId: string): IndexKey =>
  indexed(shipmentsOf(country), `${status}#${date}#${shipmentId}`);
export const openRequestIndex = (country: string, requestedAt: string, requestId: string): IndexKey =>
  indexed(openRequestsOf(country), `${requestedAt}#${requestId}`);
export const recallReplyIndex = (recallId: string, country: string, facilityId: string): IndexKey =>
  indexed(repliesTo(recallId), `${country}#${facilityId}`);
export const ackIndex = (documentId: string, version: string, country: string, facilityId: string): IndexKey =>
  indexed(acksOf(documentId, version), `${country}#${facilityId}`);
export const briefingIndex = (
  documentId: string,
  version: string,
  country: string,
  facilityId: string,
  briefingId: string,
): IndexKey => indexed(briefingsOf(documentId, version), `${country}#${facilityId}#${briefingId}`);
export const memberIndex = (memberId: string): IndexKey => indexed(ALL_MEMBERS, memberId);
export const preferencesIndex = (memberId: string): IndexKey => indexed(ALL_MEMBERS, `${memberId}#PREFERENCES`);
export const mailboxIndex = (memberId: string): IndexKey => indexed(ALL_MEMBERS, `${memberId}#MAILBOX`);
/** News that nobody passed on yet, oldest first. `instant`: of the news; `name`: `newsName`. */
export const pendingNewsIndex = (country: string, instant: string, name: string): IndexKey =>
  indexed(pendingNewsOf(country), `${instant}#${name}`);
export const letterIndex = (
  country: string,
  channel: string,
  memberId: string,
  instant: string,
  name: string,
): IndexKey => indexed(lettersOf(country, channel), `${memberId}#${instant}#${name}`);
export const countryIndex = (country: string): IndexKey => indexed(ALL_COUNTRIES, country);
