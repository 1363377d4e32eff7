import { groupBy } from '../util/collections.js';
import { relativePath } from '../util/paths.js';
import { fixableText } from './fixable.js';
import type { FormatContext, Formatter } from './formatter.js';
import type { LintMessage, LintResult, RelatedLocation } from './lint-result/lint-result.js';
import { type Paint, painter } from './text/ansi.js';
import { counted, problemsText, projectOf, scopeText, totalsOf } from './text/counted.js';
import { fileUri } from './text/file-uri.js';
import { visible } from './text/one-line.js';
import { cutAround, type Measure, measureFor, wrap } from './text/wrap.js';

/** Findings of one rule that are shown with their source; the others only say what they are and where. */
const MAX_FRAMES = 3;

/** Related places of one finding that are shown with their source. */
const MAX_FRAMED_PLACES = 4;

/** A narrower terminal wraps by itself. */
const MIN_WIDTH = 40;

type FramesContext = Pick<
  FormatContext,
  'cwd' | 'color' | 'hyperlinks' | 'projectRoots' | 'rulesMeta' | 'width'
>;

/** How a page is written. */
interface Layout {
  readonly width: number;
  readonly measure: Measure;
  readonly paint: Paint;
  readonly context: FramesContext;
}

/**
 * The default format: each finding with its line of source, that of its other ends, and what to do about it. Lines are wrapped at
 * words; a path, a URL or another word is never broken.
 */
export const frames: Formatter = async (results, context) => {
  const body = await framesOf(results, context);
  const end = await summary(results, context);
  return [body, end].filter((part) => part !== '').join('\n');
};

/** The findings without a summary. */
export const framesOf = async (results: readonly LintResult[], context: FramesContext): Promise<string> =>
  reportOf(results, {
    width: widthOf(context),
    measure: await measureFor(textsOf(results)),
    paint: painter(context.color),
    context,
  });

const widthOf = ({ width = 80 }: FramesContext): number => Math.max(MIN_WIDTH, width);

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

/** The findings of each project below its name, if there are several. */
function reportOf(results: readonly LintResult[], layout: Layout): string {
  const roots = new Set(layout.context.projectRoots);
  if (roots.size < 2) return blocksOf(results, layout);
  return [...groupBy(results, ({ filePath }) => [projectOf(filePath, roots)])]
    .map(([root, own]) => [root, blocksOf(own, layout)] as const)
    .filter(([, text]) => text !== '')
    .map(([root, text]) => `${layout.paint('bold', projectTitle(root, layout))}\n\n${text}`)
    .join('\n');
}

/** The root of an archive ends with an exclamation mark. */
const projectTitle = (root: string, { context }: Layout): string =>
  `Project ${visible(relativePath(context.cwd, root)).replace(/!$/, '') || '.'}`;

/** The findings of a project. */
function blocksOf(results: readonly LintResult[], layout: Layout): string {
  const framed = new Map<string, number>();
  const helps = new Set<string>();
  const blocks: string[] = [];
  for (const finding of findingsOf(results)) {
    const { ruleId, help } = finding.message;
    const count = framed.get(ruleId) ?? 0;
    framed.set(ruleId, count + 1);
    const isNewHelp = !helps.has(`${ruleId} ${help}`);
    helps.add(`${ruleId} ${help}`);
    const lines = count < MAX_FRAMES ? frame(finding, layout) : brief(finding, isNewHelp, layout);
    blocks.push(`${lines.join('\n')}\n`);
  }
  return blocks.join('\n');
}

/** What a rule says of one place, or in the same words of several. */
interface Finding {
  readonly filePath: string;
  readonly message: LintMessage;
  readonly morePlaces: InFile[];
}

type InFile = Position & { readonly filePath: string };

function findingsOf(results: readonly LintResult[]): Iterable<Finding> {
  const findings = new Map<string, Finding>();
  for (const { filePath, messages } of results)
    for (const message of messages) {
      const { ruleId, severity, help, fixable, relatedLocations, line, column } = message;
      const others = relatedLocations?.map((other) => [other.filePath, other.line, other.message]);
      const key = JSON.stringify([ruleId, severity, message.message, help, fixable, others]);
      const same = findings.get(key);
      if (same) same.morePlaces.push({ filePath, line, column });
      else findings.set(key, { filePath, message, morePlaces: [] });
    }
  return findings.values();
}

/** A finding with all that is known of it. */
function frame({ filePath, message, morePlaces }: Finding, layout: Layout): string[] {
  const { relatedLocations = [], help } = message;
  const related = relatedLocations.slice(0, MAX_FRAMED_PLACES);
  const gutter = Math.max(message.line, ...related.map(({ line }) => line)).toString().length;
  const lines = [
    ...header(message, layout),
    location(filePath, message, layout),
    ...source(message, { gutter, mark: '^', note: '' }, layout),
  ];
  let file = filePath;
  for (const other of related) {
    if (other.filePath !== file) lines.push(location(other.filePath, other, layout));
    file = other.filePath;
    lines.push(...source(other, { gutter, mark: '-', note: other.message }, layout));
  }
  return [
    ...lines,
    ...otherEnds(relatedLocations.slice(MAX_FRAMED_PLACES), layout),
    ...morePlacesOf(morePlaces, layout),
    ...helpLines(help, layout),
  ];
}

