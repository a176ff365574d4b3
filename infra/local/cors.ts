/** Answers browsers of other origins as the HTTP API's CORS configuration says. Pure. */
import type { IncomingHttpHeaders } from 'node:http';
import { fits } from './iam.ts';

export interface CorsRules {
  readonly AllowCredentials: boolean;
  readonly AllowHeaders: readonly string[];
  readonly AllowMethods: readonly string[];
  readonly AllowOrigins: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly MaxAge?: number | undefined;
}

/** Headers that the gateway adds for a request's Origin; none for an origin that is not allowed. */
export function corsHeaders(rules: CorsRules, headers: IncomingHttpHeaders): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !rules.AllowOrigins.some((pattern) => fits(pattern, origin))) return {};
  const anywhere = rules.AllowOrigins.includes('*') && !rules.AllowCredentials;
  const preflight = headers['access-control-request-method'] !== undefined;
  return {
    'access-control-allow-origin': anywhere ? '*' : origin,
    ...(anywhere ? {} : { vary: 'origin' }),
    ...(rules.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(!preflight && rules.ExposeHeaders.length > 0
      ? { 'access-control-expose-headers': rules.ExposeHeaders.join(',') }
      : {}),
    ...(preflight ? { 'access-control-allow-methods': rules.AllowMethods.join(',') } : {}),
    ...(preflight && rules.AllowHeaders.length > 0
      ? { 'access-control-allow-headers': rules.AllowHeaders.join(',') }
      : {}),
    ...(preflight && rules.MaxAge !== undefined ? { 'access-control-max-age': String(rules.MaxAge) } : {}),
  };
}
