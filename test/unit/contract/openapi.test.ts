/** The description of the API is valid OpenAPI 3.1 and tells of every row with examples. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiAnswer } from '#shared/contract/description.ts';
import { openApi } from '#shared/contract/openapi.ts';
import { isJson, type Json } from '#shared/contract/openapi-schemas.ts';
import { rows } from '#shared/contract/rows.ts';

const document = openApi(rows, { title: 'Muster', version: '1.2.3', issuer: 'https://issuer.example.org/' });

function inside(value: unknown, ...path: string[]): Json {
  const found = path.reduce<unknown>((at, key) => (isJson(at) ? at[key] : undefined), value);
  return isJson(found) ? found : {};
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  );
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(JSON.stringify(document)));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is what its own row promises', () => {
    expect(openApiAnswer.safeParse(document).error?.issues).toBeUndefined();
  });

  it('is plain JSON and the same every time', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(openApi(rows, { title: 'Muster', version: '1.2.3', issuer: 'https://issuer.example.org/' })).toEqual(
      document,
    );
  });

  it('refers only to what it holds', () => {
    const dangling = references(document).filter((ref) => {
      const path = ref.replace('#/', '').split('/');
      return path.reduce<unknown>((at, key) => (isJson(at) ? at[key] : undefined), document) === undefined;
    });
    expect(dangling).toEqual([]);
    expect(references(document).every((ref) => ref.startsWith('#/components/'))).toBe(true);
  });

  it('says where to sign in', () => {
    expect(inside(document, 'components', 'securitySchemes', 'signIn')).toMatchObject({
      type: 'openIdConnect',
      openIdConnectUrl: 'https://issuer.example.org/.well-known/openid-configuration',
    });
  });

  it('asks for a bearer token where no issuer is known', () => {
    const plain = openApi(rows, { title: 'Muster', version: '1' });
    expect(inside(plain, 'components', 'securitySchemes', 'signIn')).toMatchObject({ type: 'http', scheme: 'bearer' });
  });

  it('closes what is sent and leaves what is answered open', () => {
    const schemas = inside(document, 'components', 'schemas');
    expect(inside(schemas, 'LevelDays').additionalProperties).toBe(false);
    expect(inside(schemas, 'LevelDaysInAnswers').additionalProperties).toBeUndefined();
    expect(inside(schemas, 'StockRow').additionalProperties).toBeUndefined();
  });
});

describe.each(rows.map((row) => [row.id, row] as const))('the operation %s', (_id, row) => {
  const operation = inside(document, 'paths', row.path, row.method.toLowerCase());
  const responses = inside(operation, 'responses');

  it('is described under its capability, with an example of every success', () => {
    expect(operation).toMatchObject({ operationId: row.id, tags: [row.capability], summary: row.summary });
    for (const status of Object.keys(row.answers)) {
      const media = row.media ?? 'application/json';
      expect(inside(responses, status, 'content', media).example).toEqual(row.example.answer);
    }
  });

  it('shows an example of its body', () => {
    if (!row.body) expect(operation.requestBody).toBeUndefined();
    else expect(inside(operation, 'requestBody', 'content', 'application/json').example).toEqual(row.example.body);
  });

  it('lists each problem under its status, and Retry-After with 503', () => {
    const told = Object.values(responses).flatMap((response) =>
      Object.keys(inside(response, 'content', 'application/problem+json', 'examples')),
    );
    for (const code of [...(row.problems ?? []), 'internal', 'unavailable']) expect(told).toContain(code);
    expect(inside(responses, '503', 'headers')).toHaveProperty('Retry-After');
    expect(inside(responses, '429')).toEqual({ $ref: '#/components/responses/GatewayError' });
  });

  it('asks for a token unless it is public', () => {
    if (row.scope === 'public') expect(operation.security).toEqual([]);
    else expect(operation.security).toBeUndefined();
  });

  it('names the headers of its kind', () => {
    const text = JSON.stringify(operation.parameters);
    expect(text.includes('IdempotencyKey')).toBe(row.kind === 'action');
    expect(text.includes('IfMatch')).toBe(row.kind === 'record');
  });
});

describe('the schemas in the document', () => {
  const $defs = JSON.parse(
    JSON.stringify(inside(document, 'components', 'schemas')).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  const readable = (schema: Json) =>
    z.fromJSONSchema({ ...JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')), $defs });
  const schemaIn = (value: Json) => inside(value, 'content', 'application/json', 'schema');

  it.each(rows.map((row) => [row.id, row] as const))('accept the examples of %s', (_id, row) => {
    const operation = inside(document, 'paths', row.path, row.method.toLowerCase());
    if (row.body) {
      const body = readable(schemaIn(inside(operation, 'requestBody')));
      expect(body.safeParse(row.example.body).error?.issues).toBeUndefined();
      expect(body.safeParse({ ...Object(row.example.body), surprise: 1 }).success).toBe(false);
    }
    for (const status of row.media === undefined ? Object.keys(row.answers) : []) {
      const answer = readable(schemaIn(inside(operation, 'responses', status)));
      expect(answer.safeParse(row.example.answer).error?.issues).toBeUndefined();
      expect(answer.safeParse({ ...Object(row.example.answer), added: 'later' }).success).toBe(true);
    }
  });
});
