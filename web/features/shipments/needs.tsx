/** Who needs what, what the stores can give, and deliveries that are ready to be planned with one touch. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { worstFirst } from '#shared/domain/stock/facts.ts';
import { call } from '../../kit/api.ts';
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { type Problem, problemFrom } from '../../kit/problem.ts';
import { refreshAll, useCall } from '../../kit/queries/use-call.ts';
import { newId } from '../../kit/queue/use-queue.tsx';
import { useMay } from '../../kit/session/use-session.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Empty, Loaded, Note, ProblemNote } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { StatusBadge } from '../../kit/ui/tone.tsx';
import { type Names, useNames } from './names.ts';
import css from './shipments.module.css';
import { unitsOf } from './stages.ts';

type Needs = Answer<'getNeeds'>;
type Proposal = Needs['proposals'][number];

function ProposalRow({ proposal, names }: { readonly proposal: Proposal; readonly names: Names }) {
  const { t } = useReader();
  const may = useMay();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  // The same for every attempt: one touch too many plans nothing twice.
  const [shipmentId] = useState(newId);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const plan = async () => {
    setSending(true);
    setProblem(undefined);
    try {
      await call('putShipment', { params: { shipmentId }, body: proposal });
      await refreshAll(client);
      navigate(`/shipments/${shipmentId}`);
    } catch (error) {
      const told = problemFrom(error);
      if (told === undefined) throw error;
      setProblem(told);
    } finally {
      setSending(false);
    }
  };
  const amount = (line: Proposal['lines'][number]) =>
    t('shipments.item-amount', { item: names.item(line.itemId), n: unitsOf(line), unit: names.unit(line.itemId) });
  return (
    <Row
      start={<Icon name="truck" />}
      title={t('shipments.to', { name: names.place(proposal.destination) })}
      text={
        <>
          {t('shipments.from', { name: names.place(proposal.origin.facilityId) })}
          <ul className={css.amounts}>
            {proposal.lines.map((line) => (
              <li key={line.lineId}>{amount(line)}</li>
            ))}
          </ul>
          {problem !== undefined && <ProblemNote problem={problem} />}
          {may('putShipment', { facilityId: proposal.origin.facilityId }) && (
            <Button loading={sending} onClick={() => void plan()}>
              {t('shipments.plan-it')}
            </Button>
          )}
        </>
      }
    />
  );
}

function NeedsTable({ needs, names }: { readonly needs: Needs; readonly names: Names }) {
  const { t, format } = useReader();
  const rank = (status: Needs['items'][number]['status']) => (status === null ? 99 : worstFirst.indexOf(status));
  const rows = needs.items
    .filter(({ needed }) => needed !== null && needed > 0)
    .sort((a, b) => rank(a.status) - rank(b.status) || (a.coverDays ?? 0) - (b.coverDays ?? 0));
  const figure = (value: number | null) => (value === null ? '–' : format.whole(value));
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('shipments.item')}</th>
          <th scope="col">{t('shipments.needs.status')}</th>
          <th scope="col">{t('shipments.needs.needed')}</th>
          <th scope="col">{t('shipments.needs.asked')}</th>
          <th scope="col">{t('shipments.needs.share')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.facilityId} ${row.itemId}`}>
            <th scope="row">
              {names.item(row.itemId)}
              <span className={css.reference}>{names.place(row.facilityId)}</span>
            </th>
            <td>
              {row.status !== null && <StatusBadge status={row.status} />}
              {row.coverDays !== null && (
                <span className={css.reference}>{t('words.days-left', { days: Math.floor(row.coverDays) })}</span>
              )}
            </td>
            <td data-label={t('shipments.needs.needed')}>{figure(row.needed)}</td>
            <td data-label={t('shipments.needs.asked')}>{figure(row.requested?.quantity ?? null)}</td>
            <td data-label={t('shipments.needs.share')}>{figure(row.share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Screen() {
  const { t } = useReader();
  const { country } = usePlace();
  const names = useNames();
  const needs = useCall('getNeeds', { query: { country: country ?? '', limit: 200 } }, { enabled: country !== null });
  return (
    <Page title={t('shipments.needs')} lead={<AsOf at={needs.data?.lastEvaluatedAt ?? 0} />}>
      {country === null ? (
        <Note tone="info">{t('shipments.needs.choose')}</Note>
      ) : (
        <Loaded of={needs}>
          {(known) =>
            known.items.length === 0 ? (
              <Empty icon="check">{t('shipments.needs.none')}</Empty>
            ) : (
              <>
                {known.proposals.length > 0 && (
                  <Section title={t('shipments.needs.ready')}>
                    <Rows label={t('shipments.needs.ready')}>
                      {known.proposals.map((proposal) => (
                        <ProposalRow
                          key={`${proposal.origin.facilityId} ${proposal.destination}`}
                          proposal={proposal}
                          names={names}
                        />
                      ))}
                    </Rows>
                  </Section>
                )}
                <Section title={t('shipments.needs.who')}>
                  <NeedsTable needs={known} names={names} />
                </Section>
              </>
            )
          }
        </Loaded>
      )}
    </Page>
  );
}
