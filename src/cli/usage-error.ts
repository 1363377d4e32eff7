import { oneLine } from '../report/text/one-line.js';

/** eblint was called in a way it does not understand. The message is one line; the run ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(oneLine(message));
  }
}
