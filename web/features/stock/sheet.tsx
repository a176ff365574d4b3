/** The blank sheet to count on paper, in the order of the form it is keyed into. */
import { Button } from '@mantine/core';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useCall } from '../../kit/queries/use-call.ts';
import type { ScreenProps } from '../../kit/screens.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loaded } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { useCatalogue } from './catalogue.ts';
import { toCount } from './order.ts';
import styles from './report.module.css';
import { packOf } from './shelf.ts';

export function Screen({ params }: ScreenProps) {
  const { t, format } = useReader();
  const facilityId = params.facilityId ?? '';
  const facility = useCall('getFacility', { params: { facilityId } });
  const stock = useCall('getStock', { params: { facilityId } });
  const { of, nameOf } = useCatalogue();
  return (
    <Page
      title={t('stock.sheet.title')}
      lead={facility.data?.name}
      actions={
        <Button className="no-print" leftSection={<Icon name="print" />} onClick={() => print()}>
          {t('stock.sheet.print')}
        </Button>
      }
    >
      <p>{t('stock.sheet.head')}</p>
      <Loaded of={stock}>
        {({ items }) => (
          <table className={styles.sheet}>
            <thead>
              <tr>
                <th scope="col">{t('stock.sheet.item')}</th>
                <th scope="col" className={styles.blank}>
                  {t('stock.sheet.packs')}
                </th>
                <th scope="col" className={styles.blank}>
                  {t('stock.loose')}
                </th>
                <th scope="col" className={styles.blank}>
                  {t('stock.sheet.lots')}
                </th>
              </tr>
            </thead>
            <tbody>
              {toCount(items, of, nameOf).map((itemId, at) => (
                <tr key={itemId}>
                  <th scope="row">
                    {format.whole(at + 1)}. {nameOf(itemId)}
                  </th>
                  <td>{packOf(of(itemId)) > 1 ? `× ${format.whole(packOf(of(itemId)))}` : '–'}</td>
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Page>
  );
}
