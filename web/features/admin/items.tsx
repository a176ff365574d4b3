/** The catalogue: what is counted, in which unit and packs, and how much it matters. */
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { Row } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import { Found } from './found.tsx';

export function Screen() {
  const { t, format, pick } = useReader();
  const items = useAll('listItems', {});
  return (
    <Page narrow title={t('admin.items')} actions={<AsOf at={items.updatedAt} />}>
      <Loaded of={items}>
        {(all) => (
          <Found of={all} label={t('admin.items')} names={(one) => [one.itemId, ...Object.values(one.names)]}>
            {(one) => (
              <Row
                key={one.itemId}
                title={pick(one.names)}
                text={[one.unit, ...(one.packs ?? []).map(({ name, size }) => `${name}: ${format.whole(size)}`)].join(
                  ' · ',
                )}
                end={
                  one.status === 'retired' ? (
                    <Badge tone="muted" icon="close" label={t('admin.retired')} />
                  ) : (
                    <Badge
                      tone={one.criticality === 'vital' ? 'critical' : 'muted'}
                      icon={one.criticality === 'vital' ? 'flag' : 'info'}
                      label={t(`admin.criticality.${one.criticality}`)}
                    />
                  )
                }
              />
            )}
          </Found>
        )}
      </Loaded>
    </Page>
  );
}
