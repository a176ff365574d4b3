/** Names instead of ids, as the member's places and the catalogue have them; the id while a name is not known. */
import { useReader } from '../i18n/reader.tsx';
import { useAll } from './use-call.ts';

/** The name of a place by its id. */
export function usePlaceName(): (facilityId: string) => string {
  const { pick } = useReader();
  const places = useAll('listFacilities', {});
  return (facilityId) => {
    const found = places.data?.find((one) => one.facilityId === facilityId);
    return found === undefined ? facilityId : pick(found.names) || found.name;
  };
}
