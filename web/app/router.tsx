/** Opens the screen that an address names, with what it says, when one may see it. */
import { type ComponentType, lazy, Suspense, useMemo } from 'react';
import { Route, Switch } from 'wouter';
import type { Target } from '#shared/domain/members/grants.ts';
import { loadFeature } from '../kit/i18n/messages.ts';
import { useReader } from '../kit/i18n/reader.tsx';
import type { Params, Screen, ScreenProps } from '../kit/screens.ts';
import { useMay } from '../kit/session/use-session.ts';
import { Loading } from '../kit/ui/notes.tsx';
import ui from '../kit/ui/ui.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { screens } from './screens.ts';

/** A screen's file and its messages, loaded together: nothing is shown half translated. */
function loaded(screen: Screen, language: Parameters<typeof loadFeature>[1]): ComponentType<ScreenProps> {
  return lazy(async () => {
    const [file] = await Promise.all([screen.load(), ...screen.messages.map((one) => loadFeature(one, language))]);
    return { default: file.Screen };
  });
}

const targetOf = (params: Params): Target | undefined =>
  params.facilityId !== undefined
    ? { facilityId: params.facilityId }
    : params.country !== undefined
      ? { country: params.country }
      : undefined;

function Opened({ screen, params }: { readonly screen: Screen; readonly params: Params }) {
  const { language } = useReader();
  const may = useMay();
  // The messages of other languages follow by themselves; the file is asked for once.
  const [Component] = useMemo(() => [loaded(screen, language)], [screen, language]);
  if (screen.needs !== undefined && !may(screen.needs, targetOf(params))) return <NotFound />;
  return (
    <ErrorBoundary key={`${screen.path} ${JSON.stringify(params)}`}>
      <Suspense
        fallback={
          <div className={ui.page}>
            <Loading />
          </div>
        }
      >
        <Component params={params} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** More exact addresses first: fixed words before parameters. */
const ordered = [...screens].sort((a, b) => a.path.split(':').length - b.path.split(':').length);

export function Router() {
  return (
    <Switch>
      {ordered.map((screen) => (
        <Route key={screen.path} path={screen.path}>
          {(params) => <Opened screen={screen} params={params as Params} />}
        </Route>
      ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
