import type { Formatter } from './formatter.js';
import { withoutCommands } from './text/build-commands.js';

/**
 * What a format shows beside the messages, which costs something to have.
 * - `excerpts`: the line of source of each place
 * - `source`: the text of each file that has messages
 * - `fixable`: how many findings `--fix` fixes
 * - `paths`: where each message is in the structure of its file, for fingerprints
 */
export type Wanted = 'excerpts' | 'source' | 'fixable' | 'paths';

interface Format {
  /** Loads the format, which happens only where it is one to print. */
  readonly load: () => Promise<Formatter>;
  readonly wants?: readonly Wanted[];
  /** For people only: no program reads it, so that other text may follow it. */
  readonly isProse?: true;
  /** Its lines are commands, and it keeps the texts in them apart itself. */
  readonly isCommanding?: true;
}

/** The built-in formats. */
const FORMATS: Readonly<Record<string, Format>> = {
  frames: {
    load: async () => (await import('./frames.js')).frames,
    wants: ['excerpts', 'fixable'],
    isProse: true,
  },
  pretty: {
    load: async () => (await import('./pretty.js')).pretty,
    wants: ['fixable'],
    isProse: true,
  },
  stylish: { load: async () => (await import('./stylish.js')).stylish, wants: ['fixable'] },
  compact: { load: async () => (await import('./compact.js')).compact },
  unix: { load: async () => (await import('./unix.js')).unix },
  json: { load: async () => (await import('./json.js')).json },
  ndjson: { load: async () => (await import('./ci/ndjson.js')).ndjson, wants: ['paths'] },
  github: { load: async () => (await import('./ci/github.js')).github, isCommanding: true },
  sarif: { load: async () => (await import('./sarif/sarif.js')).sarif, wants: ['source', 'paths'] },
  gitlab: { load: async () => (await import('./ci/gitlab.js')).gitlab, wants: ['paths'] },
  junit: { load: async () => (await import('./ci/junit.js')).junit },
  checkstyle: { load: async () => (await import('./ci/checkstyle.js')).checkstyle },
  tap: { load: async () => (await import('./ci/tap.js')).tap },
  rdjson: { load: async () => (await import('./ci/rdjson.js')).rdjson, wants: ['source'] },
  markdown: { load: async () => (await import('./ci/markdown.js')).markdown },
};

const formatNamed = (name: string): Format | undefined =>
  Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;

/** The names of the built-in formats. */
export const formatNames: readonly string[] = Object.keys(FORMATS);

export const DEFAULT_FORMAT = 'frames';

/** Loads a built-in format; undefined for any other name. */
export const loadFormat = (name: string): Promise<Formatter> | undefined => {
  const format = formatNamed(name);
  return format?.load().then((formatter) => (format.isCommanding ? formatter : neutralized(formatter)));
};

/** What a format shows. One from elsewhere may show code; ours need not carry whole files, which may hold secrets. */
export function wantedBy(name: string): readonly Wanted[] {
  const format = formatNamed(name);
  return format ? (format.wants ?? []) : ['source'];
}

/** Whether other text may follow what a format prints. */
export const isProse = (name: string): boolean => formatNamed(name)?.isProse === true;

/** A format whose output no build service obeys, whatever is in a project and whatever the format makes of it. */
export const neutralized =
  (format: Formatter): Formatter =>
  async (results, context) =>
    withoutCommands(await format(results, context));
