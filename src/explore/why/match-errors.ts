import { KNOWN_ERRORS, type KnownError, type NamedThing } from '../../knowledge/deployment-errors/index.js';
import type { Span } from '../../source/index.js';

/** A longer line is not a message of a program. */
const MAX_LOG_LINE_CHARACTERS = 16_000;

/** How often the beginning of a form may recur in one line before it is given up. */
const MAX_FORM_ATTEMPTS = 20;

/** A known text that was found. */
export interface ErrorMatch {
  readonly error: KnownError;
  /** The line in which it is, with single spaces. */
  readonly line: string;
  /** Where in the line the known text is. */
  readonly span: Span;
  /** What its holes hold; one that holds nothing is left out. */
  readonly held: readonly string[];
}

/** What a hole holds where the form ends with it. */
const LAST_WORD = /^ ?["'`]?[^"'`\s,;]*/;

/** What a hole holds where the form begins with it. */
const lastWord = (text: string): string =>
  text
    .trimEnd()
    .split(/[\s,;]/)
    .at(-1) ?? '';

/**
 * The known texts in an error text: of each line the one that says most, in the order of the lines. One that comes with
 * many errors is left out where there is another.
 */
export function matchErrors(text: string): ErrorMatch[] {
  const best = new Map<KnownError, ErrorMatch>();
  for (const line of text.split(/[\r\n]+/)) {
    const match = bestMatch(
      line
        .replace(/[\s\u00A0]+/g, ' ')
        .trim()
        .slice(0, MAX_LOG_LINE_CHARACTERS),
    );
    if (match && !best.has(match.error)) best.set(match.error, match);
  }
  const matches = [...best.values()];
  const specific = matches.filter(({ error }) => !error.isGeneral);
  return specific.length > 0 ? specific : matches;
}

interface Form {
  readonly error: KnownError;
  /** What is between the holes. */
  readonly parts: readonly string[];
  readonly length: number;
}

/** Capitals and the kind of quotes do not matter; the length stays. */
const comparable = (text: string): string =>
  text.replace(/["`\u2018\u2019\u201C\u201D]/g, "'").replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const FORMS: readonly Form[] = KNOWN_ERRORS.flatMap((error) =>
  error.texts.map((text) => {
    const parts = comparable(text).split(/ ?… ?/);
    return { error, parts, length: parts.join('').length };
  }),
);

function bestMatch(line: string): ErrorMatch | undefined {
  const searched = comparable(line);
  let best: (Found & { readonly form: Form }) | undefined;
  for (const form of FORMS) {
    if (best && !saysMore(form, best.form)) continue;
    const found = find(form, searched, line);
    if (found) best = { form, ...found };
  }
  return (
    best && {
      error: best.form.error,
      line,
      span: best.span,
      held: best.held.filter((text) => text !== ''),
    }
  );
}

const saysMore = (form: Form, than: Form): boolean =>
  Boolean(form.error.isGeneral) === Boolean(than.error.isGeneral)
    ? form.length > than.length
    : than.error.isGeneral === true;

interface Found {
  readonly span: Span;
  /** What the holes of the form hold. */
  readonly held: readonly string[];
}

/** Where a form is in a line; undefined where it is not in it. */
function find({ error, parts }: Form, searched: string, line: string): Found | undefined {
  const [first = ''] = parts;
  let start = searched.indexOf(first);
  for (let attempt = 0; start !== -1 && attempt < MAX_FORM_ATTEMPTS; attempt++) {
    const rest = heldAfter(parts, start + first.length, { searched, line });
    if (rest && rest.held.every((text, hole) => fits(text, error.holes?.[hole] ?? 'word')))
      return { span: { start, end: rest.end }, held: rest.held };
    start = searched.indexOf(first, start + 1);
  }
  return undefined;
}

/** A name has no spaces; of resources several may be named. */
const fits = (text: string, thing: NamedThing): boolean =>
  thing === 'word' || /^\S+$/.test(text) || (thing === 'resource' && /^\w+(?:, ?\w+)+$/.test(text));

function heldAfter(
  parts: readonly string[],
  start: number,
  { searched, line }: { searched: string; line: string },
): { readonly held: readonly string[]; readonly end: number } | undefined {
  const held: string[] = [];
  let at = start;
  for (const part of parts.slice(1)) {
    const end =
      part === '' ? at + (LAST_WORD.exec(line.slice(at))?.[0] ?? '').length : searched.indexOf(part, at);
    if (end < at) return undefined;
    // What a form begins with is one word: before it may be the time and the name of a log.
    const isFirst = parts[0] === '' && held.length === 0;
    held.push(
      (isFirst ? lastWord(line.slice(at, end)) : line.slice(at, end)).trim().replace(/^["'`]|["'`]$/g, ''),
    );
    at = end + part.length;
  }
  return { held, end: at };
}
