/** A checklist being answered: yes, no or does not apply, a comment where one is wanted; saved as one goes. */
import { Button, Progress, Radio, TextInput } from '@mantine/core';
import { answerWords } from '#shared/domain/checklists/checklist.ts';
import { useDraft } from '../../kit/draft.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { holdsIdentityNumber } from '../../kit/identity-numbers.ts';
import { entryOf, newId, useQueue } from '../../kit/queue/use-queue.tsx';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Loading } from '../../kit/ui/notes.tsx';
import styles from './checklists.module.css';
import type { Checklist } from './checklists.tsx';

interface Given {
  readonly by: string;
  readonly answers: Readonly<Record<string, { readonly answer?: string; readonly comment?: string }>>;
}

const nothing: Given = { by: '', answers: {} };
const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());

export interface SheetProps {
  readonly facilityId: string;
  readonly checklist: Checklist;
  readonly onDone: () => void;
}

export function Sheet({ facilityId, checklist, onDone }: SheetProps) {
  const { t, pick } = useReader();
  const queue = useQueue();
  const { checklistId, questionsVersion, domains } = checklist;
  const draft = useDraft<Given>(`checklist-1:${facilityId}:${checklistId}:${questionsVersion}`, nothing);
  if (!draft.ready) return <Loading />;
  const { by, answers } = draft.value;
  const questions = domains.flatMap((domain) => domain.questions);
  const done = questions.flatMap(({ questionId }) => {
    const answer = answerWords.find((word) => word === answers[questionId]?.answer);
    const comment = answers[questionId]?.comment?.trim() ?? '';
    return answer === undefined ? [] : [{ questionId, answer, ...(comment === '' ? {} : { comment }) }];
  });
  const unsafe = Object.values(answers).some(({ comment = '' }) => holdsIdentityNumber(comment));
  const change = (questionId: string, part: { readonly answer?: string; readonly comment?: string }) =>
    draft.change((before) => ({
      ...before,
      answers: { ...before.answers, [questionId]: { ...before.answers[questionId], ...part } },
    }));
  const send = async (): Promise<void> => {
    await queue.add(
      entryOf('answerChecklist', {
        id: newId(),
        lane: facilityId,
        params: { facilityId, checklistId },
        body: {
          answeredOn: today(),
          assessment: 'self',
          ...(by.trim() === '' ? {} : { answeredBy: by.trim() }),
          answers: done,
        },
        label: { key: 'checklists.queue', values: { title: pick(checklist.titles) } },
        editAt: `/facilities/${facilityId}/checklist`,
      }),
    );
    await draft.clear();
    onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.progress}>
        <span role="status">{t('checklists.progress', { done: done.length, all: questions.length })}</span>
        <Progress value={(100 * done.length) / questions.length} aria-label={t('checklists.title')} />
      </div>
      {domains.map((domain) => (
        <section key={domain.domainId}>
          <h3>{pick(domain.titles)}</h3>
          {domain.questions.map(({ questionId, texts, critical }) => (
            <div key={questionId} className={styles.question}>
              <Radio.Group
                label={pick(texts)}
                description={critical === true ? t('checklists.critical') : undefined}
                value={answers[questionId]?.answer ?? ''}
                onChange={(answer) => change(questionId, { answer })}
              >
                <div className={styles.choices}>
                  {answerWords.map((word) => (
                    <Radio key={word} value={word} label={t(`checklists.answer.${word}`)} />
                  ))}
                </div>
              </Radio.Group>
              {answers[questionId]?.answer === 'no' && (
                <NoteField
                  label={t('checklists.comment')}
                  value={answers[questionId]?.comment ?? ''}
                  onChange={(comment) => change(questionId, { comment })}
                  maxLength={500}
                  autosize
                />
              )}
            </div>
          ))}
        </section>
      ))}
      <TextInput
        label={t('checklists.by')}
        description={t('checklists.by.hint')}
        value={by}
        maxLength={80}
        onChange={({ currentTarget: { value } }) => draft.change((before) => ({ ...before, by: value }))}
      />
      <Button type="submit" disabled={done.length < questions.length || unsafe}>
        {t('checklists.send')}
      </Button>
    </form>
  );
}
