import type { Options } from '../../cli/parse-flags.js';
import { platformFault } from '../../configuration/text-checks.js';
import { lookUp } from '../../util/collections.js';
import { nearest } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';

/** What the settings of an editor say. */
export interface EditorSettings {
  /** Whether anything is checked. */
  readonly isEnabled: boolean;
  /** The flags of the server with what the settings say in their place. */
  readonly options: Options;
  /** Whether the settings name the configuration file: those of a workspace are what whoever made it wrote. */
  readonly nameConfig: boolean;
  /** Sentences on what is not understood, each with what is. */
  readonly faults: readonly string[];
}

/** The settings: each with an example that has the type of its values. */
const SETTINGS: Readonly<Record<string, boolean | string>> = {
  enable: true,
  configFile: 'eblint.config.yaml',
  strict: false,
  platform: 'Python 3.12 running on 64bit Amazon Linux 2023',
};

/** What extensions keep beside them for themselves: which server they start, and what they log. */
const OF_EXTENSIONS: ReadonlySet<string> = new Set(['server', 'trace']);

/**
 * Reads settings. An empty text, false for `strict`, and what is not understood leave the decision to the flags.
 *
 * @param sections sections `eblint` of an editor's settings, each by itself or below its name; the later ones take precedence
 */
export function readSettings(sections: readonly unknown[], flags: Options): EditorSettings {
  const valid = new Map<string, unknown>();
  const faults: string[] = [];
  for (const [name, value] of sections.flatMap(settingsIn)) {
    if (value === null || value === undefined || OF_EXTENSIONS.has(name.split('.', 1)[0] ?? '')) continue;
    const fault = faultOf(name, value);
    if (fault === undefined) valid.set(name, value);
    else faults.push(fault);
  }
  const config = (valid.get('configFile') as string | undefined) || undefined;
  return {
    isEnabled: valid.get('enable') !== false,
    options: {
      ...flags,
      config: config ?? flags.config,
      platform: (valid.get('platform') as string | undefined) || flags.platform,
      preset: valid.get('strict') === true ? 'strict' : flags.preset,
    },
    nameConfig: config !== undefined,
    faults,
  };
}

function settingsIn(section: unknown): [string, unknown][] {
  const entries = entriesOf(section);
  const inner = entries.find(([name]) => name === 'eblint');
  return inner ? entriesOf(inner[1]) : entries;
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

function faultOf(name: string, value: unknown): string | undefined {
  const example = lookUp(SETTINGS, name);
  if (example === undefined) {
    const names = Object.keys(SETTINGS);
    const near = nearest(name, names);
    const hint =
      near === undefined ? `The settings are ${names.join(', ')}.` : `Did you mean eblint.${near}?`;
    return `Unknown setting eblint.${shorten(name)}. ${hint}`;
  }
  if (typeof value === typeof example) {
    const fault = name === 'platform' && value !== '' ? platformFault(String(value)) : undefined;
    return fault && `Setting eblint.platform: ${fault.message}. ${fault.help}`;
  }
  const allowed = typeof example === 'boolean' ? 'true or false' : `a text such as "${example}"`;
  return `Setting eblint.${name} takes ${allowed}, not ${shorten(JSON.stringify(value))}.`;
}
