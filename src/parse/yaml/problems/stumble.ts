import type { YAMLParseError } from 'yaml';
import type { SourceFile } from '../../../source/index.js';
import { type LibraryMessage, says } from '../library/yaml-library-messages.js';
import { looksLikeJson } from './foreign-text.js';

/** What is known where the YAML reader stumbled. */
export interface Stumble {
  readonly code: string;
  readonly said: (message: LibraryMessage) => boolean;
  /** The last character of the library's message: the bracket that it misses. */
  readonly lastSaid: string;
  /** The character at which it stumbled, and its line. */
  readonly character: string;
  readonly line: string;
  /** The same line up to the stumble, and from it on. */
  readonly before: string;
  readonly rest: string;
  readonly nextLine: string;
  /** Whether the nearest line above with the same indentation or less begins a list item right there. */
  readonly isBelowItem: () => boolean;
  /** Whether brackets hold the whole file: then tabs may indent it. */
  readonly isJson: boolean;
  /** Whether the file begins as no YAML and no JSON does. */
  readonly isTemplate: boolean;
  /** Whether a key with its value is in brackets where only one of them belongs. */
  readonly isPairInFlow: boolean;
}

/** @param offset what the error is about, which may be after the place that the library names */
export function stumbleAt(
  file: SourceFile,
  error: YAMLParseError,
  offset: number,
  errors: readonly YAMLParseError[],
): Stumble {
  const { code, message, pos } = error;
  const { line } = file.positionAt(offset);
  const { start, end } = file.lineSpan(line);
  const next = file.lineSpan(line + 1);
  return {
    code,
    said: (wanted) => says(error, wanted),
    lastSaid: message.at(-1) ?? '',
    character: file.text.charAt(offset),
    line: file.text.slice(start, end),
    before: file.text.slice(start, offset),
    rest: file.text.slice(offset, end),
    nextLine: file.text.slice(next.start, next.end),
    isBelowItem: () => isBelowItem(file, line),
    isJson: looksLikeJson(file.text),
    isTemplate: /^\s*\{[{#%]/.test(file.text),
    isPairInFlow: errors.some((other) => other.code === 'BLOCK_IN_FLOW' && other.pos[0] === pos[0]),
  };
}

/** Whether a line is below the beginning of a list item with the same indentation. */
function isBelowItem(file: SourceFile, line: number): boolean {
  const lineAt = (number: number): string => {
    const { start, end } = file.lineSpan(number);
    return file.text.slice(start, end);
  };
  const own = lineAt(line).search(/\S/);
  for (let number = line - 1; number > 0; number--) {
    const above = lineAt(number);
    const indentation = above.search(/\S/);
    if (indentation !== -1 && indentation <= own && above[indentation] !== '#')
      return indentation === own && /^-\s/.test(above.slice(indentation));
  }
  return false;
}
