/** The few icons of the console, drawn by stroke; always beside words, or with a label of their own. */
import type { SVGProps } from 'react';

/** Paths on a grid of 24. */
const paths = {
  home: 'M4 11 12 4l8 7M6 9.5V20h4v-5h4v5h4V9.5',
  box: 'M12 3 4 7v10l8 4 8-4V7zM4 7l8 4 8-4M12 11v10',
  clipboard: 'M9 4h6v3H9zM9 5.5H6V21h12V5.5h-3M9 12h6M9 16h4',
  truck: 'M2 6h12v10H2zM14 9h4l3 3.5V16h-7zM6.5 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M17 19.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  book: 'M4 5c3-1.5 6-1 8 .7 2-1.7 5-2.2 8-.7v14c-3-1.5-6-1-8 .7-2-1.7-5-2.2-8-.7zM12 5.7v14',
  check: 'm5 12.5 4.5 4.5L19 7',
  checklist: 'm4 6 1.5 1.5L8 5M11 6.5h9M4 12l1.5 1.5L8 11M11 12.5h9M4 18l1.5 1.5L8 17M11 18.5h9',
  grid: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  hands: 'M12 21V9M8 12l4-4 4 4M4 4h16',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.3M18 14.5c2 .8 3.2 2.7 3.5 5.5',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  map: 'm3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.7-4 3.5-6 7.5-6s6.8 2 7.5 6',
  language:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9M12 3c-3 3-3.5 6-3.5 9s.5 6 3.5 9',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5',
  cloud: 'M7 18.5a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.7-.5 4.3 4.3 0 0 1 .3 8.5z',
  cloudOff: 'M3 3l18 18M7 18.5a4 4 0 0 1-.5-8M17.5 18.5H7M9 6.5a5.5 5.5 0 0 1 8.2 3.5 4.3 4.3 0 0 1 2.6 6.5',
  upload: 'M12 19V9M8 12l4-4 4 4M5 4h14',
  warning: 'M12 4 2.5 20h19zM12 10v5M12 17.5h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v6M12 7.5h.01',
  arrow: 'm9 5 7 7-7 7',
  back: 'm15 5-7 7 7 7',
  down: 'm5 9 7 7 7-7',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  close: 'm6 6 12 12M18 6 6 18',
  print: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2',
  signOut: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  empty: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12h8',
  flag: 'M5 21V4h13l-3 4.5 3 4.5H5',
  edit: 'm4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7 17 10.5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  pause: 'M9 6v12M15 6v12',
  comment: 'M4 5h16v11H10l-4 4v-4H4z',
  trend: 'm3 17 6-6 4 4 8-9M15 6h6v6',
} as const;

export type IconName = keyof typeof paths;

/** Icons that point along the line of reading turn around in right-to-left pages. */
const turning: ReadonlySet<IconName> = new Set(['arrow', 'back', 'signOut', 'truck', 'trend']);

export interface IconProps extends Omit<SVGProps<SVGSVGElement>, 'name'> {
  readonly name: IconName;
  /** Pixels. */
  readonly size?: number;
}

/** Decoration: hidden from screen readers. */
export function Icon({ name, size = 20, className, ...rest }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={[turning.has(name) ? 'turns' : '', 'icon', className].filter(Boolean).join(' ')}
      {...rest}
    >
      <path d={paths[name]} />
    </svg>
  );
}
