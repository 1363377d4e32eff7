import type { Generation, Language } from '../../knowledge/platform/platforms.js';

/** What else is known about a project. Values that depend on something unknown are accepted. */
export interface ValueContext {
  /** The text that an option is set to; undefined where it is not set or its value is unknown. */
  readonly textOf?: (namespace: string, option: string) => string | undefined;
  readonly language?: Language | undefined;
  readonly generation?: Generation | undefined;
}
