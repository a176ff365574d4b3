/** The places of a country: what each is, whether it is open, when it last reported. */
import { useReader } from '../../kit/i18n/reader.tsx';
import { usePlace } from '../../kit/place.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Loaded } from '../../kit/ui/notes.tsx';
import { AsOf, Page } from '../../kit/ui/page.tsx';
import { Row } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import { Found } from './found.tsx';

export function Screen() {
  const { t, format, pick } = useReader();
  const { country } = usePlace();
  const facilities = useAll('listFacilities', { query: country === null ? {} : { country } });
  return (
    <Page narrow title={t('admin.facilities')} actions={<AsOf at={facilities.updatedAt} />}>
      <Loaded of={facilities}>
        {(all) => (
          <Found
            of={all}
            label={t('admin.facilities')}
            names={(one) => [one.name, one.facilityId, one.officialCode ?? '', ...Object.values(one.names ?? {})]}
          >
            {(one) => (
              <Row
                key={one.facilityId}
                title={pick(one.names) || one.name}
                text={t('admin.facility', {
                  kind: t(`admin.kind.${one.kind}`),
                  report: one.lastReportOn === null ? t('admin.no-report') : format.day(one.lastReportOn),
                })}
                end={
                  (one.status ?? 'active') === 'active' ? undefined : (
                    <Badge tone="muted" icon="pause" label={t(`admin.status.${one.status ?? 'active'}`)} />
                  )
                }
                to={`/facilities/${one.facilityId}/stock`}
              />
            )}
          </Found>
        )}
      </Loaded>
    </Page>
  );
}
