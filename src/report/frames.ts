import { painter, type Paint } from './text/ansi.js';
import { counted, problemsText, scopeText, totalsOf } from './text/counted.js';
import type { FormatContext, Formatter } from './formatter.js';
import type { LintMessage, LintResult, RelatedLocation } from './lint-result/lint-result.js';
import { visible } from './text/one-line.js';
import { relativePath } from '../util/paths.js';
import { cutAround, measureFor, wrap, type Measure } from './text/wrap.js';
import { MAX_FRAMED_PLACES, MAX_FRAMES } from '../knowledge/limits.js';
import { fixableText } from './fixable.js';

/** A narrower terminal wraps by itself. */
const MIN_WIDTH = 40;

type FramesContext = Pick<FormatContext, 'cwd' | 'color' | 'hyperlinks' | 'rulesMeta' | 'width'>;

/** How a page is written. */
interface Layout {
  readonly width: number;
  readonly measure: Measure;
  readonly paint: Paint;
  readonly context: FramesContext;
}

/**
 * The default format: each finding with its line of source, that of its other ends, and what to do about it; no line is
 * wider than the terminal.
 */
export const frames: Formatter = async (results, context) => {
  const body = await framesOf(results, context);
  const end = summary(results, context);
  return [body, end].filter((part) => part !== '').join('\n');
};

/** The findings without a summary. */
export const framesOf = async (results: readonly LintResult[], context: FramesContext): Promise<string> =>
  blocksOf(results, {
    width: Math.max(MIN_WIDTH, context.width ?? 80),
    measure: await measureFor(textsOf(results)),
    paint: painter(context.color),
    context,
  });

function* textsOf(results: readonly LintResult[]): Iterable<string> {
  for (const { filePath, messages } of results) {
    yield filePath;
    for (const { message, help = '', excerpt, relatedLocations = [] } of messages) {
      yield message + help + (excerpt?.text ?? '');
      for (const related of relatedLocations)
        yield related.filePath + related.message + (related.excerpt?.text ?? '');
    }
  }
}

function blocksOf(results: readonly LintResult[], layout: Layout): string {
  const framed = new Map<string, number>();
  let wasBrief = false;
  let text = '';
  for (const { filePath, messages } of results)
    for (const message of messages) {
      const count = framed.get(message.ruleId) ?? 0;
      framed.set(message.ruleId, count + 1);
      const isBrief = count >= MAX_FRAMES;
      if (text !== '' && !(isBrief && wasBrief)) text += '\n';
      text += `${(isBrief ? brief : frame)(filePath, message, layout).join('\n')}\n`;
      wasBrief = isBrief;
    }
  return text;
}

/** A finding with all that is known of it. */
function frame(filePath: string, message: LintMessage, layout: Layout): string[] {
  const { relatedLocations = [], help } = message;
  const related = relatedLocations.slice(0, MAX_FRAMED_PLACES);
  const rest = relatedLocations.length - related.length;
  const gutter = Math.max(message.line, ...related.map(({ line }) => line)).toString().length;
  const lines = [
    ...header(message, layout),
    ...location(filePath, message, layout),
    ...source(message, { gutter, mark: '^', note: '' }, layout),
  ];
  let file = filePath;
  for (const other of related) {
    if (other.filePath !== file) lines.push(...location(other.filePath, other, layout));
    file = other.filePath;
    lines.push(...source(other, { gutter, mark: '-', note: other.message }, layout));
  }
  if (rest > 0) lines.push(`  and ${counted(rest, 'more place')}`);
  if (help !== undefined) lines.push(...wrapped(`help: ${help}`, layout).map(indented));
  return lines;
}

/** One that is like those before it, in a line. */
function brief(
  filePath: string,
  { severity, message, ruleId, line, column }: LintMessage,
  layout: Layout,
): string[] {
  const name = nameOf(filePath, { line, column }, layout);
  const [first = '', ...others] = lead(severity, wrapped(`${name}  ${message}  ${ruleId}`, layout), layout);
  return [first.replace(name, () => layout.paint('underline', name)), ...others];
}

