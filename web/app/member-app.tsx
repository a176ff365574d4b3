/** The console of one member: their data and queue on this device, and the screens on top. */
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { PlaceProvider } from '../kit/place.tsx';
import { type KeptQueries, openQueries } from '../kit/queries/client.ts';
import { refreshAll, useCall } from '../kit/queries/use-call.ts';
import { openQueue, type Queue } from '../kit/queue/queue.ts';
import { QueueProvider } from '../kit/queue/use-queue.tsx';
import type { Member } from '../kit/session/member.ts';
import { onOtherMember } from '../kit/session/member.ts';
import { learnMember } from '../kit/session/session.ts';
import { MemberContext } from '../kit/session/use-session.ts';
import { Layout } from './layout.tsx';
import { Router } from './router.tsx';

interface Opened {
  readonly queries: KeptQueries;
  readonly queue: Queue;
}

/** Opens what the member keeps on this device; undefined until it is there. */
function useOpened(memberId: string): Opened | undefined {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    let current: Opened | undefined;
    let gone = false;
    const close = (): void => {
      current?.queue.stop();
      current?.queries.stop();
    };
    void (async () => {
      const queries = await openQueries(memberId);
      const queue = await openQueue(memberId, () => void refreshAll(queries.client));
      current = { queries, queue };
      if (gone) close();
      else setOpened(current);
    })();
    return () => {
      gone = true;
      close();
    };
  }, [memberId]);
  return opened;
}

/** Asks who one is, for the name and the language. */
function Introduction() {
  const { data } = useCall('getMe', {});
  useEffect(() => {
    if (data !== undefined) learnMember(data);
  }, [data]);
  return null;
}

export function MemberApp({ member }: { readonly member: Member }) {
  const opened = useOpened(member.memberId);
  useEffect(() => onOtherMember(member.memberId, () => location.reload()), [member.memberId]);
  if (opened === undefined) return null;
  return (
    <MemberContext value={member}>
      <QueryClientProvider client={opened.queries.client}>
        <QueueProvider queue={opened.queue}>
          <PlaceProvider>
            <Introduction />
            <Layout>
              <Router />
            </Layout>
          </PlaceProvider>
        </QueueProvider>
      </QueryClientProvider>
    </MemberContext>
  );
}
