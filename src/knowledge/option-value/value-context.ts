import type { Generation, Language } from '../platforms.js';

/** What else is known of a project; whatever is not known lets values pass that depend on it. */
export interface ValueContext {
  /** The text that an option is set to; undefined where it is not set and where the text does not tell. */
  readonly textOf?: (namespace: string, option: string) => string | undefined;
  readonly language?: Language | undefined;
  readonly generation?: Generation | undefined;
}
