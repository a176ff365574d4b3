/** Logs a delivery in under a minute: where to, from whom, what; planned, or on its way at once. */
import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useDraft } from '../../kit/draft.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { type Problem, problemFrom } from '../../kit/problem.ts';
import { refreshAll, useAll, useCall } from '../../kit/queries/use-call.ts';
import { newId, useQueue } from '../../kit/queue/use-queue.tsx';
import { NoteField } from '../../kit/ui/fields.tsx';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loading, Note, ProblemNote } from '../../kit/ui/notes.tsx';
import { Page, Section } from '../../kit/ui/page.tsx';
import { EndsFields } from './ends-fields.tsx';
import { blankForm, blankLine, type Form, faultsOf, formLike, lastLogged, lineUnits, planOf } from './form.ts';
import { LineFields } from './line-fields.tsx';
import { type Names, useNames } from './names.ts';
import { sendPlan } from './send-plan.ts';
import type { Shipment } from './stages.ts';

interface LinesProps {
  readonly form: Form;
  readonly names: Names;
  readonly checked: boolean;
  readonly change: (part: Partial<Form>) => void;
}

function Lines({ form, names, checked, change }: LinesProps) {
  const { t } = useReader();
  const { lines } = form;
  const nextKey = String(Math.max(0, ...lines.map(({ key }) => Number(key))) + 1);
  return (
    <Stack gap="sm">
      {lines.map((line, index) => (
        <LineFields
          key={line.key}
          line={line}
          number={index + 1}
          names={names}
          checked={checked}
          change={(next) => change({ lines: lines.map((one) => (one.key === line.key ? next : one)) })}
          remove={lines.length === 1 ? undefined : () => change({ lines: lines.filter(({ key }) => key !== line.key) })}
        />
      ))}
      <Button
        variant="light"
        leftSection={<Icon name="plus" size={18} />}
        onClick={() => change({ lines: [...lines, blankLine(nextKey)] })}
      >
        {t('shipments.add-line')}
      </Button>
    </Stack>
  );
}

interface LogFormProps {
  readonly first: Form;
  readonly name: string;
  readonly names: Names;
  readonly known: readonly Shipment[];
}

function LogForm({ first, name, names, known }: LogFormProps) {
  const { t } = useReader();
  const queue = useQueue();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { value: form, change: set, ready, clear } = useDraft(name, first);
  // The same for every attempt: what was stored before an answer got lost is not stored twice.
  const [shipmentId] = useState(newId);
  const [checked, setChecked] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (!ready) return <Loading />;
  const change = (part: Partial<Form>) => set((before) => ({ ...before, ...part }));
  const faults = faultsOf(form);
  const last = lastLogged(known, form.destination);
  const filled = form.lines.filter((line) => line.itemId !== null && (lineUnits(line) ?? 0) > 0).length;
  const send = async () => {
    setChecked(true);
    if (faults.size > 0) return;
    setSending(true);
    setProblem(undefined);
    const leftAt = form.left ? new Date().toISOString() : undefined;
    try {
      const place = names.place(form.destination ?? '');
      const how = await sendPlan(queue, { shipmentId, plan: planOf(form), leftAt, place });
      await clear();
      if (how === 'sent') await refreshAll(client);
      navigate(how === 'sent' ? `/shipments/${shipmentId}` : '/queue');
    } catch (error) {
      const told = problemFrom(error);
      if (told === undefined) throw error;
      setProblem(told);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack>
        {last !== undefined && (
          <Group>
            <Button
              variant="default"
              leftSection={<Icon name="copy" size={18} />}
              onClick={() =>
                set((before) => ({ ...formLike(last), destination: before.destination ?? last.destination }))
              }
            >
              {t('shipments.like-last', { name: names.place(last.destination) })}
            </Button>
          </Group>
        )}
        <EndsFields form={form} names={names} known={known} faults={checked ? faults : new Set()} change={change} />
        <Section title={t('shipments.items')}>
          <Lines form={form} names={names} checked={checked} change={change} />
        </Section>
        <NoteField label={t('shipments.note')} value={form.note} onChange={(note) => change({ note })} />
        <Checkbox
          size="md"
          label={t('shipments.left-already')}
          checked={form.left}
          onChange={(event) => change({ left: event.currentTarget.checked })}
        />
        {checked && faults.size > 0 && (
          <div role="alert">
            <Note tone="warning" icon="warning">
              {t(faults.has('lines') && filled === 0 ? 'shipments.fault.lines' : 'shipments.fault.some')}
            </Note>
          </div>
        )}
        {problem !== undefined && <ProblemNote problem={problem} />}
        <Group>
          <Button type="submit" size="md" loading={sending}>
            {t(form.left ? 'shipments.send-left' : 'shipments.send-plan', { n: filled })}
          </Button>
          <Button variant="subtle" onClick={() => void clear()}>
            {t('shipments.empty-form')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** `?like=<shipmentId>` begins with the goods of another delivery. */
export function Screen() {
  const { t } = useReader();
  const [query] = useSearchParams();
  const like = query.get('like');
  const names = useNames();
  const known = useAll('listShipments', { query: {} });
  const model = useCall('getShipment', { params: { shipmentId: like ?? '' } }, { enabled: like !== null });
  const [initial, setInitial] = useState<Form>();
  if (initial === undefined && (like === null || model.data !== undefined))
    setInitial(model.data === undefined ? blankForm : formLike(model.data));
  return (
    <Page title={t('shipments.log')} lead={t('shipments.log.lead')} narrow>
      {initial === undefined ? (
        model.problem === undefined ? (
          <Loading />
        ) : (
          <ProblemNote problem={model.problem} onRetry={model.reload} />
        )
      ) : (
        <LogForm
          first={initial}
          name={like === null ? 'shipments-log-1' : `shipments-log-1:${like}`}
          names={names}
          known={known.data ?? []}
        />
      )}
    </Page>
  );
}
