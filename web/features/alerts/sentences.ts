/** What the page says of an alert: the same headline, figures and advice as its mail, with the names of what it is about. */
import type { AlertKind } from '#shared/domain/alerts/alert.ts';
import { type Sentences, sentencesOf } from '#shared/messages/mail/sentences.ts';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { useSpeaker } from './speaker.ts';

export type Alert = Answer<'acknowledgeAlert'>;

export interface Said extends Sentences {
  /** Name of the facility. */
  readonly place: string;
}

/** Says alerts; before names and sentences are there, by kind alone. */
export function useSentences(alerts: readonly Alert[]): (alert: Alert) => Said {
  const { t, pick } = useReader();
  const speaker = useSpeaker();
  const has = (kind: AlertKind) => alerts.some((alert) => alert.kind === kind);
  const items = useAll('listItems', {});
  const facilities = useAll('listFacilities', {});
  const guidance = useAll('listGuidance', {}, { enabled: has('guidance-overdue') });
  const checklists = useAll('listChecklists', {}, { enabled: has('checklist-overdue') });
  const recalls = useAll('listRecalls', {}, { enabled: has('recall') });

  const itemName = (id: string | undefined): string => pick(items.data?.find(({ itemId }) => itemId === id)?.names);
  const nameOf = ({ kind, subject, facts }: Alert): string => {
    if (kind === 'guidance-overdue')
      return pick(guidance.data?.find(({ documentId }) => documentId === subject)?.titles);
    if (kind === 'checklist-overdue')
      return pick(checklists.data?.find(({ checklistId }) => checklistId === subject)?.titles);
    if (kind === 'recall') return itemName(recalls.data?.find(({ recallId }) => recallId === subject)?.itemId);
    const itemId = typeof facts.itemId === 'string' ? facts.itemId : subject;
    return itemName(itemId);
  };
  const placeOf = (id: string): string => {
    const found = facilities.data?.find(({ facilityId }) => facilityId === id);
    return found === undefined ? id : pick(found.names) || found.name;
  };

  return (alert) => {
    const place = placeOf(alert.facilityId);
    const name = nameOf(alert);
    if (speaker === undefined) {
      const headline = t(`words.alert.${alert.kind}`);
      return { place, pressure: alert.level, level: '', change: null, headline, facts: [], action: '' };
    }
    const said = sentencesOf(
      {
        ...alert,
        name: name === '' ? null : { text: name, missing: false },
        change: alert.state === 'resolved' ? 'resolved' : 'opened',
        unattendedHours: null,
      },
      speaker,
    );
    return { ...said, place };
  };
}
