import { withoutSecrets } from '../../knowledge/secrets/secret-text.js';
import { withoutHashCommands } from './build-commands.js';

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** C0, DEL and C1 controls, line and paragraph separator, and the controls that reverse the order of reading. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A text as it may be printed: with stars in place of what may be a secret, and otherwise as `escaped` has it.
 */
export const visible = (text: string): string => escaped(withoutSecrets(text));

/**
 * A text in which no character acts on a terminal or breaks a line, and nothing commands a build service: each that would
 * is shown as its escape (`\u001b`).
 */
export const escaped = (text: string): string => withoutHashCommands(text.replace(CONTROLS, escapeOf));

const escapeOf = (control: string): string =>
  SHORT_ESCAPES[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text of many lines in which no character acts on a terminal; each keeps its offset. */
export const withoutControls = (text: string): string =>
  text.replace(CONTROLS, (control) => ('\t\n\r'.includes(control) ? control : '\uFFFD'));

/** A message as one visible line; two spaces in a row would end it for VS Code's `$eslint-stylish`. */
export const oneLine = (text: string): string =>
  visible(text)
    .replace(/\s{2,}/g, ' ')
    .trim();
