/** A new person: address, name, language, and what for. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EVERYWHERE, type Role, roles } from '#shared/domain/members/grants.ts';
import { languages } from '#shared/messages/locales.ts';
import { call } from '../../kit/api.ts';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { type Problem, problemFrom } from '../../kit/problem.ts';
import { refreshAll } from '../../kit/queries/use-call.ts';
import { ProblemNote } from '../../kit/ui/notes.tsx';
import { Section } from '../../kit/ui/page.tsx';
import styles from './admin.module.css';

export interface NewMemberProps {
  readonly facilities: readonly Answer<'getFacility'>[];
  readonly onDone: () => void;
}

export function NewMember({ facilities, onDone }: NewMemberProps) {
  const { t, format, pick, language } = useReader();
  const client = useQueryClient();
  const { countries } = usePlace();
  const [mail, setMail] = useState('');
  const [name, setName] = useState('');
  const [locale, setLocale] = useState<string>(language);
  const [role, setRole] = useState<Role>('facility-manager');
  const [scope, setScope] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const places = facilities
    .filter(({ kind }) => role === 'facility-manager' || (role === 'logistics' && kind === 'store'))
    .map((one) => ({ value: one.facilityId, label: pick(one.names) || one.name }));
  const all = [...new Set([...countries, ...facilities.map(({ country }) => country)])];
  const wide = all
    .filter((one) => one !== EVERYWHERE || role === 'programme-lead' || role === 'observer')
    .map((one) => ({ value: one, label: one === EVERYWHERE ? t('shell.place.all') : format.country(one) }));
  const scopes = role === 'facility-manager' ? places : [...wide, ...places];
  const chosen = scopes.find(({ value }) => value === scope)?.value ?? scopes[0]?.value ?? '';

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const params = { memberId: mail.trim().toLowerCase() };
      await call(
        'putMember',
        { params, body: { name: name.trim(), locale, grants: [{ role, scope: chosen }] } },
        { create: true },
      );
      await refreshAll(client);
      onDone();
    } catch (error) {
      const failed = problemFrom(error);
      if (failed === undefined) throw error;
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('admin.add-member')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          type="email"
          required
          dir="ltr"
          label={t('admin.mail')}
          value={mail}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
        <TextInput
          required
          maxLength={120}
          label={t('admin.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('admin.language')}
          value={locale}
          onChange={(event) => setLocale(event.currentTarget.value)}
          data={languages.map((value) => ({ value, label: format.languageName(value) }))}
        />
        <NativeSelect
          label={t('admin.role')}
          value={role}
          onChange={({ currentTarget: { value } }) => setRole(roles.find((one) => one === value) ?? role)}
          data={roles.map((value) => ({ value, label: t(`words.role.${value}`) }))}
        />
        <NativeSelect
          label={t('admin.where')}
          value={chosen}
          onChange={(event) => setScope(event.currentTarget.value)}
          data={scopes}
        />
        {problem !== undefined && <ProblemNote problem={problem} />}
        <div className={styles.buttons}>
          <Button type="submit" loading={busy} disabled={chosen === ''}>
            {t('words.save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('words.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
