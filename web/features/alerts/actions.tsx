/** What one does with an alert: take it on, put it off, say something about it. */
import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../kit/api.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { holdsIdentityNumber } from '../../kit/identity-numbers.ts';
import { type Problem, problemFrom } from '../../kit/problem.ts';
import { refreshAll } from '../../kit/queries/use-call.ts';
import { newId } from '../../kit/queue/use-queue.tsx';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { ProblemNote } from '../../kit/ui/notes.tsx';
import { Section } from '../../kit/ui/page.tsx';
import styles from './alerts.module.css';
import type { Alert } from './sentences.ts';

const putOffDays = [1, 3, 7, 14] as const;
const dayMs = 86_400_000;

type Act = 'acknowledge' | 'snooze' | 'comment';

/** One thing to do, with the key under which it is done once however often it is sent. */
interface Attempt {
  readonly act: Act;
  readonly note: string;
  readonly days: number;
  readonly until: string;
  readonly key: string;
}

function send({ act, note, until, key: idempotencyKey }: Attempt, alertId: string): Promise<Alert> {
  const params = { alertId };
  const said = note === '' ? {} : { note };
  if (act === 'acknowledge') return call('acknowledgeAlert', { params, body: said }, { idempotencyKey });
  if (act === 'comment') return call('commentAlert', { params, body: { note } }, { idempotencyKey });
  return call('snoozeAlert', { params, body: { until, ...said } }, { idempotencyKey });
}

/** The same attempt again where its answer was lost, else a new one. */
function attemptOf(before: Attempt | undefined, act: Act, note: string, days: number): Attempt {
  if (before !== undefined && before.act === act && before.note === note && before.days === days) return before;
  return { act, note, days, until: new Date(Date.now() + days * dayMs).toISOString(), key: newId() };
}

export function Actions({ alert }: { readonly alert: Alert }) {
  const { t } = useReader();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [days, setDays] = useState<number>(putOffDays[0]);
  const [busy, setBusy] = useState<Act | null>(null);
  const [done, setDone] = useState<Act | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const attempt = useRef<Attempt>(undefined);

  const act = async (what: Act): Promise<void> => {
    setBusy(what);
    setProblem(undefined);
    setDone(null);
    try {
      attempt.current = attemptOf(attempt.current, what, note.trim(), days);
      await send(attempt.current, alert.alertId);
      attempt.current = undefined;
      setNote('');
      setDone(what);
      await refreshAll(client);
    } catch (error) {
      const failed = problemFrom(error);
      if (failed === undefined) throw error;
      setProblem(failed);
    } finally {
      setBusy(null);
    }
  };
  const unsafe = holdsIdentityNumber(note);
  const ended = alert.state === 'resolved';
  const idle = { disabled: busy !== null || unsafe };
  return (
    <Section title={t('alerts.act')}>
      <div className={styles.act}>
        <NoteField label={t('alerts.note')} value={note} onChange={setNote} autosize minRows={2} maxLength={1000} />
        <div className={styles.buttons}>
          {!ended && alert.state !== 'acknowledged' && (
            <Button
              {...idle}
              loading={busy === 'acknowledge'}
              leftSection={<Icon name="check" />}
              onClick={() => void act('acknowledge')}
            >
              {t('alerts.act.acknowledge')}
            </Button>
          )}
          <Button
            {...idle}
            disabled={idle.disabled || note.trim() === ''}
            loading={busy === 'comment'}
            variant="default"
            leftSection={<Icon name="comment" />}
            onClick={() => void act('comment')}
          >
            {t('alerts.act.comment')}
          </Button>
        </div>
        {!ended && (
          <div className={styles.buttons}>
            <NativeSelect
              label={t('alerts.put-off')}
              value={String(days)}
              onChange={(event) => setDays(Number(event.currentTarget.value))}
              data={putOffDays.map((n) => ({ value: String(n), label: t('alerts.put-off.days', { n }) }))}
            />
            <Button
              {...idle}
              loading={busy === 'snooze'}
              variant="default"
              leftSection={<Icon name="pause" />}
              onClick={() => void act('snooze')}
            >
              {t('alerts.act.snooze')}
            </Button>
          </div>
        )}
        <div role="status">{done !== null && t(`alerts.done.${done}`)}</div>
        {problem !== undefined && <ProblemNote problem={problem} />}
      </div>
    </Section>
  );
}
