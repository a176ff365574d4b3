/** Logistics today: how many deliveries stand where, and those that are late. */
import type { Answer } from '../../kit/contract.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { usePlaceName } from '../../kit/queries/use-names.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loaded } from '../../kit/ui/notes.tsx';
import { Section, Tiles } from '../../kit/ui/page.tsx';
import { Figure, Row, Rows } from '../../kit/ui/rows.tsx';
import { Badge, toneClass } from '../../kit/ui/tone.tsx';
import ui from '../../kit/ui/ui.module.css';

type Shipment = Answer<'getShipment'>;

const onTheWay = ({ status }: Shipment): boolean => status === 'dispatched' || status === 'partly-received';
const isLate = (one: Shipment, today: string): boolean =>
  onTheWay(one) && one.expectedOn !== undefined && one.expectedOn < today;
const toSettle = ({ discrepancies }: Shipment): boolean => discrepancies.some(({ state }) => state === 'open');

export interface DeliveriesTodayProps {
  readonly country: string | null;
  /** Of somebody who works for a single store. */
  readonly facilityId: string | null;
}

export function DeliveriesToday({ country, facilityId }: DeliveriesTodayProps) {
  const { t, format } = useReader();
  const query = facilityId !== null ? { facility: facilityId } : country !== null ? { country } : {};
  const placeName = usePlaceName();
  const shipments = useAll('listShipments', { query });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Section title={t('shell.nav.shipments')}>
      <Loaded of={shipments} rows={2}>
        {(all) => {
          const late = all.filter((one) => isLate(one, today));
          const count = (test: (one: Shipment) => boolean) => format.whole(all.filter(test).length);
          return (
            <>
              <Tiles min={9}>
                <Figure
                  value={count((one) => isLate(one, today))}
                  label={t('home.shipments.overdue')}
                  to="/shipments?show=overdue"
                  className={late.length > 0 ? `${ui.tone} ${toneClass.critical}` : undefined}
                />
                <Figure
                  value={count(onTheWay)}
                  label={t('home.shipments.on-the-way')}
                  to="/shipments?show=on-the-way"
                />
                <Figure value={count(toSettle)} label={t('home.shipments.to-settle')} to="/shipments?show=to-settle" />
                <Figure
                  value={count(({ status }) => status === 'planned')}
                  label={t('home.shipments.planned')}
                  to="/shipments?show=planned"
                />
              </Tiles>
              {late.length > 0 && (
                <div className={ui.below}>
                  <Rows label={t('home.shipments.overdue')}>
                    {late.slice(0, 5).map((one) => (
                      <Row
                        key={one.shipmentId}
                        start={<Icon name="truck" />}
                        title={one.reference ?? placeName(one.destination)}
                        text={`${placeName(one.destination)} · ${t('home.coming.expected', { day: format.day(one.expectedOn ?? '') })}`}
                        end={<Badge tone="critical" icon="clock" label={t('home.shipments.overdue')} />}
                        to={`/shipments/${one.shipmentId}`}
                      />
                    ))}
                  </Rows>
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
