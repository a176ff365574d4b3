/** The one error that means "the runner will not start, and this is what to do": its message is for the person at the terminal. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
