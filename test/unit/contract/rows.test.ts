/** Every line of the API keeps the house's rules and shows an example that its own schemas accept. */
import { describe, expect, it } from 'vitest';
import { isProblemCode } from '#shared/contract/problem-codes.ts';
import { rows, rowsById } from '#shared/contract/rows.ts';

const pathParameters = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);

describe('the list of rows', () => {
  it('names each operation once', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('keeps each row under its own id', () => {
    for (const [id, row] of Object.entries(rowsById)) expect(row.id).toBe(id);
  });

  it('has one row per method and path', () => {
    expect(new Set(rows.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)).size).toBe(
      rows.length,
    );
  });

  it('holds every operation of this release', () => {
    expect(rows.map(({ method, path }) => `${method} ${path}`).sort()).toMatchInlineSnapshot(`
      [
        "DELETE /members/{memberId}",
        "GET /alerts",
        "GET /checklists",
        "GET /countries",
        "GET /facilities",
        "GET /facilities/{facilityId}",
        "GET /facilities/{facilityId}/checklists",
        "GET /facilities/{facilityId}/checklists/{checklistId}",
        "GET /facilities/{facilityId}/preparedness",
        "GET /facilities/{facilityId}/requests",
        "GET /facilities/{facilityId}/stock",
        "GET /facilities/{facilityId}/stock-events",
        "GET /guidance",
        "GET /guidance/{documentId}/versions/{version}/coverage",
        "GET /items",
        "GET /me",
        "GET /members",
        "GET /needs",
        "GET /openapi.json",
        "GET /overview",
        "GET /recalls",
        "GET /recalls/{recallId}/replies",
        "GET /shipments",
        "GET /shipments/{shipmentId}",
        "GET /sign-in",
        "GET /unsubscribe",
        "POST /alerts/{alertId}/acknowledge",
        "POST /alerts/{alertId}/comment",
        "POST /alerts/{alertId}/snooze",
        "POST /facilities/{facilityId}/requests/{requestId}/withdraw",
        "POST /shipments/{shipmentId}/cancel",
        "POST /shipments/{shipmentId}/discrepancies/{discrepancyId}/settle",
        "POST /shipments/{shipmentId}/dispatch",
        "POST /shipments/{shipmentId}/lost",
        "POST /shipments/{shipmentId}/receipts/{receiptId}/reverse",
        "POST /shipments/{shipmentId}/reschedule",
        "POST /unsubscribe",
        "PUT /checklists/{checklistId}",
        "PUT /countries/{country}",
        "PUT /facilities/{facilityId}",
        "PUT /facilities/{facilityId}/acknowledgements/{documentId}/{version}",
        "PUT /facilities/{facilityId}/briefings/{briefingId}",
        "PUT /facilities/{facilityId}/checklists/{checklistId}",
        "PUT /facilities/{facilityId}/headcounts/{date}",
        "PUT /facilities/{facilityId}/levels/{itemId}",
        "PUT /facilities/{facilityId}/recalls/{recallId}",
        "PUT /facilities/{facilityId}/requests/{requestId}",
        "PUT /facilities/{facilityId}/stock-events/{eventId}",
        "PUT /guidance/{documentId}/versions/{version}",
        "PUT /items/{itemId}",
        "PUT /me/preferences",
        "PUT /members/{memberId}",
        "PUT /recalls/{recallId}",
        "PUT /shipments/{shipmentId}",
        "PUT /shipments/{shipmentId}/receipts/{receiptId}",
      ]
    `);
  });
});

describe.each(rows.map((row) => [row.id, row] as const))('%s', (_id, row) => {
  it('has a schema for exactly the parameters of its path', () => {
    expect(Object.keys(row.params?.shape ?? {}).sort()).toEqual(pathParameters(row.path).sort());
  });

  it('names roles, or any', () => {
    if (row.roles !== 'any') expect(row.roles.length).toBeGreaterThan(0);
  });

  it('uses the method that its kind asks for', () => {
    const methods = { read: ['GET'], document: ['PUT'], record: ['PUT', 'DELETE'], action: ['POST'], form: ['POST'] };
    expect(methods[row.kind]).toContain(row.method);
    expect(row.kind !== 'form' && (row.method === 'PUT' || row.method === 'POST')).toBe(row.body !== undefined);
    if (row.method === 'PUT') expect(Object.keys(row.answers)).toEqual(['200', '201']);
  });

  it('finds its scope where the row says it is', () => {
    const parameters = pathParameters(row.path);
    if (row.scope === 'facility') expect(parameters).toContain('facilityId');
    if (row.scope === 'country') expect(parameters).toContain('country');
    if (row.scope === 'alert') expect(parameters).toContain('alertId');
    if (row.scope === 'query') expect(row.query).toBeDefined();
    if (row.scope === 'programme') expect(row.roles).toEqual(['programme-lead']);
  });

  it('names only known problem codes, each once', () => {
    expect((row.problems ?? []).filter((code) => !isProblemCode(code))).toEqual([]);
    expect(new Set(row.problems).size).toBe(row.problems?.length ?? 0);
  });

  it('shows an example that its schemas accept', () => {
    expect(row.params?.safeParse(row.example.path).error?.issues).toBeUndefined();
    expect(row.query?.safeParse(row.example.query ?? {}).error?.issues).toBeUndefined();
    expect(row.body?.safeParse(row.example.body).error?.issues).toBeUndefined();
    for (const answer of Object.values(row.answers))
      expect(answer.safeParse(row.example.answer).error?.issues).toBeUndefined();
  });

  it('refuses fields that it does not know', () => {
    for (const [schema, value] of [
      [row.params, row.example.path],
      [row.query, row.example.query ?? {}],
      [row.body, row.example.body],
    ] as const) {
      if (!schema) continue;
      const issues = schema.safeParse({ ...Object(value), surprise: 1 }).error?.issues ?? [];
      expect(issues.map(({ code }) => code)).toContain('unrecognized_keys');
    }
  });
});
