/** Path, query and header parameters of an OpenAPI document, each written once. */
import type * as z from 'zod';
import { isJson, type Json, type SchemaBook } from './openapi-schemas.ts';
import type { Row } from './row.ts';

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A new value per action, the same one when you repeat it: the action then takes effect once.',
  schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[\\x20-\\x7e]+$' },
  example: 'a3f1c2d4',
};
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The revision that you have read: answers 412 if somebody changed it since.',
  schema: { type: 'string', pattern: '^(W/)?"?[1-9][0-9]*"?$' },
  example: '"3"',
};
const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: '* only creates: answers 412 if it exists.',
  schema: { const: '*' },
};

/** Parameters that rows share, by component name. */
export const headerParameters = { IdempotencyKey: idempotencyKey, IfMatch: ifMatch, IfNoneMatch: ifNoneMatch } as const;

/** Collects parameters as components; two that share a name and differ are written where they are used. */
export interface ParameterBook {
  readonly of: (row: Row) => Json[];
  readonly components: () => Json;
}

/** A new book that holds the headers. */
export function parameterBook(schemas: SchemaBook): ParameterBook {
  const known = new Map<string, string>();
  const components: Record<string, unknown> = { ...headerParameters };
  const refer = (parameter: Json): Json => {
    const name = componentName(String(parameter.name));
    const text = JSON.stringify(parameter);
    if (!known.has(name)) {
      known.set(name, text);
      components[name] = parameter;
    }
    return known.get(name) === text ? { $ref: `#/components/parameters/${name}` } : parameter;
  };
  return {
    of: (row) => [
      ...parametersIn('path', row.params, row.example.path, schemas).map(refer),
      ...parametersIn('query', row.query, undefined, schemas).map(refer),
      ...headersOf(row),
    ],
    components: () => components,
  };
}

function headersOf(row: Row): Json[] {
  if (row.kind === 'action') return [{ $ref: '#/components/parameters/IdempotencyKey' }];
  if (row.kind !== 'record') return [];
  const match = { $ref: '#/components/parameters/IfMatch' };
  return row.method === 'PUT' ? [match, { $ref: '#/components/parameters/IfNoneMatch' }] : [match];
}

function parametersIn(
  place: 'path' | 'query',
  schema: z.ZodObject | undefined,
  example: Readonly<Record<string, string>> | undefined,
  schemas: SchemaBook,
): Json[] {
  if (!schema) return [];
  const { properties, required } = schemas.request(schema);
  return Object.entries(isJson(properties) ? properties : {}).map(([name, property]) => {
    const { description, ...bare } = isJson(property) ? property : {};
    return {
      name,
      in: place,
      required: Array.isArray(required) && required.includes(name),
      ...(description !== undefined && { description }),
      schema: bare,
      ...(example?.[name] !== undefined && { example: example[name] }),
    };
  });
}

function componentName(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
