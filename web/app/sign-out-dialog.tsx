/** The ways out: switching keeps what waits for the one who entered it; signing out clears this device, after a warning. */
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useReader } from '../kit/i18n/reader.tsx';
import { useQueue, useTally } from '../kit/queue/use-queue.tsx';
import { signIn, signOut } from '../kit/session/session.ts';
import { useSession } from '../kit/session/use-session.ts';
import { clearAll, clearKnown } from '../kit/storage.ts';
import { Note } from '../kit/ui/notes.tsx';

export interface SignOutDialogProps {
  readonly how: 'sign-out' | 'switch';
  readonly onClose: () => void;
}

export function SignOutDialog({ how, onClose }: SignOutDialogProps) {
  const { t } = useReader();
  const { memberId } = useSession();
  const queue = useQueue();
  const { waiting, refused } = useTally();
  const [busy, setBusy] = useState(false);
  const unsent = waiting + refused;

  const switchUser = async (): Promise<void> => {
    setBusy(true);
    queue.stop();
    await clearKnown(memberId);
    await signOut();
  };
  const leave = async (): Promise<void> => {
    setBusy(true);
    queue.stop();
    await clearAll(memberId);
    await signOut();
  };

  useEffect(() => {
    if (how === 'switch') void signIn('ask-again').catch(onClose);
  }, [how, onClose]);
  if (how === 'switch') return null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shell.sign-out.title')}
      closeButtonProps={{ 'aria-label': t('words.close') }}
    >
      <Stack>
        <Text>{t('shell.sign-out.text')}</Text>
        {unsent > 0 && (
          <Note tone="critical" icon="warning">
            {t('shell.sign-out.unsent', { n: unsent })}
          </Note>
        )}
        {unsent > 0 && (
          <Button loading={busy} onClick={() => void switchUser()}>
            {t('shell.sign-out.keep')}
          </Button>
        )}
        <Button loading={busy} color={unsent > 0 ? 'red.8' : undefined} onClick={() => void leave()}>
          {unsent > 0 ? t('shell.sign-out.delete') : t('shell.sign-out')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('words.cancel')}
        </Button>
      </Stack>
    </Modal>
  );
}
