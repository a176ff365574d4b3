/** What the product serves about itself: a valid description of every row, whose examples the product takes. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { rows } from '#shared/contract/rows.ts';
import type { Local } from '../../infra/local/start.ts';
import { startProduct } from '../support/product.ts';

const served = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});
let local: Local;
let document: unknown;

beforeAll(async () => {
  local = await startProduct();
  document = await (await fetch(local.urls.openapi)).json();
});

describe('the description that the product serves', () => {
  test('validates as OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(z.looseObject({}).parse(document)));
    expect([result.errors, result.valid, validator.version]).toEqual([undefined, true, '3.1']);
  });
  test('names every row once, each with examples', () => {
    const { paths } = served.parse(document);
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations.map((each) => each.operationId).sort()).toEqual(rows.map((row) => row.id).sort());
    for (const operation of operations) expect(JSON.stringify(operation)).toContain('"example');
  });
  test('leads to every row: each address answers something else than "no such address"', async () => {
    for (const row of rows) {
      const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(row.example.path?.[name] ?? ''),
      );
      // A link that nobody signed is refused; all the same it leads somewhere.
      const open = row.capability === 'unsubscribe' ? 400 : 200;
      const { status } = await fetch(`${local.urls.api}${path}`, { method: row.method });
      expect([row.id, status]).toEqual([row.id, row.scope === 'public' ? open : 401]);
    }
  });
});
