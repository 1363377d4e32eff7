import type { Located, Place, SourceFile } from '../source/index.js';
import { placeOf } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import { trim, trimEnd } from '../util/text.js';
import type { ScriptCommand } from './shell/script.js';
import { parseScript } from './shell/script.js';
import { type MappedText, mappedText } from './shell/word.js';

/** One process of a Procfile. */
export interface ProcfileEntry {
  readonly name: Located<string>;
  readonly command: MappedText;
  readonly commands: readonly ScriptCommand[];
  /** The line, without white space around it. */
  readonly place: Place;
}

/**
 * Why a line is not a process:
 * - `conflict`: a marker of a merge conflict
 * - `continued`: the line before it ends in a backslash
 * - `indented`: there is white space before the name, and the rest is correct
 * - `hyphen`: `- web: command`, as in a list of YAML
 * - `no-name`: begins with the colon
 * - `space-before-colon`: `web : command`
 * - `no-command`: nothing after the colon
 * - `bad-name`: a character in the name other than letters, digits, `_` and `-`
 * - `no-colon`: no colon that ends a name
 */
export type BadLineReason =
  | 'conflict'
  | 'continued'
  | 'indented'
  | 'hyphen'
  | 'no-name'
  | 'space-before-colon'
  | 'no-command'
  | 'bad-name'
  | 'no-colon';

/** A line that Elastic Beanstalk's pattern refuses; `place` is the line without white space around it. */
export type RefusedLine =
  | { readonly kind: 'empty' | 'comment'; readonly place: Place }
  | { readonly kind: 'bad'; readonly reason: BadLineReason; readonly place: Place };

/**
 * A Procfile: its processes in order, duplicate names included, and the lines that are not processes. One in UTF-16 has neither.
 */
export interface Procfile {
  readonly file: SourceFile;
  readonly entries: readonly ProcfileEntry[];
  readonly lines: readonly RefusedLine[];
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html */
const ENTRY = /^([A-Za-z0-9_-]+):[\t\f ]*(?=[^\t\f ])/;

const badLines: readonly (readonly [BadLineReason, RegExp])[] = [
  ['conflict', /^([<=>|])\1{6}(?:[ \t\f]|$)/],
  ['hyphen', /^-[ \t\f]+[A-Za-z0-9_-]+:[ \t\f]/],
  ['no-name', /^:/],
  ['space-before-colon', /^\w[\w-]*[ \t\f]+:/],
  ['no-command', /^[^\s:]+:$/],
  ['bad-name', /^[^\s:]+:/],
  ['bad-name', /^[^:]+:\s/],
];

/** Reads a Procfile the way Elastic Beanstalk on Amazon Linux 2 and later does, line by line. Never throws. */
export const parseProcfile = oncePer(readProcfile);

function readProcfile(file: SourceFile): Procfile {
  const entries: ProcfileEntry[] = [];
  const lines: RefusedLine[] = [];
  if (file.isUtf16) return { file, entries, lines };
  const count = file.lineStarts.length;
  for (let line = 1; line <= count; line++) {
    const { start, end } = file.lineSpan(line);
    if (line === count && start === end) break;
    const entry = entryOf(file, start, end);
    if (entry) entries.push(entry);
    else lines.push(refusedLine(file, line));
  }
  return { file, entries, lines };
}

function entryOf(file: SourceFile, start: number, lineEnd: number): ProcfileEntry | undefined {
  const line = trimEnd(file.text.slice(start, lineEnd));
  const match = ENTRY.exec(line);
  if (!match) return undefined;
  const [, name = ''] = match;
  const end = start + line.length;
  const command = mappedText(file, start + match[0].length, end);
  return {
    name: { value: name, place: placeOf(file, start, start + name.length) },
    command,
    commands: parseScript(command).commands,
    place: placeOf(file, start, end),
  };
}

function refusedLine(file: SourceFile, line: number): RefusedLine {
  const { start, end } = file.lineSpan(line);
  const whole = file.text.slice(start, end);
  const text = trim(whole);
  const first = start + whole.indexOf(text);
  const place = text === '' ? placeOf(file, start, end) : placeOf(file, first, first + text.length);
  if (text === '') return { kind: 'empty', place };
  if (text.startsWith('#')) return { kind: 'comment', place };
  return { kind: 'bad', reason: isContinued(file, line) ? 'continued' : reasonOf(text), place };
}

function isContinued(file: SourceFile, line: number): boolean {
  const above = file.lineSpan(line - 1);
  return trimEnd(file.text.slice(above.start, above.end)).endsWith('\\');
}

function reasonOf(text: string): BadLineReason {
  if (ENTRY.test(text)) return 'indented';
  return badLines.find(([, pattern]) => pattern.test(text))?.[0] ?? 'no-colon';
}
