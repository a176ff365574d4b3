/** What can be read without signing in. */
import { describe, expect, it } from 'vitest';
import { endpoint } from '#kit/endpoint.ts';
import { createLog } from '#kit/log.ts';
import { descriptionRows } from '#shared/contract/description.ts';
import { rows } from '#shared/contract/rows.ts';
import { operations } from '../../../functions/description/index.ts';
import { httpEvent, lambdaContext } from '../../support/http-event.ts';

const deps = () => ({
  issuer: 'https://issuer.example',
  clientId: 'muster',
  now: () => new Date(0),
  newId: () => 'id',
});
const handler = endpoint(descriptionRows, operations, deps, createLog('error'));
const get = async (path: string) => {
  const answer = await handler(httpEvent({ routeKey: path }), lambdaContext());
  return { status: answer.statusCode, body: JSON.parse(String(answer.body)) };
};

describe('without a token', () => {
  it('a client learns where people sign in', async () => {
    const body = { issuer: 'https://issuer.example', clientId: 'muster' };
    expect(await get('GET /api/v1/sign-in')).toEqual({ status: 200, body });
  });

  it('the description names every row of the API', async () => {
    const { status, body } = await get('GET /api/v1/openapi.json');
    expect(status).toBe(200);
    for (const { path, method } of rows) expect(body.paths[path]).toHaveProperty(method.toLowerCase());
  });

  it('an address that there is not answers a problem', async () => {
    expect(await get('$default')).toMatchObject({ status: 404, body: { code: 'route.unknown' } });
  });
});
