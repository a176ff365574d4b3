/** What was entered on this device and where it stands: waiting, sent, or to be corrected; nothing goes unless somebody says so. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { ConsoleFeature } from '#shared/messages/console/keys.ts';
import { featureOf, loadFeature } from '../kit/i18n/messages.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import type { Entry, EntryState } from '../kit/queue/machine.ts';
import { useEntries, useQueue } from '../kit/queue/use-queue.tsx';
import { useSession } from '../kit/session/use-session.ts';
import { othersWaiting } from '../kit/storage.ts';
import type { IconName } from '../kit/ui/icons.tsx';
import { Empty, Loading, Note, useProblemText } from '../kit/ui/notes.tsx';
import { Page } from '../kit/ui/page.tsx';
import { Row, Rows } from '../kit/ui/rows.tsx';
import { Badge, type Tone } from '../kit/ui/tone.tsx';

const looks: Readonly<Record<EntryState, readonly [Tone, IconName]>> = {
  waiting: ['warning', 'clock'],
  sending: ['info', 'upload'],
  sent: ['good', 'check'],
  refused: ['critical', 'warning'],
};

function EntryRow({ entry, onWithdraw }: { readonly entry: Entry; readonly onWithdraw: () => void }) {
  const { t, format } = useReader();
  const problemText = useProblemText();
  const queue = useQueue();
  const [, navigate] = useLocation();
  const [tone, icon] = looks[entry.state];
  const open = entry.state === 'waiting' || entry.state === 'refused';
  const { editAt } = entry;
  return (
    <Row
      title={t(entry.label.key, entry.label.values)}
      text={
        <Stack gap={6}>
          <span>{t('shell.queue.made', { when: format.moment(entry.createdAt) })}</span>
          {entry.refusal !== undefined && <span>{problemText(entry.refusal)}</span>}
          {open && (
            <Group gap="xs">
              {editAt !== undefined && (
                <Button size="compact-md" onClick={() => navigate(`${editAt}?entry=${entry.id}`)}>
                  {t('shell.queue.correct')}
                </Button>
              )}
              <Button size="compact-md" variant="light" onClick={() => void queue.retry(entry.id)}>
                {t('shell.queue.send-now')}
              </Button>
              <Button size="compact-md" variant="subtle" color="red.8" onClick={onWithdraw}>
                {t('shell.queue.withdraw')}
              </Button>
            </Group>
          )}
        </Stack>
      }
      end={<Badge tone={tone} icon={icon} label={t(`shell.queue.state.${entry.state}`)} />}
    />
  );
}

/** People whose entries wait on this device too. */
function useOthers(): number {
  const { memberId } = useSession();
  const [others, setOthers] = useState(0);
  useEffect(() => {
    let current = true;
    void othersWaiting(memberId).then((found) => current && setOthers(found.length));
    return () => {
      current = false;
    };
  }, [memberId]);
  return others;
}

/** True once it can be said what each entry is: their words belong to other features, loaded here. */
function useWordsOf(entries: readonly Entry[]): boolean {
  const { language } = useReader();
  const features = [...new Set(entries.map(({ label }) => featureOf(label.key)))].sort().join(' ');
  const needed = `${language} ${features}`;
  const [loaded, setLoaded] = useState('');
  useEffect(() => {
    let current = true;
    const names = features.split(' ').filter(Boolean) as ConsoleFeature[];
    void Promise.all(names.map((one) => loadFeature(one, language))).then(() => current && setLoaded(needed));
    return () => {
      current = false;
    };
  }, [features, language, needed]);
  return loaded === needed || features === '';
}

export function Screen() {
  const { t } = useReader();
  const queue = useQueue();
  const entries = useEntries();
  const said = useWordsOf(entries);
  const others = useOthers();
  const [asked, ask] = useState<string | null>(null);
  const worstFirst: readonly EntryState[] = ['refused', 'sending', 'waiting', 'sent'];
  const sorted = worstFirst.flatMap((state) => entries.filter((entry) => entry.state === state));
  const withdraw = (): void => {
    if (asked !== null) void queue.withdraw(asked);
    ask(null);
  };
  return (
    <Page title={t('shell.queue')} lead={t('shell.queue.lead')} narrow>
      <Stack>
        {others > 0 && <Note tone="info">{t('shell.queue.others', { n: others })}</Note>}
        {sorted.length === 0 && <Empty icon="check">{t('shell.queue.empty')}</Empty>}
        {sorted.length > 0 && !said && <Loading />}
        {sorted.length > 0 && said && (
          <Rows label={t('shell.queue')}>
            {sorted.map((entry) => (
              <EntryRow key={entry.id} entry={entry} onWithdraw={() => ask(entry.id)} />
            ))}
          </Rows>
        )}
      </Stack>
      <Modal
        opened={asked !== null}
        onClose={() => ask(null)}
        title={t('shell.queue.withdraw.title')}
        closeButtonProps={{ 'aria-label': t('words.close') }}
      >
        <Stack>
          <Text>{t('shell.queue.withdraw.text')}</Text>
          <Button color="red.8" onClick={withdraw}>
            {t('shell.queue.withdraw')}
          </Button>
          <Button variant="default" onClick={() => ask(null)}>
            {t('words.cancel')}
          </Button>
        </Stack>
      </Modal>
    </Page>
  );
}
