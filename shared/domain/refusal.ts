/** What a rule says instead of throwing: a refusal is a value with a stable code, so that nobody has to catch it. */

/** One bad field. `pointer` is a JSON pointer into the body, or the name of a path or query parameter after `#`. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  /** English sentence that says what to do. */
  readonly detail: string;
}

export interface Refusal {
  readonly refused: true;
  /** Dotted kebab, never changed once published: `facility.zone-fixed`. */
  readonly code: string;
  /** English sentence that says what to do. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Further members of the problem document, such as the server's date. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Makes a refusal; `errors` name the bad fields, `extra` ends up beside the code in the problem document. */
export function refuse(
  code: string,
  detail: string,
  errors?: readonly FieldError[],
  extra?: Readonly<Record<string, unknown>>,
): Refusal {
  return {
    refused: true,
    code,
    detail,
    ...(errors && errors.length > 0 ? { errors } : {}),
    ...(extra ? { extra } : {}),
  };
}

/** Tells a refusal from whatever else an operation or a rule gives. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

/** The target does not exist, or lies outside what the caller may see: one answer for both, so that nothing is told. */
export function notFound(what: string): Refusal {
  return refuse('not-found', `There is no such ${what}, or it is outside your scope.`);
}
