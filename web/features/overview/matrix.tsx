/** The matrix: a row for each place, a column for each item, a sign in a colour where they meet. */
import { Link } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { statusIcons, statusTones, toneClass } from '../../kit/ui/tone.tsx';
import type { Place } from './order.ts';
import styles from './overview.module.css';
import { Prepared } from './prepared.tsx';

type Item = Place['items'][number];

function Cell({
  item,
  place,
  name,
}: {
  readonly item: Item | undefined;
  readonly place: Place;
  readonly name: string;
}) {
  const { t } = useReader();
  if (item === undefined) return <td />;
  const { status, coverDays } = item;
  const left = coverDays === null ? '' : t('words.days-left', { days: Math.floor(coverDays) });
  const said = t('overview.cell', { place: place.name, item: name, status: t(`words.status.${status}`), left });
  return (
    <td>
      <Link
        className={`${styles.cell} ${toneClass[statusTones[status]]}`}
        href={`/facilities/${place.facilityId}/stock/${item.itemId}`}
        aria-label={said}
        title={said}
      >
        <Icon name={statusIcons[status]} size={18} />
      </Link>
    </td>
  );
}

export interface MatrixProps {
  readonly places: readonly Place[];
  /** Ids of items, in the order of columns. */
  readonly columns: readonly string[];
}

export function Matrix({ places, columns }: MatrixProps) {
  const { t, pick, format } = useReader();
  const items = useAll('listItems', {});
  const nameOf = (id: string): string => pick(items.data?.find(({ itemId }) => itemId === id)?.names) || id;
  const names = new Map(columns.map((id) => [id, nameOf(id)]));
  return (
    <section className={styles.scroll} aria-label={t('overview.title')}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col" className={styles.place}>
              {t('overview.place')}
            </th>
            <th scope="col">{t('overview.prepared')}</th>
            {columns.map((id) => (
              <th key={id} scope="col" className={styles.item}>
                <span>{names.get(id)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => {
            const known = new Map(place.items.map((item) => [item.itemId, item]));
            return (
              <tr key={place.facilityId}>
                <th scope="row" className={styles.place}>
                  <Link href={`/facilities/${place.facilityId}/stock`}>{place.name}</Link>
                  {place.openAlerts > 0 && (
                    <span className={styles.alerts} title={t('overview.alerts', { n: place.openAlerts })}>
                      <Icon name="bell" size={14} />
                      <span aria-hidden="true">{format.whole(place.openAlerts)}</span>
                      <span className={styles.hidden}>{t('overview.alerts', { n: place.openAlerts })}</span>
                    </span>
                  )}
                </th>
                <td>
                  <Prepared place={place} />
                </td>
                {columns.map((id) => (
                  <Cell key={id} item={known.get(id)} place={place} name={names.get(id) ?? id} />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
