/** The frame around every screen: header, side or bottom navigation, banners, and the screen itself. */
import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useReader } from '../kit/i18n/reader.tsx';
import { usePlace } from '../kit/place.tsx';
import { useSession } from '../kit/session/use-session.ts';
import { Icon } from '../kit/ui/icons.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Banners } from './banners.tsx';
import css from './layout.module.css';
import { Mark } from './mark.tsx';
import { type Destination, destinations } from './navigation.ts';
import { PlacePicker } from './place-picker.tsx';
import { QueueIndicator } from './queue-indicator.tsx';

/** Entries at hand on a phone beside "Today"; the others are behind "More". */
const atHand = 3;

const isCurrent = (location: string, to: string): boolean =>
  location === to || (to !== '/' && location.startsWith(`${to}/`));

/** The entry that the address belongs to: the longest that fits. */
function currentOf(location: string, entries: readonly Destination[]): string | undefined {
  return entries
    .map(({ to }) => to)
    .filter((to) => isCurrent(location, to))
    .sort((a, b) => b.length - a.length)[0];
}

function SideLink({ entry, current }: { readonly entry: Destination; readonly current: boolean }) {
  const { t } = useReader();
  return (
    <Link className={css.link} href={entry.to} aria-current={current ? 'page' : undefined}>
      <Icon name={entry.icon} />
      {t(entry.label)}
    </Link>
  );
}

function Side({
  entries,
  current,
}: {
  readonly entries: readonly Destination[];
  readonly current: string | undefined;
}) {
  const { t } = useReader();
  const settings = entries.filter(({ section }) => section === 'settings');
  const link = (entry: Destination) => <SideLink key={entry.to} entry={entry} current={entry.to === current} />;
  return (
    <nav className={css.side} aria-label={t('shell.navigation')}>
      {entries.filter(({ section }) => section !== 'settings').map(link)}
      {settings.length > 0 && <p className={css.heading}>{t('shell.nav.settings')}</p>}
      {settings.map(link)}
    </nav>
  );
}

function Dock({
  entries,
  current,
}: {
  readonly entries: readonly Destination[];
  readonly current: string | undefined;
}) {
  const { t } = useReader();
  const [, navigate] = useLocation();
  const near = entries.slice(0, atHand + 1);
  const far = entries.slice(atHand + 1);
  return (
    <nav className={css.dock} aria-label={t('shell.navigation')}>
      {near.map(({ to, icon, label }) => (
        <Link key={to} className={css.dockLink} href={to} aria-current={to === current ? 'page' : undefined}>
          <Icon name={icon} size={22} />
          {t(label)}
        </Link>
      ))}
      {far.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <UnstyledButton className={css.dockLink}>
              <Icon name="menu" size={22} />
              {t('shell.more')}
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {far.map(({ to, icon, label }) => (
              <Menu.Item key={to} leftSection={<Icon name={icon} />} onClick={() => navigate(to)}>
                {t(label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const { t } = useReader();
  const { grants } = useSession();
  const place = usePlace();
  const [location] = useLocation();
  const entries = destinations(grants, place);
  const current = currentOf(location, entries);
  return (
    <>
      <a className={css.skip} href="#content">
        {t('shell.skip')}
      </a>
      <header className={css.header}>
        <Link className={css.brand} href="/" aria-label={`Muster, ${t('shell.home')}`}>
          <Mark />
          <span className={css.word}>Muster</span>
        </Link>
        <div className={css.place}>
          <PlacePicker />
        </div>
        <span className={css.spacer} />
        <QueueIndicator />
        <AccountMenu />
      </header>
      <Banners />
      <div className={css.body}>
        <Side entries={entries} current={current} />
        <main className={css.main} id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Dock entries={entries} current={current} />
    </>
  );
}
