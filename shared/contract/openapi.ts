/** Describes the API as OpenAPI 3.1, made from the same rows that route, check and answer its requests. */
import { gatewayError, problem } from './common.ts';
import { parameterBook } from './openapi-parameters.ts';
import { type Json, type SchemaBook, schemaBook } from './openapi-schemas.ts';
import { problemCodes, problemsOf } from './problem-codes.ts';
import { capabilities, type Row } from './row.ts';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  /** OpenID Connect issuer of the tokens; without one, a bearer token is asked for. */
  readonly issuer?: string;
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly security: readonly Json[];
  readonly paths: { readonly [path: string]: Json };
  readonly components: Json;
}

const description = `Three kinds of write.
Documents (stock events, receipts, acknowledgements, briefings, guidance versions): you choose the id; the same content again answers 200, other content 409.
Records (facilities, items, levels, members ...): PUT replaces; answers carry \`revision\`, If-Match is optional, a stale one answers 412.
Actions (POST): an Idempotency-Key is required.
Lists answer \`{ items, nextCursor }\`. Dates are local days (YYYY-MM-DD), instants are UTC. \`from\` is included, \`to\` is not.
Absent figures are null. Answers may gain fields. What lies outside your scope answers 404, the wrong role 403.
A refusal is a Problem: branch on its \`code\`. Its \`type\` is /problems/ and that code.`;

const roleNames = { 'facility-manager': 'facility managers', logistics: 'logistics', observer: 'observers' } as const;

/** The whole document. Pure: the same rows and options give the same text. */
export function openApi(rows: readonly Row[], options: OpenApiOptions): OpenApiDocument {
  const schemas = schemaBook();
  // What is sent comes first, so that its schemas get the plain names.
  for (const row of rows) if (row.body) schemas.request(row.body);
  const parameters = parameterBook(schemas);
  const paths: Record<string, Record<string, Json>> = {};
  for (const row of rows) {
    const operation = {
      ...operationOf(row, schemas),
      parameters: parameters.of(row),
      responses: responsesOf(row, schemas),
    };
    paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operation };
  }
  const gateway = { description: 'Answered by the gateway itself.', content: json(schemas.answer(gatewayError)) };
  schemas.answer(problem);
  return {
    openapi: '3.1.0',
    info: { title: options.title, version: options.version, description },
    servers: [{ url: '/api/v1' }],
    tags: capabilities.filter((name) => rows.some((row) => row.capability === name)).map((name) => ({ name })),
    security: [{ signIn: [] }],
    paths,
    components: {
      schemas: schemas.components(),
      parameters: parameters.components(),
      responses: { GatewayError: { ...gateway, headers: retryAfter } },
      headers: {
        RetryAfter: {
          description: 'Seconds to wait before you send the same again.',
          schema: { type: 'integer', minimum: 0 },
        },
      },
      securitySchemes: { signIn: securityScheme(options.issuer) },
    },
  };
}

function securityScheme(issuer: string | undefined): Json {
  if (issuer === undefined)
    return { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token: see GET /sign-in.' };
  return {
    type: 'openIdConnect',
    openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    description: 'Authorization code with PKCE; send the access token as a bearer token.',
  };
}

function operationOf(row: Row, schemas: SchemaBook): Json {
  return {
    operationId: row.id,
    tags: [row.capability],
    summary: row.summary,
    description: whoMay(row),
    ...(row.scope === 'public' && { security: [] }),
    ...(row.body && {
      requestBody: { required: !mayBeEmpty(row), content: json(schemas.request(row.body), row.example.body) },
    }),
  };
}

/** An action without a single required field may come without a body. */
function mayBeEmpty(row: Row): boolean {
  return row.kind === 'action' && row.body?.safeParse({}).success === true;
}

function whoMay(row: Row): string {
  if (row.scope === 'public') return 'For everybody, without signing in.';
  const where = row.scope === 'programme' ? ' for the whole programme' : '';
  if (row.roles === 'any') return 'For every role in scope.';
  const names = row.roles.map((role) => (role === 'programme-lead' ? `programme leads${where}` : roleNames[role]));
  return `For ${names.join(' and ')}.`;
}

function responsesOf(row: Row, schemas: SchemaBook): Json {
  const responses: Record<string, Json> = {};
  for (const [status, schema] of Object.entries(row.answers)) {
    responses[status] = {
      description: meaning(row, status),
      content: content(row.media ?? 'application/json', schemas.answer(schema), row.example.answer),
    };
  }
  for (const [status, codes] of byStatus(row)) responses[status] = problems(Number(status), codes);
  const gateway = { $ref: '#/components/responses/GatewayError' };
  const own = row.scope === 'public' ? [429, 504] : [401, 429, 504];
  for (const status of own) responses[status] ??= gateway;
  return responses;
}

function meaning(row: Row, status: string): string {
  if (status === '201') return row.kind === 'document' ? 'Stored.' : 'Created.';
  if (row.kind === 'document') return 'Stored before: the same answer again.';
  if (row.method === 'DELETE') return 'Removed.';
  return row.kind === 'record' ? 'Replaced.' : row.kind === 'action' || row.kind === 'form' ? 'Done.' : 'As asked.';
}

function byStatus(row: Row): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const code of problemsOf(row)) {
    const status = String(problemCodes[code].status);
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return [...found];
}

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };

function problems(status: number, codes: readonly string[]): Json {
  const alone = codes.map((code) => `\`${code}\``).join(', ');
  return {
    description: `Refused: ${alone}.`,
    ...(status === 503 && { headers: retryAfter }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: problemExamples(codes),
      },
      // The gateway refuses some of these itself, before any of our code runs.
      ...((status === 413 || status === 503) && {
        'application/json': { schema: { $ref: '#/components/schemas/GatewayError' } },
      }),
    },
  };
}

function problemExamples(codes: readonly string[]): Json {
  const examples = codes.flatMap((code) => {
    const known = Object.entries(problemCodes).find(([name]) => name === code)?.[1];
    if (!known) return [];
    const value = {
      type: `/problems/${code}`,
      title: known.title,
      status: known.status,
      code,
      detail: `${known.title}.`,
      errors: [],
    };
    return [[code, { value }]];
  });
  return Object.fromEntries(examples);
}

function json(schema: Json, example?: unknown): Json {
  return content('application/json', schema, example);
}

function content(media: string, schema: Json, example?: unknown): Json {
  return { [media]: { schema, ...(example !== undefined && { example }) } };
}
