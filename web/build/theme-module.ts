/** The theme as a style sheet: written at build time, because a strict content security policy lets no script write styles. */
import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import type { Plugin } from 'vite';
import { theme, variables } from '../app/theme.ts';

const name = 'virtual:theme.css';
const resolved = `\0${name}`;

/** What Mantine would write into the page: its variables in both schemes, and the classes that hide by width. */
export function themeCss(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(merged);
  const own = variables(merged);
  const both = {
    variables: { ...base.variables, ...own.variables },
    light: { '--mantine-color-scheme': 'light', ...base.light, ...own.light },
    dark: { '--mantine-color-scheme': 'dark', ...base.dark, ...own.dark },
  };
  const hidden = Object.entries(merged.breakpoints).map(
    ([size, width]) =>
      `@media (max-width: calc(${width} - 0.1px)) {.mantine-visible-from-${size} {display: none !important;}}` +
      `@media (min-width: ${width}) {.mantine-hidden-from-${size} {display: none !important;}}`,
  );
  return `${convertCssVariables(both, ':root')}\n${hidden.join('\n')}`;
}

/** Serves `virtual:theme.css`. */
export function themePlugin(): Plugin {
  return {
    name: 'muster-theme',
    resolveId: (id) => (id === name ? resolved : undefined),
    load: (id) => (id === resolved ? themeCss() : undefined),
  };
}
