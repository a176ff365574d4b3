/** What a function is told by its environment, parsed once and refused at the start rather than at the first use. */
import * as z from 'zod';

/** Name of the table; every function that reads or writes has it. */
export const tableEnv = z.object({ TABLE_NAME: z.string().min(1) });

/** Parses the environment with a schema; throws an error that names every variable that is missing or wrong. */
export function readEnv<S extends z.ZodObject>(
  schema: S,
  source: Readonly<Record<string, unknown>> = process.env,
): z.output<S> {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`environment of this function: ${wrong.join('; ')}`);
}