/** One of a rule that has spoken often: without source, and with its help if that is another one. */
function brief({ filePath, message, morePlaces }: Finding, isNewHelp: boolean, layout: Layout): string[] {
  return [
    ...header(message, layout),
    location(filePath, message, layout),
    ...otherEnds(message.relatedLocations ?? [], layout),
    ...morePlacesOf(morePlaces, layout),
    ...(isNewHelp ? helpLines(message.help, layout) : []),
  ];
}

/** Other ends without their source, by what they are. */
const otherEnds = (related: readonly RelatedLocation[], layout: Layout): string[] =>
  [...groupBy(related, ({ message }) => [message])].flatMap(([note, places]) =>
    placesOf(`${note}: `, places, layout),
  );

const helpLines = (help: string | undefined, layout: Layout): string[] =>
  help === undefined ? [] : wrapped(`help: ${help}`, layout).map(indented);

const morePlacesOf = (places: readonly InFile[], layout: Layout): string[] =>
  places.length === 0 ? [] : placesOf(`and ${counted(places.length, 'more place')}: `, places, layout);

const placesOf = (title: string, places: readonly InFile[], layout: Layout): string[] =>
  wrapped(title + places.map((place) => nameOf(place.filePath, place, layout)).join(', '), layout).map(
    indented,
  );

/** Severity, message and rule. */
function header(message: LintMessage, layout: Layout): string[] {
  const { measure, paint, context } = layout;
  const { severity, ruleId } = message;
  const word = wordOf(message);
  const [first = '', ...others] = wrapped(`${word}: ${message.message}`, layout);
  const [color] = SYMBOLS[severity];
  const bold = (line: string): string => (line === '' ? '' : paint('bold', line));
  const painted = [
    paint(color, first.slice(0, word.length)) + bold(first.slice(word.length)),
    ...others.map(bold),
  ];
  const url = context.rulesMeta[ruleId]?.docs.url;
  const mark = fixMark(message);
  const rule = paint('dim', (url !== undefined && context.hyperlinks ? link(ruleId, url) : ruleId) + mark);
  const last = others.at(-1) ?? first;
  const fits = measure(last) + 2 + ruleId.length + mark.length <= room(layout);
  return lead(
    severity,
    fits ? [...painted.slice(0, -1), `${painted.at(-1)}  ${rule}`] : [...painted, rule],
    layout,
  );
}

const SYMBOLS = { 1: ['yellow', '\u26a0'], 2: ['red', '\u2716'] } as const;

const wordOf = ({ severity }: Pick<LintMessage, 'severity'>): string =>
  severity === 2 ? 'error' : 'warning';

const FIX_MARKS = { safe: ' [fixable]', unsafe: ' [fixable with --unsafe-fixes]' } as const;

const fixMark = ({ fixable }: LintMessage): string => (fixable ? FIX_MARKS[fixable] : '');

/** Lines with the symbol of a severity before the first one. */
function lead(severity: 1 | 2, lines: readonly string[], { paint }: Layout): string[] {
  const [color, symbol] = SYMBOLS[severity];
  return lines.map((line, index) => `${index === 0 ? paint(color, symbol) : ' '} ${line}`);
}

const link = (text: string, url: string): string => `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`;

/** Where something is. */
const location = (filePath: string, at: Position, layout: Layout): string =>
  indented(shownName(filePath, at, layout));

/** The name of a place, underlined, and a link to its file where the terminal knows links. */
function shownName(filePath: string, at: Position, layout: Layout): string {
  const { paint, context } = layout;
  const name = paint('underline', nameOf(filePath, at, layout));
  return context.hyperlinks ? link(name, fileUri(filePath)) : name;
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
async function summary(results: readonly LintResult[], context: FormatContext): Promise<string> {
  const paint = painter(context.color);
  const problems = problemsText(totalsOf(results), paint);
  const isClean = problems === '';
  if (isClean && (context.quiet || !(context.isTerminal || context.isBuildService))) return '';
  const scope = scopeText(results, context);
  const notes = [fixableText(context).trimEnd(), ...context.notes].filter((note) => note !== '');
  const measure = await measureFor(notes);
  return [
    ...(context.checked.projects === 0
      ? []
      : [isClean ? `${paint('green', '\u2714')} No problems in ${scope}` : `${problems} in ${scope}`]),
    ...notes.flatMap((note) => wrap(note, widthOf(context), measure)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
