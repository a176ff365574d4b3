/** Turns zod schemas into the JSON Schemas of an OpenAPI 3.1 document, with the named ones collected as components. */
import * as z from 'zod';

export type Json = { readonly [key: string]: unknown };

/** Collects named schemas; one per document. */
export interface SchemaBook {
  /** Schema of what a caller sends. */
  readonly request: (schema: z.ZodType) => Json;
  /** Schema of what we answer: fields may be added later, so it does not close its objects. */
  readonly answer: (schema: z.ZodType) => Json;
  /** All named schemas so far, sorted by name. */
  readonly components: () => Json;
}

/** A new, empty book. */
export function schemaBook(): SchemaBook {
  const requests = new Map<string, unknown>();
  const answers = new Map<string, unknown>();
  return {
    request: (schema) => lift(toJson(schema, true), requests, (name) => name),
    answer: (schema) => lift(toJson(schema, false), answers, (name) => answerName(name, requests)),
    components: () => Object.fromEntries([...requests, ...answers].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** A schema that is sent and answered has two names: what is sent is closed, what is answered is not. */
function answerName(name: string, requests: ReadonlyMap<string, unknown>): string {
  return requests.has(name) ? `${name}InAnswers` : name;
}

function toJson(schema: z.ZodType, closed: boolean): Json {
  const json: Json = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (!closed && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const { $schema: _dialect, ...rest } = json;
  return rest;
}

function lift(json: Json, into: Map<string, unknown>, nameOf: (name: string) => string): Json {
  const { $defs, ...own } = json;
  const names = Object.entries(isJson($defs) ? $defs : {});
  for (const [name, definition] of names) into.set(nameOf(name), rename(withoutId(definition), nameOf));
  const renamed = rename(own, nameOf);
  if (!isJson(renamed)) return {};
  const { id, ...bare } = renamed;
  if (typeof id !== 'string') return bare;
  into.set(nameOf(id), bare);
  return { $ref: `#/components/schemas/${nameOf(id)}` };
}

function withoutId(definition: unknown): unknown {
  if (!isJson(definition)) return definition;
  const { id: _id, ...bare } = definition;
  return bare;
}

const LOCAL = '#/$defs/';

function rename(value: unknown, nameOf: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => rename(each, nameOf));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string' && inner.startsWith(LOCAL)
        ? [key, `#/components/schemas/${nameOf(inner.slice(LOCAL.length))}`]
        : [key, rename(inner, nameOf)],
    ),
  );
}

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
