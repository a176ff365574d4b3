/** One line of JSON per thing worth telling, so that a query over the logs needs no parsing of prose. */

export type Level = 'debug' | 'info' | 'warn' | 'error';
const order: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Writes one line. Never hand it bodies, head counts or free text. */
export type Log = (level: Level, message: string, fields?: Readonly<Record<string, unknown>>) => void;

function isLevel(text: string | undefined): text is Level {
  return text !== undefined && Object.hasOwn(order, text);
}

/** A log that leaves out what is below `least` (`info` when not given, or not a level). */
export function createLog(
  least: string | undefined = process.env.LOG_LEVEL,
  write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Log {
  const floor = order[isLevel(least) ? least : 'info'];
  return (level, message, fields = {}) => {
    if (order[level] < floor) return;
    write(JSON.stringify({ level, message, ...fields }));
  };
}

/** An error as fields of a log line: name, message, stack, and the causes below it. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  return {
    error: error.name,
    reason: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  };
}
