/** The paper that travels with a delivery: what was sent, room for what arrived, and a code that opens the receipt. */
import { Button } from '@mantine/core';
import { encode } from 'uqr';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loaded } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { type Names, useNames } from './names.ts';
import css from './shipments.module.css';
import { type Shipment, unitsOf } from './stages.ts';

/** Dark squares as one path; drawn here, so that nothing is inserted as markup. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className={css.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function Paper({ shipment, names }: { readonly shipment: Shipment; readonly names: Names }) {
  const { t, format } = useReader();
  const { shipmentId, destination, origin, reference, dispatchedAt, expectedOn, carrier } = shipment;
  const address = `${location.origin}/shipments/${shipmentId}/receive`;
  const facts = [
    t('shipments.from', { name: names.origin(origin) }),
    reference,
    carrier,
    dispatchedAt === null ? undefined : t('shipments.left-on', { day: format.moment(dispatchedAt) }),
    expectedOn === undefined ? undefined : t('shipments.expected', { day: format.weekday(expectedOn) }),
  ].filter((text) => text !== undefined);
  return (
    <article className={css.paper}>
      <div className={css.paperHead}>
        <div>
          <h2>{t('shipments.to', { name: names.place(destination) })}</h2>
          {facts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
        </div>
        <div className={css.qrBox}>
          <QrCode text={address} label={t('shipments.paper.code')} />
          <p>{t('shipments.paper.scan')}</p>
        </div>
      </div>
      <table className={css.paperTable}>
        <thead>
          <tr>
            <th scope="col">{t('shipments.item')}</th>
            <th scope="col">{t('shipments.batch')}</th>
            <th scope="col">{t('shipments.packs')}</th>
            <th scope="col">{t('shipments.sent')}</th>
            <th scope="col">{t('shipments.good')}</th>
            <th scope="col">{t('shipments.damaged')}</th>
          </tr>
        </thead>
        <tbody>
          {shipment.lines.map((line) => {
            const { lineId, itemId, lot, expiry, packs, packSize } = line;
            const left = shipment.standing.find((one) => one.lineId === lineId)?.sent ?? unitsOf(line);
            return (
              <tr key={lineId}>
                <th scope="row">{names.item(itemId)}</th>
                <td>{[lot, expiry === undefined ? undefined : format.day(expiry)].filter(Boolean).join(' · ')}</td>
                <td>
                  {packs === undefined || packSize === undefined
                    ? ''
                    : t('shipments.packed', { packs, size: packSize })}
                </td>
                <td>{t('shipments.amount', { n: left, unit: names.unit(itemId) })}</td>
                <td />
                <td />
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={css.signatures}>
        {[t('shipments.paper.handed'), t('shipments.carrier'), t('shipments.paper.received')].map((who) => (
          <p key={who}>{who}</p>
        ))}
      </div>
    </article>
  );
}

export function Screen({ params: { shipmentId = '' } }: ScreenProps) {
  const { t } = useReader();
  const names = useNames();
  const known = useCall('getShipment', { params: { shipmentId } });
  const print = (
    <Button className="no-print" leftSection={<Icon name="print" size={18} />} onClick={() => window.print()}>
      {t('shipments.paper.print')}
    </Button>
  );
  return (
    <Page title={t('shipments.paper')} actions={print}>
      <Loaded of={known}>{(shipment) => <Paper shipment={shipment} names={names} />}</Loaded>
    </Page>
  );
}
