import { KNOWN_ERRORS, type KnownError, type NamedThing } from '../../knowledge/deployment-errors/index.js';
import { MAX_FORM_ATTEMPTS, MAX_LOG_LINE_CHARACTERS } from '../../knowledge/limits.js';

/** A known text that was found. */
export interface ErrorMatch {
  readonly error: KnownError;
  /** The line in which it is, with single spaces. */
  readonly line: string;
  /** What its holes hold; one that holds nothing is left out. */
  readonly held: readonly string[];
}

/** What a hole holds where the form ends with it. */
const LAST_WORD = /^ ?["'`]?[^"'`\s,;]*/;

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
  let best: { form: Form; held: readonly string[] } | undefined;
  for (const form of FORMS) {
    if (best && !saysMore(form, best.form)) continue;
    const held = heldBy(form, searched, line);
    if (held) best = { form, held };
  }
  return best && { error: best.form.error, line, held: best.held.filter((text) => text !== '') };
}

const saysMore = (form: Form, than: Form): boolean =>
  Boolean(form.error.isGeneral) === Boolean(than.error.isGeneral)
    ? form.length > than.length
    : than.error.isGeneral === true;

/** What the holes of a form hold in a line; undefined where the form is not in it. */
function heldBy({ error, parts }: Form, searched: string, line: string): readonly string[] | undefined {
  const [first = ''] = parts;
  let from = searched.indexOf(first);
  for (let attempt = 0; from !== -1 && attempt < MAX_FORM_ATTEMPTS; attempt++) {
    const held = heldAfter(parts, from + first.length, { searched, line });
    if (held && held.every((text, hole) => fits(text, error.holes?.[hole] ?? 'word'))) return held;
    from = searched.indexOf(first, from + 1);
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
): string[] | undefined {
  const held: string[] = [];
  let at = start;
  for (const part of parts.slice(1)) {
    const end =
      part === '' ? at + (LAST_WORD.exec(line.slice(at))?.[0] ?? '').length : searched.indexOf(part, at);
    if (end < at) return undefined;
    held.push(
      line
        .slice(at, end)
        .trim()
        .replace(/^["'`]|["'`]$/g, ''),
    );
    at = end + part.length;
  }
  return held;
}
