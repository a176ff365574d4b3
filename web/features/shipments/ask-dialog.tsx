/** A step that is asked about before it is taken: says what happens, sends it once, says why where it did not work. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useReader } from '../../kit/i18n/reader.tsx';
import { type Problem, problemFrom } from '../../kit/problem.ts';
import { refreshAll } from '../../kit/queries/use-call.ts';
import { newId } from '../../kit/queue/use-queue.tsx';
import { ProblemNote } from '../../kit/ui/notes.tsx';

export interface AskDialogProps {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly action: string;
  /** It cannot be taken back by another step. */
  readonly grave?: boolean;
  /** All that it needs has been entered. */
  readonly ready: boolean;
  /** Does it; the key is the same as long as the dialog is open, so that a second try does not do it twice. */
  readonly send: (idempotencyKey: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function AskDialog({ title, text, action, grave = false, ready, send, onClose, children }: AskDialogProps) {
  const { t } = useReader();
  const client = useQueryClient();
  const [key, setKey] = useState(newId);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const confirm = async () => {
    setSending(true);
    try {
      await send(key);
      await refreshAll(client);
      onClose();
    } catch (error) {
      const told = problemFrom(error);
      if (told === undefined) throw error;
      if (told.kind === 'refused') setKey(newId());
      setProblem(told);
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('words.close') }}>
      <Stack>
        <Text>{text}</Text>
        {children}
        {problem !== undefined && <ProblemNote problem={problem} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('words.cancel')}
          </Button>
          <Button
            disabled={!ready}
            loading={sending}
            onClick={() => void confirm()}
            {...(grave ? { color: 'red.8' } : {})}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
