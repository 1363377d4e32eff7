import { oneLine } from '../report/text/one-line.js';

/** More of what a package says about itself fills a screen. */
const MAX_LENGTH = 300;

/** A formatter from elsewhere did not do its work. The message is one line; the run ends with exit code 2. */
export class FormatterError extends Error {
  override readonly name = 'FormatterError';

  constructor(packageName: string, reason: string) {
    super(oneLine(`${packageName} failed: ${reason}`).slice(0, MAX_LENGTH));
  }
}
