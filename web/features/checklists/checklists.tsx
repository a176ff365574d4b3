/** The checklists of a facility: what is due, the result of the last round, and the rounds before. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Empty, Loaded, Note } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section, Tiles } from '../../kit/ui/page.tsx';
import { Figure, Row, Rows } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import styles from './checklists.module.css';
import { Sheet } from './sheet.tsx';

export type Checklist = Answer<'listChecklists'>['items'][number];
type Standing = Answer<'listFacilityChecklists'>['items'][number];

function Result({ standing, checklist }: { readonly standing: Standing; readonly checklist: Checklist }) {
  const { t, format, pick } = useReader();
  const { latest } = standing;
  if (latest === null) return <p className={styles.meta}>{t('checklists.never')}</p>;
  const questions = checklist.domains.flatMap((domain) => domain.questions);
  const score = (value: number | null) => (value === null ? '–' : format.percent(value));
  return (
    <>
      <p className={styles.meta}>
        {t('checklists.answered', { day: format.day(latest.answeredOn) })}
        {latest.assessment === 'verified' && <Badge tone="good" icon="check" label={t('checklists.verified')} />}
      </p>
      {latest.scoreReason !== null && <p>{t('checklists.no-score')}</p>}
      <Tiles min={9}>
        <Figure value={score(latest.score)} label={t('checklists.total')} />
        {latest.domains.map(({ domainId, score: value }) => (
          <Figure
            key={domainId}
            value={score(value)}
            label={pick(checklist.domains.find((one) => one.domainId === domainId)?.titles) || domainId}
          />
        ))}
      </Tiles>
      {latest.criticalGaps.length > 0 && (
        <div className={styles.gaps}>
          <Note tone="critical" icon="warning">
            {t('checklists.gaps')}
            <ul>
              {latest.criticalGaps.map((id) => (
                <li key={id}>{pick(questions.find(({ questionId }) => questionId === id)?.texts) || id}</li>
              ))}
            </ul>
          </Note>
        </div>
      )}
    </>
  );
}

function History({ standing }: { readonly standing: Standing }) {
  const { t, format } = useReader();
  const { facilityId, checklistId } = standing;
  const sheets = useAll('getFacilityChecklist', { params: { facilityId, checklistId } });
  return (
    <Loaded of={sheets} rows={2}>
      {(all) => (
        <Rows label={t('checklists.history')}>
          {all.map((one) => (
            <Row
              key={`${one.round} ${one.recordedAt}`}
              title={format.day(one.answeredOn)}
              text={one.answeredBy ?? undefined}
              end={one.score === null ? '–' : format.percent(one.score)}
            />
          ))}
        </Rows>
      )}
    </Loaded>
  );
}

function One({ standing, checklist }: { readonly standing: Standing; readonly checklist: Checklist }) {
  const { t, format, pick } = useReader();
  const may = useMay();
  const { facilityId, state, dueOn, opensOn } = standing;
  const [shown, show] = useState<'result' | 'sheet' | 'history' | 'sent'>('result');
  const due = state === 'due' || state === 'overdue';
  return (
    <Section
      title={pick(checklist.titles)}
      aside={
        <Badge
          tone={state === 'overdue' ? 'critical' : state === 'due' ? 'info' : 'good'}
          icon={state === 'overdue' ? 'warning' : state === 'due' ? 'clock' : 'check'}
          label={t(`checklists.state.${state}`)}
        />
      }
    >
      {due && dueOn !== null && <p className={styles.meta}>{t('checklists.due', { day: format.weekday(dueOn) })}</p>}
      {!due && opensOn !== null && <p className={styles.meta}>{t('checklists.next', { day: format.day(opensOn) })}</p>}
      {shown === 'sheet' ? (
        <Sheet facilityId={facilityId} checklist={checklist} onDone={() => show('sent')} />
      ) : (
        <>
          <div role="status">
            {shown === 'sent' && (
              <Note tone="good" icon="check">
                {t('checklists.sent')}
              </Note>
            )}
          </div>
          <Result standing={standing} checklist={checklist} />
          <div className={styles.buttons}>
            {state !== 'not-asked' && may('answerChecklist', { facilityId }) && (
              <Button variant={due ? 'filled' : 'default'} onClick={() => show('sheet')}>
                {t(due ? 'checklists.start' : 'checklists.again')}
              </Button>
            )}
            {standing.latest !== null && shown !== 'history' && (
              <Button variant="default" onClick={() => show('history')}>
                {t('checklists.history')}
              </Button>
            )}
          </div>
          {shown === 'history' && <History standing={standing} />}
        </>
      )}
    </Section>
  );
}

export function Screen({ params }: ScreenProps) {
  const { t } = useReader();
  const { facilityId = '' } = params;
  const standings = useAll('listFacilityChecklists', { params: { facilityId } });
  const checklists = useAll('listChecklists', {});
  const both =
    standings.data &&
    checklists.data &&
    standings.data.flatMap((standing) => {
      const checklist = checklists.data?.find(({ checklistId }) => checklistId === standing.checklistId);
      return checklist === undefined ? [] : [{ standing, checklist }];
    });
  return (
    <Page narrow title={t('checklists.title')} actions={<AsOf at={standings.updatedAt} />}>
      <Loaded of={{ ...standings, data: both, problem: standings.problem ?? checklists.problem }}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon="check">{t('checklists.none')}</Empty>
          ) : (
            all.map((one) => <One key={one.checklist.checklistId} {...one} />)
          )
        }
      </Loaded>
    </Page>
  );
}
