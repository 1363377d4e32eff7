import { isLiteralCredential } from '../../knowledge/secrets/credential-names.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { structuralPath } from '../../lint/structural-paths.js';
import { secretsOf } from '../../model/settings/secret-spans.js';
import type { Edit } from '../../rules/rule.js';
import { type Place, positionsOf, type Related, type SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { oneLine } from '../text/one-line.js';
import { excerptOf } from './excerpt.js';
import type { LintFix, LintMessage, RelatedLocation } from './lint-result.js';

export interface MessageOptions {
  /** Give each message and related location its `excerpt`, and each message `fixable`, as `frames` shows them. */
  readonly withExcerpts?: boolean;
  /** Only the messages of these get `fixable`. */
  readonly fixable?: ReadonlySet<Diagnostic> | undefined;
  /** Give each message its `structuralPath`, of which `sarif`, `gitlab` and `ndjson` make fingerprints. */
  readonly withPaths?: boolean;
}

/** One diagnostic as ESLint's message. */
export function toLintMessage(
  diagnostic: Diagnostic,
  { withExcerpts = false, withPaths = false, fixable }: MessageOptions = {},
): LintMessage {
  const { ruleId, severity, at, message, help, related, fatal } = diagnostic;
  const known = oneLineWithout([at.file, ...related.map((other) => other.at.file)]);
  return {
    ruleId,
    severity: severity === 'error' ? 2 : 1,
    message: known(message),
    ...(help === undefined ? {} : { help: known(help) }),
    ...rangeOf(at),
    ...(withExcerpts && shown(at)),
    ...(diagnostic.fix && (fixable?.has(diagnostic) ?? withExcerpts)
      ? { fixable: diagnostic.fix.safety === 'safe' ? 'safe' : 'unsafe' }
      : {}),
    // Formatters count and paint whatever is fatal as an error.
    ...(fatal && severity === 'error' ? { fatal } : {}),
    ...fixOf(diagnostic),
    ...(related.length > 0
      ? { relatedLocations: related.map((other) => toRelatedLocation(other, known, withExcerpts)) }
      : {}),
    ...(withPaths && { structuralPath: oneLine(structuralPath(at)) }),
  };
}

/** Words that a file has in its secrets: the quotes around them are left out. */
const secretWordsOf = oncePer(
  (file: SourceFile): ReadonlySet<string> =>
    new Set(
      secretsOf(file).flatMap(({ start, end }) =>
        wordsOf(file.text.slice(start, end)).filter((word) => /\d/.test(word) && isLiteralCredential(word)),
      ),
    ),
);

const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? [];
const WORD = /[^\s"'`“”‘’,;()[\]{}]+/g;

/** Makes one line of a text in which no word is a secret of one of these files. */
function oneLineWithout(files: readonly SourceFile[]): (text: string) => string {
  const secrets = [...new Set(files)].map(secretWordsOf).filter(({ size }) => size > 0);
  if (secrets.length === 0) return oneLine;
  return (text) =>
    oneLine(text.replace(WORD, (word) => (secrets.some((words) => words.has(word)) ? '***' : word)));
}

function rangeOf(place: Place) {
  const { start, end } = positionsOf(place);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

const toRelatedLocation = (
  { at, note }: Related,
  known: (text: string) => string,
  withExcerpts: boolean,
): RelatedLocation => ({
  filePath: at.file.path,
  message: known(note),
  ...rangeOf(at),
  ...(withExcerpts && shown(at)),
});

function shown(place: Place): Pick<LintMessage, 'excerpt'> {
  const excerpt = excerptOf(place);
  return excerpt ? { excerpt } : {};
}

/**
 * ESLint knows one replacement in one file. Several that are apart would need the text between them, which may hold a secret
 * and must not be changed, so they have a form of our own; a fix over several files, or that creates or deletes one,
 * has none.
 */
function fixOf({ fix, at }: Diagnostic): Pick<LintMessage, 'fix' | 'suggestions' | 'edits'> {
  if (!fix || fix.files || fix.edits.length === 0 || fix.edits.some(({ file }) => file !== at.file))
    return {};
  const replacements = replacementsOf(fix.edits, at.file.text);
  if (replacements.some(({ text }) => secretsIn(text).length > 0)) return {};
  const isSafe = fix.safety === 'safe';
  const desc = oneLine(fix.title);
  const [only, ...others] = replacements;
  if (!only || others.length > 0) return { edits: { desc, safe: isSafe, replacements } };
  return isSafe ? { fix: only } : { suggestions: [{ desc, fix: only }] };
}

/** The replacements that edits of one text come to, in its order, without any text that stays. */
export function replacementsOf(edits: readonly Edit[], source: string): LintFix[] {
  const replacements: LintFix[] = [];
  for (const { span, text } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    for (const next of withoutKept(source.slice(span.start, span.end), text, span.start)) {
      const last = replacements.at(-1);
      if (last?.range[1] === next.range[0])
        replacements[replacements.length - 1] = {
          range: [last.range[0], next.range[1]],
          text: last.text + next.text,
        };
      else replacements.push(next);
    }
  }
  return replacements;
}

/** A replacement without what is the same at its start and its end, and in two where all that was there stays. */
function withoutKept(old: string, text: string, at: number): LintFix[] {
  const inside = old === '' ? -1 : text.indexOf(old);
  if (inside !== -1)
    return [
      { range: [at, at], text: text.slice(0, inside) },
      { range: [at + old.length, at + old.length], text: text.slice(inside + old.length) },
    ].filter((fix): fix is LintFix => fix.text !== '');
  const [before, after] = [[...old], [...text]];
  const start = commonCount(before, after);
  const end = commonCount(before.slice(start).reverse(), after.slice(start).reverse());
  const [kept, gone] = [before.slice(0, start).join(''), before.slice(start, before.length - end).join('')];
  const added = after.slice(start, after.length - end).join('');
  const from = at + kept.length;
  return gone === '' && added === '' ? [] : [{ range: [from, from + gone.length], text: added }];
}

/** How many characters are the same from the start. */
function commonCount(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((character, index) => character !== b[index]);
  return different === -1 ? a.length : different;
}
