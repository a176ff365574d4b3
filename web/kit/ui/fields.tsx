/** Fields that read what people type: whole numbers in any digits, and free text that holds no prisoner's data. */
import { Button, Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core';
import { useReader } from '../i18n/reader.tsx';
import { holdsIdentityNumber } from '../identity-numbers.ts';
import { readWhole } from '../numbers.ts';

export interface WholeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** What was typed, kept as typed. */
  readonly value: string;
  /** `number` is undefined while what is typed is no whole number, null while nothing is typed. */
  readonly onChange: (text: string, number: number | null | undefined) => void;
}

/** A whole number: a numeric keypad on phones; asks where "1.500" could be two things. */
export function WholeField({ value, onChange, error, ...rest }: WholeFieldProps) {
  const { t } = useReader();
  const read = readWhole(value);
  const told = (text: string): void => {
    const next = readWhole(text);
    onChange(text, next.kind === 'number' ? next.value : next.kind === 'empty' ? null : undefined);
  };
  const question =
    read.kind === 'ambiguous' ? (
      <>
        {t('words.ask-number', { whole: read.whole })}{' '}
        <Button size="compact-sm" variant="light" onClick={() => told(String(read.whole))}>
          {t('words.yes')}
        </Button>
      </>
    ) : undefined;
  const wrong =
    read.kind === 'fraction'
      ? t('words.number-fraction')
      : read.kind === 'invalid'
        ? t('words.number-invalid')
        : undefined;
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      dir="ltr"
      value={value}
      onChange={(event) => told(event.currentTarget.value)}
      onBlur={() => read.kind === 'number' && told(String(read.value))}
      error={question ?? wrong ?? error}
      {...rest}
    />
  );
}

export interface NoteFieldProps extends Omit<TextareaProps, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Free text: says that no prisoner is named here, and warns of what looks like an identity number. */
export function NoteField({ value, onChange, error, ...rest }: NoteFieldProps) {
  const { t } = useReader();
  const suspicious = holdsIdentityNumber(value);
  return (
    <Textarea
      description={t('words.no-names')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={suspicious ? t('words.identity-number') : error}
      {...rest}
    />
  );
}
