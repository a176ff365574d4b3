/** What one is told by mail: in which language, how soon, about what, from which level on. */
import { Button, Checkbox, Fieldset, NativeSelect, Stack, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { alertKinds, alertLevels } from '#shared/domain/alerts/alert.ts';
import { languages } from '#shared/messages/locales.ts';
import { call } from '../../kit/api.ts';
import type { Answer, Body } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { type Problem, problemFrom } from '../../kit/problem.ts';
import { refreshAll, useCall } from '../../kit/queries/use-call.ts';
import { Loaded, Note, ProblemNote } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';

type Me = Answer<'getMe'>;
type Preferences = Body<'putPreferences'>;

function Form({ me }: { readonly me: Me }) {
  const { t, format } = useReader();
  const client = useQueryClient();
  const { revision, locale, ...kept } = me.preferences;
  const [wanted, want] = useState<Preferences>({ ...kept, ...(locale === null ? {} : { locale }) });
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const change = (part: Partial<Preferences>) => {
    setSaved(false);
    want((before) => ({ ...before, ...part }));
  };
  const channels = (part: Partial<Preferences['channels']>) => change({ channels: { ...wanted.channels, ...part } });
  const mute = (kind: (typeof alertKinds)[number], told: boolean) =>
    change({ mutedKinds: told ? wanted.mutedKinds.filter((one) => one !== kind) : [...wanted.mutedKinds, kind] });

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await call('putPreferences', { body: wanted }, { ifMatch: revision > 0 ? revision : undefined });
      setSaved(true);
      await refreshAll(client);
    } catch (error) {
      const failed = problemFrom(error);
      if (failed === undefined) throw error;
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  const uncovered = problem?.kind === 'refused' && problem.code === 'preferences.uncovered';
  const tags = [...new Set([...(locale === null ? [] : [locale]), ...languages])];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="lg">
        {me.mailbox !== null && (
          <Note tone="warning" icon="warning">
            {t('preferences.mailbox', { when: format.instant(me.mailbox.at) })}
          </Note>
        )}
        <NativeSelect
          label={t('preferences.language')}
          value={wanted.locale ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const { locale: _, ...rest } = wanted;
            setSaved(false);
            want(value === '' ? rest : { ...rest, locale: value });
          }}
          data={[
            { value: '', label: t('preferences.language.mine') },
            ...tags.map((value) => ({ value, label: format.languageName(value) })),
          ]}
        />
        <Fieldset legend={t('preferences.when')}>
          <Stack>
            <Switch
              label={t('preferences.at-once')}
              description={t('preferences.at-once.hint')}
              checked={wanted.channels.atOnce}
              onChange={(event) => channels({ atOnce: event.currentTarget.checked })}
            />
            <Switch
              label={t('preferences.digest')}
              description={t('preferences.digest.hint')}
              checked={wanted.channels.digest}
              onChange={(event) => channels({ digest: event.currentTarget.checked })}
            />
          </Stack>
        </Fieldset>
        <NativeSelect
          label={t('preferences.level')}
          description={t('preferences.level.hint')}
          value={wanted.minimumLevel}
          onChange={({ currentTarget: { value } }) =>
            change({ minimumLevel: alertLevels.find((one) => one === value) ?? 'low' })
          }
          data={alertLevels.map((value) => ({ value, label: t(`words.level.${value}`) }))}
        />
        <Fieldset legend={t('preferences.kinds')}>
          <Stack>
            {alertKinds.map((kind) => (
              <Checkbox
                key={kind}
                label={t(`words.alert.${kind}`)}
                checked={!wanted.mutedKinds.includes(kind)}
                onChange={(event) => mute(kind, event.currentTarget.checked)}
              />
            ))}
          </Stack>
        </Fieldset>
        {uncovered ? (
          <div role="alert">
            <Note tone="critical" icon="warning">
              {t('preferences.uncovered')}
            </Note>
          </div>
        ) : (
          problem !== undefined && <ProblemNote problem={problem} />
        )}
        <div role="status">
          {saved && (
            <Note tone="good" icon="check">
              {t('preferences.saved')}
            </Note>
          )}
        </div>
        <Button type="submit" loading={busy}>
          {t('words.save')}
        </Button>
      </Stack>
    </form>
  );
}

export function Screen() {
  const { t } = useReader();
  const me = useCall('getMe', {});
  return (
    <Page narrow title={t('preferences.title')} lead={t('preferences.lead')}>
      <Loaded of={me}>{(known) => <Form me={known} />}</Loaded>
    </Page>
  );
}
