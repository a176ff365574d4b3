/** What waits to be sent, always in sight; changes are also told to who cannot see them. */
import { UnstyledButton } from '@mantine/core';
import { useLocation } from 'wouter';
import { useOnline } from '../kit/connection.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import { useTally } from '../kit/queue/use-queue.tsx';
import { Icon } from '../kit/ui/icons.tsx';
import { toneClass } from '../kit/ui/tone.tsx';
import ui from '../kit/ui/ui.module.css';

export function QueueIndicator() {
  const { t, format } = useReader();
  const { waiting, refused } = useTally();
  const online = useOnline();
  const [, navigate] = useLocation();
  const words = t('shell.queue.indicator', { waiting, refused });
  const tone = refused > 0 ? 'critical' : waiting > 0 ? 'warning' : online ? 'good' : 'muted';
  return (
    <>
      <span className="visually-hidden" role="status" data-queue-status="">
        {words}
      </span>
      <UnstyledButton
        aria-label={`${t('shell.queue')}: ${words}`}
        onClick={() => navigate('/queue')}
        className={`${ui.queue} ${toneClass[tone]}`}
        title={words}
      >
        <Icon name={online ? (waiting + refused > 0 ? 'upload' : 'cloud') : 'cloudOff'} size={22} />
        {waiting + refused > 0 && <span className={ui.queueCount}>{format.whole(waiting + refused)}</span>}
      </UnstyledButton>
    </>
  );
}
