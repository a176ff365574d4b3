/** Finds the route of a request as an HTTP API does: the most exact wins, then greedy ones, then `$default`. Pure. */
import { decode } from './gateway-event.ts';

export interface Match<R> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Compiled<R> {
  readonly route: R;
  readonly method: string;
  readonly segments: readonly string[];
}

const parameterName = (segment: string): string | undefined => /^\{([^}+]+)\+?\}$/.exec(segment)?.[1];
const isGreedy = (segment: string | undefined): boolean => segment?.endsWith('+}') === true;
const split = (path: string): string[] => path.split('/').slice(1);

function matchSegments(segments: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const greedy = isGreedy(segments.at(-1));
  if (greedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const name = parameterName(segment);
    const part = isGreedy(segment) ? path.slice(at).join('/') : (path[at] ?? '');
    if (name === undefined) {
      if (segment !== part) return undefined;
    } else {
      const value = decode(part);
      if (value === undefined || value === '') return undefined;
      values[name] = value;
    }
  }
  return values;
}

/** Lower comes first: fixed segments before parameters, parameters before greedy ones, from left to right. */
function weight(segments: readonly string[]): string {
  return segments.map((one) => (parameterName(one) === undefined ? '0' : isGreedy(one) ? '2' : '1')).join('');
}

/** Makes the matcher of a set of routes. `path` is given without its query, still percent-encoded. */
export function createMatcher<R extends { readonly routeKey: string }>(routes: readonly R[]) {
  const fallback = routes.find((route) => route.routeKey === '$default');
  const compiled: Compiled<R>[] = routes
    .filter((route) => route.routeKey !== '$default')
    .map((route) => {
      const [method = '', path = ''] = route.routeKey.split(' ');
      return { route, method, segments: split(path) };
    })
    .sort((a, b) => {
      const [left, right] = [weight(a.segments), weight(b.segments)];
      if (left !== right) return left < right ? -1 : 1;
      return Number(a.method === 'ANY') - Number(b.method === 'ANY');
    });
  return (method: string, path: string): Match<R> | undefined => {
    const parts = split(path);
    for (const { route, method: wanted, segments } of compiled) {
      if (wanted !== method && wanted !== 'ANY') continue;
      const pathParameters = matchSegments(segments, parts);
      if (pathParameters !== undefined) return { route, pathParameters };
    }
    return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
  };
}
