/** What a facility is to read: key points at hand, the document behind a link, "read" and "briefed" at a touch. */
import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { entryOf, newId, useEntries, useQueue } from '../../kit/queue/use-queue.tsx';
import type { ScreenProps } from '../../kit/screens.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Icon, type IconName } from '../../kit/ui/icons.tsx';
import { Empty, Loaded, Note } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section } from '../../kit/ui/page.tsx';
import { Badge, type Tone } from '../../kit/ui/tone.tsx';
import { Briefing } from './briefing.tsx';
import styles from './guidance.module.css';

type Version = Answer<'listGuidance'>['items'][number];
type State = NonNullable<Version['acknowledgement']>['state'];

const tones: Readonly<Record<State, Tone>> = {
  'not-asked': 'muted',
  pending: 'info',
  overdue: 'critical',
  acknowledged: 'good',
};
const icons: Readonly<Record<State, IconName>> = {
  'not-asked': 'minus',
  pending: 'clock',
  overdue: 'warning',
  acknowledged: 'check',
};

/** The best language of a text for the reader, as its tag. */
function tagFor(texts: Readonly<Record<string, unknown>>, language: string): string {
  const tags = Object.keys(texts);
  return tags.find((tag) => tag.split('-')[0] === language) ?? (tags.includes('en') ? 'en' : (tags[0] ?? 'en'));
}

function Document({ version, facilityId }: { readonly version: Version; readonly facilityId: string }) {
  const { t, format, language, pick } = useReader();
  const queue = useQueue();
  const may = useMay();
  const waiting = useEntries().some(
    ({ row, params, state }) =>
      row === 'acknowledgeGuidance' &&
      params?.facilityId === facilityId &&
      params.documentId === version.documentId &&
      params.version === version.version &&
      state !== 'refused',
  );
  const [briefing, setBriefing] = useState<'closed' | 'open' | 'done'>('closed');
  const { acknowledgement, links, keyPoints, titles } = version;
  const state = acknowledgement?.state ?? 'not-asked';
  const title = pick(titles);
  const points = keyPoints?.[tagFor(keyPoints, language)] ?? [];
  const { documentId } = version;
  const read = (): Promise<unknown> =>
    queue.add(
      entryOf('acknowledgeGuidance', {
        id: newId(),
        lane: facilityId,
        params: { facilityId, documentId, version: version.version },
        body: { acknowledgedAt: new Date().toISOString(), language: tagFor(links ?? titles, language) },
        label: { key: 'guidance.queue.read', values: { title } },
        editAt: `/facilities/${facilityId}/guidance`,
      }),
    );
  const due = acknowledgement?.dueOn ?? null;
  return (
    <Section
      title={title}
      aside={<Badge tone={tones[state]} icon={icons[state]} label={t(`guidance.state.${state}`)} />}
    >
      <p className={styles.meta}>
        {t('guidance.version', { version: version.version })}
        {due !== null && state !== 'acknowledged' && <span>{t('guidance.due', { day: format.weekday(due) })}</span>}
      </p>
      {points.length > 0 && (
        <ul className={styles.points}>
          {points.map((point) => (
            <li key={point} dir="auto">
              {point}
            </li>
          ))}
        </ul>
      )}
      {links !== undefined && (
        <p className={styles.links}>
          {Object.entries(links).map(([tag, link]) => (
            <Anchor key={tag} href={link} target="_blank" rel="noreferrer noopener">
              {t('guidance.open', { language: format.languageName(tag) })}
            </Anchor>
          ))}
        </p>
      )}
      <div className={styles.buttons}>
        {(state === 'pending' || state === 'overdue') && !waiting && may('acknowledgeGuidance', { facilityId }) && (
          <Button leftSection={<Icon name="check" />} onClick={() => void read()}>
            {t('guidance.read')}
          </Button>
        )}
        {state !== 'not-asked' && briefing !== 'open' && may('recordBriefing', { facilityId }) && (
          <Button variant="default" leftSection={<Icon name="people" />} onClick={() => setBriefing('open')}>
            {t('guidance.brief')}
          </Button>
        )}
      </div>
      <div role="status">
        {waiting && state !== 'acknowledged' && t('guidance.sending')}
        {briefing === 'done' && (
          <Note tone="good" icon="check">
            {t('guidance.briefed')}
          </Note>
        )}
      </div>
      {briefing === 'open' && (
        <Briefing
          facilityId={facilityId}
          documentId={documentId}
          version={version.version}
          title={title}
          onDone={() => setBriefing('done')}
        />
      )}
    </Section>
  );
}

const urgency: readonly State[] = ['overdue', 'pending', 'acknowledged', 'not-asked'];

export function Screen({ params }: ScreenProps) {
  const { t } = useReader();
  const { facilityId = '' } = params;
  const guidance = useAll('listGuidance', { query: { facility: facilityId } });
  const rank = ({ acknowledgement }: Version) => urgency.indexOf(acknowledgement?.state ?? 'not-asked');
  return (
    <Page narrow title={t('guidance.title')} lead={t('guidance.lead')} actions={<AsOf at={guidance.updatedAt} />}>
      <Loaded of={guidance}>
        {(all) => {
          const current = all.filter((one) => one.current).sort((a, b) => rank(a) - rank(b));
          if (current.length === 0) return <Empty icon="check">{t('guidance.none')}</Empty>;
          return current.map((version) => (
            <Document key={`${version.documentId} ${version.version}`} version={version} facilityId={facilityId} />
          ));
        }}
      </Loaded>
    </Page>
  );
}
