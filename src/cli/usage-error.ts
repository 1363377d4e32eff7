import { oneLine } from '../report/text/one-line.js';

/** A longer error of a format's package fills a screen. */
const MAX_FORMATTER_ERROR_CHARACTERS = 300;

/** eblint was called in a way it does not understand. The message is one line; the run ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(message: string) {
    super(oneLine(message));
  }
}

/** A formatter from elsewhere did not do its work. The message is one line; the run ends with exit code 2. */
export class FormatterError extends Error {
  override readonly name = 'FormatterError';

  constructor(packageName: string, reason: string) {
    super(oneLine(`${packageName} failed: ${reason}`).slice(0, MAX_FORMATTER_ERROR_CHARACTERS));
  }
}
