/** Lists that are read from top to bottom and touched with a thumb. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icons.tsx';
import ui from './ui.module.css';

export function Rows({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    <ul className={ui.list} aria-label={label}>
      {children}
    </ul>
  );
}

export interface RowProps {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** Before the words: an icon, a picture. */
  readonly start?: ReactNode;
  /** After the words: a badge, a figure, a button. */
  readonly end?: ReactNode;
  /** Where a touch leads. */
  readonly to?: string;
}

/** One line of `Rows`. */
export function Row({ title, text, start, end, to }: RowProps) {
  const inside = (
    <>
      {start}
      <div className={ui.rowMain}>
        <div className={ui.rowTitle}>{title}</div>
        {text !== undefined && <div className={ui.rowText}>{text}</div>}
      </div>
      {(end !== undefined || to !== undefined) && (
        <div className={ui.rowEnd}>
          {end}
          {to !== undefined && <Icon name="arrow" size={18} />}
        </div>
      )}
    </>
  );
  return (
    <li>
      {to === undefined ? (
        <div className={ui.row}>{inside}</div>
      ) : (
        <Link className={ui.row} href={to}>
          {inside}
        </Link>
      )}
    </li>
  );
}

export interface FigureProps {
  readonly value: ReactNode;
  readonly label: string;
  readonly to?: string;
  readonly className?: string | undefined;
}

/** A number with its name; leads somewhere where `to` says so. */
export function Figure({ value, label, to, className = '' }: FigureProps) {
  const inside = (
    <>
      <span className={`${ui.figureValue} ${className}`}>{value}</span>
      <span className={ui.figureLabel}>{label}</span>
    </>
  );
  if (to === undefined) return <div className={ui.figure}>{inside}</div>;
  return (
    <Link className={ui.figure} href={to}>
      {inside}
    </Link>
  );
}
