/** Who is signed in; language, appearance, and the ways out. */
import { ActionIcon, Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { languages } from '#shared/messages/locales.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import { useSession } from '../kit/session/use-session.ts';
import { Icon } from '../kit/ui/icons.tsx';

const SignOutDialog = lazy(() =>
  import('./sign-out-dialog.tsx').then(({ SignOutDialog: default_ }) => ({ default: default_ })),
);

/** Each language by its own name, so that one finds it whatever is shown now. */
const names = { en: 'English', fr: 'Français', ar: 'العربية', ru: 'Русский', kk: 'Қазақша' } as const;

export function LanguageItems() {
  const { language, setLanguage } = useReader();
  return languages.map((one) => (
    <Menu.Item
      key={one}
      lang={one}
      onClick={() => setLanguage(one)}
      rightSection={one === language ? <Icon name="check" size={18} /> : undefined}
      aria-current={one === language ? 'true' : undefined}
    >
      {names[one]}
    </Menu.Item>
  ));
}

export function AppearanceControl() {
  const { t } = useReader();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <SegmentedControl
      fullWidth
      aria-label={t('shell.theme')}
      value={colorScheme}
      onChange={setColorScheme}
      data={[
        { value: 'auto', label: t('shell.theme.auto') },
        { value: 'light', label: t('shell.theme.light') },
        { value: 'dark', label: t('shell.theme.dark') },
      ]}
    />
  );
}

export function AccountMenu() {
  const { t } = useReader();
  const member = useSession();
  const [, navigate] = useLocation();
  const [leaving, setLeaving] = useState<'sign-out' | 'switch' | null>(null);
  return (
    <>
      <Menu width={280} closeOnItemClick>
        <Menu.Target>
          <ActionIcon aria-label={t('shell.menu')}>
            <Icon name="user" size={22} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {member.name ?? member.memberId}
            {member.name !== null && <br />}
            {member.name !== null && <span dir="ltr">{member.memberId}</span>}
          </Menu.Label>
          <Menu.Item leftSection={<Icon name="upload" />} onClick={() => navigate('/queue')}>
            {t('shell.queue')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('shell.language')}</Menu.Label>
          <LanguageItems />
          <Menu.Divider />
          <Menu.Label>{t('shell.theme')}</Menu.Label>
          <AppearanceControl />
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="people" />} onClick={() => setLeaving('switch')}>
            {t('shell.switch-user')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => setLeaving('sign-out')}>
            {t('shell.sign-out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving !== null && (
        <Suspense>
          <SignOutDialog how={leaving} onClose={() => setLeaving(null)} />
        </Suspense>
      )}
    </>
  );
}
