/** Who works with Muster, and where each of them may do what; one adds people here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { EVERYWHERE, isFacilityScope } from '#shared/domain/members/grants.ts';
import { useReader } from '../../kit/i18n/reader.tsx';
import { useAll } from '../../kit/queries/use-call.ts';
import { Icon } from '../../kit/ui/icons.tsx';
import { Loaded } from '../../kit/ui/notes.tsx';
import { Page } from '../../kit/ui/page.tsx';
import { Row } from '../../kit/ui/rows.tsx';
import { Badge } from '../../kit/ui/tone.tsx';
import { Found } from './found.tsx';
import { NewMember } from './new-member.tsx';

export function Screen() {
  const { t, format, pick } = useReader();
  const members = useAll('listMembers', {});
  const facilities = useAll('listFacilities', {});
  const [adding, setAdding] = useState(false);
  const placeOf = (scope: string): string => {
    if (scope === EVERYWHERE) return t('shell.place.all');
    if (!isFacilityScope(scope)) return format.country(scope);
    const found = facilities.data?.find(({ facilityId }) => facilityId === scope);
    return found === undefined ? scope : pick(found.names) || found.name;
  };
  return (
    <Page
      narrow
      title={t('admin.members')}
      actions={
        <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
          {t('admin.add-member')}
        </Button>
      }
    >
      {adding && <NewMember facilities={facilities.data ?? []} onDone={() => setAdding(false)} />}
      <Loaded of={members}>
        {(all) => (
          <Found of={all} label={t('admin.members')} names={(one) => [one.name, one.memberId]}>
            {(one) => (
              <Row
                key={one.memberId}
                title={one.name}
                text={
                  <>
                    <div dir="ltr">{one.memberId}</div>
                    {one.grants.map(({ role, scope }) => (
                      <div key={`${role} ${scope}`}>
                        {t('admin.grant', { role: t(`words.role.${role}`), place: placeOf(scope) })}
                      </div>
                    ))}
                  </>
                }
                end={
                  one.mailbox === null ? undefined : (
                    <Badge tone="warning" icon="warning" label={t('admin.mail-returned')} />
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
