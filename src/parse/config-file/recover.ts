import { namespacesWithOption } from '../../catalogue/find-option.js';
import { ENTRY_KEYS } from '../../knowledge/sections.js';
import { SourceFile, type Span } from '../../source/index.js';
import { MAX_LOST_LINES } from '../../util/limits.js';
import { breaksFile, type Problem } from '../problem.js';
import { readYaml } from '../yaml/library/read-yaml.js';
import type { ParsedYaml } from '../yaml/parsed-yaml.js';
import { looksLikeJson } from '../yaml/problems/foreign-text.js';
import { ITEM_KEYS } from './settings-shape.js';

/** What a broken text says apart from the lines that break it. None of its problems is one of the syntax. */
export interface Recovered extends ParsedYaml {
  readonly lost: readonly Lost[];
}

/** A line that breaks a file. */
export interface Lost {
  /** It and the keys that it is below: what may be declared there; empty for a name that nothing follows yet. */
  readonly text: string;
  /** What may mean something else with it. */
  readonly spans: readonly Span[];
}

/** Mistakes after which lines belong to something else than they seem to, or that concern the whole file. */
const NOT_OF_ONE_LINE: ReadonlySet<string> = new Set([
  ...['code-fence', 'foreign-text', 'merge-conflict', 'no-sections', 'second-document', 'tab-indentation'],
  ...['template-tags', 'too-deep', 'too-many-aliases', 'unindented-block-text', 'unindented-here-document'],
  'utf-16',
]);

/**
 * Reads a broken text with an unknown value in the few lines that break it, and without a name that nothing follows: while
 * a user types, most files are broken that way.
 * @returns undefined where that does not make it readable, and for JSON, whose lines need not say what is in what
 */
export function recover(file: SourceFile, broken: ParsedYaml): Recovered | undefined {
  if (looksLikeJson(file.text)) return undefined;
  let source = file;
  let parsed = broken;
  const lost: Lost[] = [];
  const unknown: Span[] = [];
  for (;;) {
    const problem = parsed.problems.find(breaksFile);
    if (!problem) return { ...parsed, lost };
    if (lost.length === MAX_LOST_LINES || !isOfOneLine(problem)) return undefined;
    const line = source.positionAt(problem.at.span.start).line;
    const readable = readableLine(source, line);
    if (!readable) return undefined;
    const { start, end } = source.lineSpan(line);
    lost.push(readable.lost);
    if (readable.valueAt !== undefined) unknown.push({ start: start + readable.valueAt, end });
    source = new SourceFile(
      file.path,
      file.name,
      source.text.slice(0, start) + readable.text + source.text.slice(end),
    );
    parsed = readYaml(file, source, unknown);
  }
}

const isOfOneLine = (problem: Problem): boolean =>
  'fault' in problem && !NOT_OF_ONE_LINE.has(problem.fault.code);

/** A name, or a name and a value, with or without the colon between them. */
const LINE = /^( *(?:- +)*(?:"[^"\\]*"|'[^']*'|[^\s"'#&*!|>%@`{}[\],-][^\s"'#]*?))(?:(:?[ \t]+)(\S.*))?$/;

/** What is read in the place of a line: as long as it. */
interface ReadableLine {
  readonly text: string;
  /** Where its unknown value begins. */
  readonly valueAt?: number;
  readonly lost: Lost;
}

function readableLine(file: SourceFile, line: number): ReadableLine | undefined {
  const span = file.lineSpan(line);
  const text = file.text.slice(span.start, span.end);
  const [, name, between = '', value] = LINE.exec(text.trimEnd()) ?? [];
  const above = linesAbove(file, line);
  const section = textOf(file, above.at(-1) ?? line);
  // What is below a line belongs to it, or to the one above it.
  if (name === undefined || isAboveOthers(file, line)) return undefined;
  if (value === undefined) {
    if (isComplete(name.trim()) || section.startsWith('packages')) return undefined;
    // A section has more than what it lacks.
    const spans = [
      span,
      ...above.filter((number) => isIndented(file, number)).map((number) => file.lineSpan(number)),
    ];
    return { text: ' '.repeat(text.length), lost: { text: '', spans } };
  }
  const valueAt = name.length + Math.max(2, between.length);
  if (valueAt >= text.trimEnd().length) return undefined;
  const isSetting = /^(?:option_settings\b|-)/.test(section);
  return {
    text: `${name}: `.padEnd(valueAt).padEnd(text.length, 'x'),
    valueAt,
    lost: {
      text: [line, ...above].map((number) => textOf(file, number)).join('\n'),
      // Commands, files and packages prepare each other.
      spans: isSetting ? [span] : otherSections(file),
    },
  };
}

/** Whether a name lacks its value, and no letters. */
const isComplete = (name: string): boolean =>
  !/^\w[\w:./-]*$/.test(name) ||
  ITEM_KEYS.some((key) => key === name) ||
  Object.values(ENTRY_KEYS).some(({ documented }) => documented.some((key) => key === name)) ||
  namespacesWithOption(name).length > 0;

const textOf = (file: SourceFile, line: number): string => {
  const { start, end } = file.lineSpan(line);
  return file.text.slice(start, end);
};

/** The indentation of a line; undefined for an empty one and a comment. */
function indentationOf(file: SourceFile, line: number): number | undefined {
  const text = textOf(file, line);
  const indentation = text.search(/\S/);
  return indentation === -1 || text[indentation] === '#' ? undefined : indentation;
}

/** Whether a line is in a section: also the item of a list, which may be as far left as its key. */
const isIndented = (file: SourceFile, line: number): boolean => /^[\s-]/.test(textOf(file, line));

/** Whether the next line is indented below a line. */
function isAboveOthers(file: SourceFile, line: number): boolean {
  const own = indentationOf(file, line) ?? 0;
  for (let next = line + 1; next <= file.lineStarts.length; next++) {
    const indentation = indentationOf(file, next);
    if (indentation !== undefined) return indentation > own;
  }
  return false;
}

/** The lines with the keys that a line is below, the nearest first. */
function linesAbove(file: SourceFile, line: number): number[] {
  const lines: number[] = [];
  let indentation = indentationOf(file, line) ?? 0;
  for (let above = line - 1; above > 0 && indentation > 0; above--) {
    const other = indentationOf(file, above);
    if (other === undefined || other >= indentation) continue;
    indentation = other;
    lines.push(above);
  }
  return lines;
}

/** All sections but settings. */
function otherSections({ text }: SourceFile): Span[] {
  const starts = [...text.matchAll(/^[^\s#-].*/gm)];
  return starts.flatMap(({ index: start, 0: first }, at) =>
    first.startsWith('option_settings') ? [] : [{ start, end: starts[at + 1]?.index ?? text.length }],
  );
}
