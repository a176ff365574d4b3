/** Today: the first lines of each job that one has, worst first. */

import { useReader } from '../../kit/i18n/reader.tsx';
import { useHasRole, usePlace } from '../../kit/place.tsx';
import { useSession } from '../../kit/session/use-session.ts';
import { Page } from '../../kit/ui/page.tsx';
import { CountryToday } from './country-today.tsx';
import { DeliveriesToday } from './deliveries-today.tsx';
import { FacilityToday } from './facility-today.tsx';

export function Screen() {
  const { t, format } = useReader();
  const { name } = useSession();
  const { facilityId, country } = usePlace();
  const manages = useHasRole('facility-manager');
  const sends = useHasRole('logistics');
  const leads = useHasRole('programme-lead', 'observer');
  const where = country === null ? '' : format.country(country);
  const lead = name === null ? where : t('home.greeting', { name });
  return (
    <Page title={t('home.title')} lead={lead}>
      {manages && facilityId !== null && <FacilityToday facilityId={facilityId} />}
      {sends && <DeliveriesToday country={country} facilityId={country === null ? facilityId : null} />}
      {leads && <CountryToday country={country} />}
    </Page>
  );
}
