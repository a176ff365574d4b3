/** What is on its way to the facility, each with the button that receives it. */
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { useMay } from '../../kit/session/use-session.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Section } from '../../kit/ui/page.tsx';
import { Row, Rows } from '../../kit/ui/rows.tsx';
import { useCatalogue } from './catalogue.ts';

/** Nothing at all where nothing is on its way. */
export function OnTheWay({ facilityId }: { readonly facilityId: string }) {
  const { t, format } = useReader();
  const [, navigate] = useLocation();
  const may = useMay();
  const { nameOf } = useCatalogue();
  const shipments = useAll('listShipments', { query: { facility: facilityId } });
  const coming = (shipments.data ?? []).filter(
    ({ destination, status }) =>
      destination === facilityId && (status === 'dispatched' || status === 'partly-received'),
  );
  if (coming.length === 0) return null;
  return (
    <Section title={t('stock.coming')}>
      <Rows label={t('stock.coming')}>
        {coming.map(({ shipmentId, origin, expectedOn, lines }) => (
          <Row
            key={shipmentId}
            start={<Icon name="truck" />}
            title={t('stock.coming.from', { name: origin.kind === 'supplier' ? origin.name : origin.facilityId })}
            text={
              <>
                {expectedOn !== undefined && (
                  <div>{t('stock.coming.expected', { day: format.weekday(expectedOn) })}</div>
                )}
                <div>{format.list([...new Set(lines.map(({ itemId }) => nameOf(itemId)))].slice(0, 4))}</div>
              </>
            }
            end={
              may('recordStockEvent', { facilityId }) && (
                <Button size="compact-md" onClick={() => navigate(`/shipments/${shipmentId}/receive`)}>
                  {t('stock.receive')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
