/** The frame of every screen: one heading that takes the focus, what to do, and sections below. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useReader } from '../i18n/reader.tsx';
import ui from './ui.module.css';

/** Tells screen readers and keyboards that the page is another one. */
function useHeadingFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, []);
  return heading;
}

export interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  /** A form or a text rather than a table. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A screen. Its title is the tab's title too. */
export function Page({ title, lead, actions, narrow = false, children }: PageProps) {
  const heading = useHeadingFocus();
  return (
    <div className={narrow ? `${ui.page} ${ui.narrow}` : ui.page}>
      <title>{`${title} · Muster`}</title>
      <div className={ui.head}>
        <div>
          <h1 className={ui.title} ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className={ui.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={ui.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

export interface SectionProps {
  readonly title: string;
  /** Beside the heading: a link, when it was known. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={ui.section}>
      <div className={ui.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Boxes side by side as many as fit; `min` is the least width of one, in rem. Mantine's SimpleGrid writes style elements, which the security policy refuses. */
export function Tiles({ min = 14, children }: { readonly min?: number; readonly children: ReactNode }) {
  return (
    <div className={ui.tiles} style={{ '--tile': `${min}rem` }}>
      {children}
    </div>
  );
}

/** "As of 14:20": when what one sees was known. `at`: epoch ms or ISO; 0 says nothing. */
export function AsOf({ at, timeZone }: { readonly at: number | string; readonly timeZone?: string }) {
  const { t, format } = useReader();
  if (at === 0) return null;
  return <span className={ui.asOf}>{t('words.as-of', { when: format.moment(at, timeZone) })}</span>;
}
