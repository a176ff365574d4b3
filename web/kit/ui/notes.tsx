/** What stands where there is nothing, not yet, or something went wrong: each says what to do. */
import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useReader } from '../i18n/reader.tsx';
import type { Problem } from '../problem.ts';
import type { Known } from '../queries/use-call.ts';
import { Icon, type IconName } from './icons.tsx';
import { type Tone, toneClass } from './tone.tsx';
import ui from './ui.module.css';

export interface NoteProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A sentence that stands out. */
export function Note({ tone, icon = 'info', children, action }: NoteProps) {
  return (
    <div className={`${ui.note} ${toneClass[tone]}`}>
      <Icon name={icon} />
      <div>{children}</div>
      {action}
    </div>
  );
}

/** What a problem means, in the reader's language. */
export function useProblemText(): (problem: Problem) => string {
  const { t, tryText } = useReader();
  return (problem) => {
    if (problem.kind !== 'refused') return t(`problems.${problem.kind}`);
    return tryText(`problems.code.${problem.code}`) ?? t('problems.other', { code: problem.code });
  };
}

export function ProblemNote({ problem, onRetry }: { readonly problem: Problem; readonly onRetry?: () => void }) {
  const { t } = useReader();
  const text = useProblemText();
  const again = onRetry !== undefined && (
    <Button variant="subtle" size="compact-md" onClick={onRetry}>
      {t('words.try-again')}
    </Button>
  );
  return (
    <div role="alert">
      <Note tone={problem.kind === 'refused' ? 'critical' : 'warning'} icon="warning" action={again}>
        {text(problem)}
      </Note>
    </div>
  );
}

export interface EmptyProps {
  readonly icon?: IconName;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing there, and that is all right. */
export function Empty({ icon = 'empty', children, action }: EmptyProps) {
  return (
    <div className={ui.empty}>
      <Icon name={icon} size={28} />
      <div>{children}</div>
      {action}
    </div>
  );
}

/** Grey bars in the shape of a list that is being asked for. */
export function Loading({ rows = 4 }: { readonly rows?: number }) {
  const { t } = useReader();
  return (
    <div role="status" aria-label={t('words.loading')}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
        <Skeleton key={row} height={44} mb={8} radius="md" />
      ))}
    </div>
  );
}

export interface LoadedProps<T> {
  readonly of: Known<T>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
}

/** What is known, or why it is not: loading, a problem with a way out, or the children. What is known is shown even when a refresh failed. */
export function Loaded<T>({ of, rows = 4, children }: LoadedProps<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.problem !== undefined) return <ProblemNote problem={of.problem} onRetry={of.reload} />;
  return <Loading rows={rows} />;
}
