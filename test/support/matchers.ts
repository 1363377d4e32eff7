import { pageText } from './pages.js';

/** What a problem matcher sees of a finding. */
export interface Matched {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly code: string | undefined;
}

/** VS Code's way with a looped matcher: a file line, then message lines until the first that is not one. */
export function matchLooped(text: string, filePattern: RegExp, messagePattern: RegExp): Matched[] {
  const found: Matched[] = [];
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const file = filePattern.exec(lines[at]!)?.[1];
    if (file === undefined) continue;
    for (let match; (match = messagePattern.exec(lines[at + 1] ?? '')); at++) {
      const [, line, column, severity, message, code] = match;
      found.push({
        file,
        line: Number(line),
        column: Number(column),
        severity: severity!,
        message: message!.trim(),
        code,
      });
    }
  }
  return found;
}

const STYLISH_MESSAGE = /^\s+(\d+):(\d+)\s+(error|warning|info)\s+(.+?)(?:\s\s+(.*))?$/;
/** The patterns of matchers that read `stylish`: the line of a file, and the line of a message. */
export const STYLISH_PATTERNS = {
  'VS Code': [/^((?:[a-zA-Z]:)*[./\\]+.*?)$/, STYLISH_MESSAGE],
  'older VS Code': [/^([^\s].*)$/, STYLISH_MESSAGE],
  'setup-node': [/^([^\s].*)$/, /^\s+(\d+):(\d+)\s+(error|warning|info)\s+(.*)\s\s+(.*)$/],
} as const;
const COMPACT = /^(.+):\sline\s(\d+),\scol\s(\d+),\s(Error|Warning|Info)\s-\s(.+)\s\((.+)\)$/;

/** With the matcher of VS Code. */
export const matchCompact = (text: string): Matched[] =>
  text.split('\n').flatMap((row) => {
    const match = COMPACT.exec(row);
    if (!match) return [];
    const [, file, line, column, severity, message, code] = match as unknown as string[];
    return [
      {
        file: file!,
        line: Number(line),
        column: Number(column),
        severity: severity!,
        message: message!,
        code,
      },
    ];
  });

const { problemMatcher } = JSON.parse(pageText('.github/eblint-matcher.json')) as {
  problemMatcher: { pattern: Record<string, unknown>[] }[];
};
const [pattern] = problemMatcher[0]!.pattern as [{ regexp: string } & Record<keyof Matched, number>];
/** With the matcher that is shipped for GitHub Actions. */
export const matchUnix = (text: string): Matched[] =>
  text.split('\n').flatMap((row) => {
    const match = new RegExp(pattern.regexp).exec(row);
    if (!match) return [];
    const group = (name: keyof Matched) => match[pattern[name]]!;
    return [
      {
        file: group('file'),
        line: Number(group('line')),
        column: Number(group('column')),
        severity: group('severity'),
        message: group('message'),
        code: group('code'),
      },
    ];
  });
