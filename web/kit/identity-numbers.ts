/** Notices what looks like somebody's identity number in a free text, because no data on a single prisoner belongs here. */

const patterns: Readonly<Record<string, RegExp>> = {
  /** Individual identification number: date of birth, century, serial. */
  KZ: /(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[0-6]\d{5}(?!\d)/,
  /** Identity card number. */
  TN: /(?<!\d)[01]\d{7}(?!\d)/,
  /** National identification number. */
  UG: /(?<![A-Z0-9])C[MF][A-Z0-9]{12}(?![A-Z0-9])/i,
};

/** Whether a text may hold an identity number of one of the countries. Spaces and dashes inside do not hide it. */
export function holdsIdentityNumber(text: string): boolean {
  const latin = text.replace(/[\u0660-\u0669]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  const closed = latin.replace(/(?<=[A-Z0-9])[\s-](?=[A-Z0-9])/gi, '');
  return Object.values(patterns).some((pattern) => pattern.test(latin) || pattern.test(closed));
}
