/** Reads schedule expressions of EventBridge Scheduler and finds their next time. Pure. */

export interface Expression {
  readonly everyMs: number;
}

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Reads `rate(15 minutes)`; undefined for what is not known. */
export function readExpression(text: string, _timeZone: string): Expression | undefined {
  const [, amount, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (unit !== 'minute' && unit !== 'hour' && unit !== 'day') return undefined;
  const everyMs = Number(amount) * units[unit];
  return everyMs > 0 ? { everyMs } : undefined;
}

/** The first time after `after`. Rates count from the epoch, so restarts do not move them. */
export function nextTime(expression: Expression, after: Date): Date | undefined {
  return new Date((Math.floor(after.getTime() / expression.everyMs) + 1) * expression.everyMs);
}