/** Severity, message and rule. */
function header({ severity, message, ruleId }: LintMessage, layout: Layout): string[] {
  const { measure, paint, context } = layout;
  const lines = wrapped(message, layout);
  const last = lines.at(-1) ?? '';
  const url = context.rulesMeta[ruleId]?.docs.url;
  const rule = paint('dim', url !== undefined && context.hyperlinks ? link(ruleId, url) : ruleId);
  const bold = (line: string): string => paint('bold', line);
  const fits = measure(last) + 2 + ruleId.length <= room(layout);
  const ended = fits
    ? [...lines.slice(0, -1).map(bold), `${bold(last)}  ${rule}`]
    : [...lines.map(bold), rule];
  return lead(severity, ended, layout);
}

const SYMBOLS = { 1: ['yellow', '\u26a0'], 2: ['red', '\u2716'] } as const;

/** Lines with the symbol of a severity before the first one. */
function lead(severity: 1 | 2, lines: readonly string[], { paint }: Layout): string[] {
  const [color, symbol] = SYMBOLS[severity];
  return lines.map((line, index) => `${index === 0 ? paint(color, symbol) : ' '} ${line}`);
}

const link = (text: string, url: string): string => `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`;

/** Where something is. */
function location(filePath: string, at: Position, layout: Layout): string[] {
  return wrapped(nameOf(filePath, at, layout), layout).map((line) =>
    indented(layout.paint('underline', line)),
  );
}

type Position = Pick<LintMessage, 'line' | 'column'>;

const nameOf = (filePath: string, { line, column }: Position, { context }: Layout): string =>
  `${visible(relativePath(context.cwd, filePath))}:${line}:${column}`;

interface Marking {
  /** Columns that line numbers take. */
  readonly gutter: number;
  readonly mark: '^' | '-';
  /** What is in the place. */
  readonly note: string;
}

/** The line of source, with marks below the place and what is there. */
function source(
  { line, excerpt }: LintMessage | RelatedLocation,
  { gutter, mark, note }: Marking,
  layout: Layout,
): string[] {
  const { measure, paint } = layout;
  const width = room(layout) - gutter - 3;
  const bar = paint('dim', '|');
  const row = (number: string, text: string): string =>
    indented(`${paint('dim', number.padStart(gutter))} ${bar} ${text}`.trimEnd());
  if (!excerpt) return note === '' ? [] : wrap(note, width, measure).map((part) => row('', part));
  const { text, start, end } = cutAround(excerpt.text, excerpt, width, measure);
  const spaces = ' '.repeat(measure(text.slice(0, start)));
  const marks = mark.repeat(Math.max(1, measure(text.slice(start, end))));
  const marked = spaces + paint(mark === '^' ? 'red' : 'dim', marks);
  const fits = spaces.length + marks.length + 1 + measure(note) <= width;
  return [
    row(String(line), text),
    row('', fits ? `${marked} ${note}` : marked),
    ...(fits ? [] : wrap(note, width, measure).map((part) => row('', part))),
  ];
}

const indented = (line: string): string => `  ${line}`;

/** All lines begin with a symbol or an indentation of two columns. */
const room = ({ width }: Layout): number => width - 2;

const wrapped = (text: string, layout: Layout): string[] => wrap(text, room(layout), layout.measure);

/** What was checked and what came of it: the last lines of a report for people. */
function summary(results: readonly LintResult[], context: FormatContext): string {
  const paint = painter(context.color);
  const scope = scopeText(context);
  const problems = problemsText(totalsOf(results), paint);
  if (problems === '')
    return context.isTerminal && !context.quiet
      ? `${paint('green', '\u2714')} No problems in ${scope}\n${notesOf(context)}`
      : '';
  return `${problems} in ${scope}\n${fixableText(context)}${notesOf(context)}`;
}

/** What could not be known, and how to tell it. */
const notesOf = ({ notes }: FormatContext): string => notes.map((note) => `${note}\n`).join('');
