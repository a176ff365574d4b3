/** One delivery: what it is, what became of each line, what happened when, and what can be done now. */
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loaded, Note } from '../../kit/ui/notes.tsx';
import { AsOf, Page, Section } from '../../kit/ui/page.tsx';
import { Rows } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import { Actions } from './actions.tsx';
import { type Names, useNames } from './names.ts';
import { useMayReceive } from './rights.ts';
import css from './shipments.module.css';
import { daysLate, localDay, type Shipment, stageIcons, stageOf, stageTones, unitsOf } from './stages.ts';
import { Timeline } from './timeline.tsx';
import { Differences } from './worklist.tsx';

interface PartProps {
  readonly shipment: Shipment;
  readonly names: Names;
}

function Facts({ shipment, names }: PartProps) {
  const { t, format } = useReader();
  const { origin, destination, funding = [], reference, expectedOn, firstPromisedOn, carrier, note } = shipment;
  const payers = funding.map(({ source, grantRef, share }) =>
    [source, grantRef, share === undefined ? undefined : format.percent(share)].filter(Boolean).join(' '),
  );
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('shipments.destination'), names.place(destination)],
    [t('shipments.origin'), names.origin(origin)],
    [t('shipments.expected-on'), expectedOn === undefined ? undefined : format.weekday(expectedOn)],
    [
      t('shipments.first-promised'),
      firstPromisedOn === null || firstPromisedOn === expectedOn ? undefined : format.day(firstPromisedOn),
    ],
    [t('shipments.funding'), format.list(payers)],
    [t('shipments.reference'), reference],
    [t('shipments.carrier'), carrier],
    [t('shipments.note'), note],
  ];
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Lines({ shipment, names }: PartProps) {
  const { t, format } = useReader();
  const { lines, standing, status } = shipment;
  const left = status !== 'planned' && status !== 'cancelled';
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('shipments.item')}</th>
          <th scope="col">{t('shipments.planned')}</th>
          {left && <th scope="col">{t('shipments.sent')}</th>}
          {left && <th scope="col">{t('shipments.good')}</th>}
          {left && <th scope="col">{t('shipments.damaged')}</th>}
          {left && <th scope="col">{t('shipments.to-come')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const became = standing.find(({ lineId }) => lineId === line.lineId);
          const batch = [
            line.lot === undefined ? undefined : t('shipments.batch-is', { batch: line.lot }),
            line.expiry === undefined ? undefined : t('shipments.expires', { day: format.day(line.expiry) }),
          ].filter(Boolean);
          const figure = (name: string, value: number | undefined) => (
            <td data-label={name}>{value === undefined ? '–' : format.whole(value)}</td>
          );
          const packed = line.packs !== undefined && line.packSize !== undefined;
          return (
            <tr key={line.lineId}>
              <th scope="row">
                {names.item(line.itemId)}
                {batch.length > 0 && <span className={css.reference}>{batch.join(' · ')}</span>}
              </th>
              <td data-label={t('shipments.planned')}>
                {t('shipments.amount', { n: unitsOf(line), unit: names.unit(line.itemId) })}
                {packed && (
                  <span className={css.reference}>
                    {t('shipments.packed', { packs: line.packs ?? 0, size: line.packSize ?? 0 })}
                  </span>
                )}
              </td>
              {left && figure(t('shipments.sent'), became?.sent)}
              {left && figure(t('shipments.good'), became?.accepted)}
              {left && figure(t('shipments.damaged'), became?.damaged)}
              {left && figure(t('shipments.to-come'), became?.outstanding)}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Buttons({ shipment, names }: PartProps) {
  const { t } = useReader();
  const may = useMay();
  const mayReceive = useMayReceive(names);
  const { shipmentId, status, destination } = shipment;
  const coming = status === 'dispatched' || status === 'partly-received';
  return (
    <Group gap="xs">
      {coming && mayReceive(destination) && (
        <Button component={Link} href={`/shipments/${shipmentId}/receive`} variant="light">
          {t('shipments.receive')}
        </Button>
      )}
      {status !== 'cancelled' && (
        <Button
          component={Link}
          href={`/shipments/${shipmentId}/note`}
          variant="default"
          leftSection={<Icon name="print" size={18} />}
        >
          {t('shipments.paper')}
        </Button>
      )}
      {may('putShipment') && (
        <Button
          component={Link}
          href={`/shipments/new?like=${shipmentId}`}
          variant="default"
          leftSection={<Icon name="copy" size={18} />}
        >
          {t('shipments.again')}
        </Button>
      )}
    </Group>
  );
}

function Delivery({ shipment, names }: PartProps) {
  const { t } = useReader();
  const today = localDay();
  const stage = stageOf(shipment, today);
  return (
    <>
      <Section
        title={t('shipments.facts')}
        aside={<Badge tone={stageTones[stage]} icon={stageIcons[stage]} label={t(`shipments.stage.${stage}`)} />}
      >
        {stage === 'overdue' && shipment.expectedOn !== undefined && (
          <Note tone="critical" icon="clock">
            {t('shipments.days-late', { n: daysLate(shipment.expectedOn, today) })}
          </Note>
        )}
        {shipment.closedReason !== null && <Note tone="muted">{shipment.closedReason}</Note>}
        <Facts shipment={shipment} names={names} />
      </Section>
      <Actions shipment={shipment} />
      {shipment.discrepancies.length > 0 && (
        <Section title={t('shipments.differences-title')}>
          <Rows label={t('shipments.differences-title')}>
            <Differences shipment={shipment} names={names} />
          </Rows>
        </Section>
      )}
      <Section title={t('shipments.items')}>
        <Lines shipment={shipment} names={names} />
      </Section>
      <Timeline shipment={shipment} names={names} />
    </>
  );
}

export function Screen({ params: { shipmentId = '' } }: ScreenProps) {
  const { t } = useReader();
  const names = useNames();
  const known = useCall('getShipment', { params: { shipmentId } });
  const title =
    known.data === undefined ? t('shipments.one') : t('shipments.to', { name: names.place(known.data.destination) });
  return (
    <Page
      title={title}
      lead={<AsOf at={known.updatedAt} />}
      actions={known.data !== undefined && <Buttons shipment={known.data} names={names} />}
    >
      <Loaded of={known}>{(shipment) => <Delivery shipment={shipment} names={names} />}</Loaded>
    </Page>
  );
}
