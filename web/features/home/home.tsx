/** Today: the first lines of each job that one has, worst first. */

import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useHasRole, usePlace } from '../../kit/place.tsx';
import { useSession } from '../../kit/session/use-session.ts';
import { Page } from '../../kit/ui/page.tsx';
import { AlertsToday, CountryToday } from './country-today.tsx';
import { DeliveriesToday } from './deliveries-today.tsx';
import { FacilityToday } from './facility-today.tsx';

export function Screen() {
  const { t, format } = useReader();
  const [, navigate] = useLocation();
  const { name } = useSession();
  const { facilityId, country } = usePlace();
  const manages = useHasRole('facility-manager');
  const sends = useHasRole('logistics');
  const leads = useHasRole('programme-lead', 'observer');
  const where = country === null ? '' : format.country(country);
  const lead = name === null ? where : t('home.greeting', { name });
  return (
    <Page
      title={t('home.title')}
      lead={lead}
      actions={
        manages &&
        facilityId !== null && (
          <Button onClick={() => navigate(`/facilities/${facilityId}/report`)}>{t('home.due.report')}</Button>
        )
      }
    >
      {manages && facilityId !== null && <FacilityToday facilityId={facilityId} />}
      {sends && <DeliveriesToday country={country} facilityId={country === null ? facilityId : null} />}
      {sends && !leads && country !== null && <AlertsToday country={country} />}
      {leads && <CountryToday country={country} />}
    </Page>
  );
}
