/** How the console looks: quiet colours, system fonts, targets that a thumb can hit. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const harbour: MantineColorsTuple = [
  '#eff6fb',
  '#dfebf4',
  '#bdd6e8',
  '#97c0dd',
  '#75acd3',
  '#579bca',
  '#3c83b4',
  '#2a6c9b',
  '#215c87',
  '#174a70',
];

const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", Ubuntu, sans-serif';

/** A page is scrolled behind a dialog by no script: a style sheet holds it (web/app/global.css). */
const noScrollLock = { lockScroll: false };

export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 7 },
  colors: { harbour },
  fontFamily: fonts,
  headings: { fontFamily: fonts, fontWeight: '650', sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.25' } } },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 2 } },
    Select: { defaultProps: { size: 'md', checkIconPosition: 'right' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Modal: { defaultProps: { ...noScrollLock, centered: true, padding: 'lg' } },
    Drawer: { defaultProps: noScrollLock },
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
    Paper: { defaultProps: { withBorder: true } },
    Card: { defaultProps: { withBorder: true, padding: 'md' } },
  },
});

/** Our own variables, and those of Mantine's that are too faint for small text. */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--muster-header': '3.5rem', '--muster-side': '15rem', '--muster-dock': '4rem' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#56606b',
    '--mantine-color-placeholder': '#66707b',
    '--mantine-color-anchor': 'var(--mantine-color-harbour-7)',
    '--muster-ground': '#f5f7f9',
    '--muster-line': '#e1e6eb',
    '--muster-critical': '#b3261e',
    '--muster-critical-soft': '#fdecea',
    '--muster-warning': '#8a5300',
    '--muster-warning-soft': '#fff4e0',
    '--muster-good': '#1b6e3c',
    '--muster-good-soft': '#e8f5ec',
    '--muster-info': '#215c87',
    '--muster-info-soft': '#eaf3f9',
    '--muster-muted': '#56606b',
    '--muster-muted-soft': '#eef1f4',
  },
  dark: {
    '--mantine-color-body': '#16191d',
    '--mantine-color-dimmed': '#a7b0ba',
    '--mantine-color-placeholder': '#97a1ac',
    '--mantine-color-anchor': 'var(--mantine-color-harbour-3)',
    '--muster-ground': '#0f1215',
    '--muster-line': '#2b3138',
    '--muster-critical': '#ffb4ab',
    '--muster-critical-soft': '#3d1512',
    '--muster-warning': '#ffcf8a',
    '--muster-warning-soft': '#3a2706',
    '--muster-good': '#9bd9ae',
    '--muster-good-soft': '#12301c',
    '--muster-info': '#a9d0ee',
    '--muster-info-soft': '#10283a',
    '--muster-muted': '#a7b0ba',
    '--muster-muted-soft': '#22272d',
  },
});
