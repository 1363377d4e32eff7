import type { Diagnostic } from '../../lint/diagnostic.js';
import { structuralPath } from '../../lint/structural-paths.js';
import { isLiteralCredential } from '../../knowledge/secrets/credential-names.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import { secretsOf } from '../../model/settings/secret-spans.js';
import type { Place, Related, SourceFile } from '../../source/index.js';
import { positionsOf } from '../../source/index.js';
import { excerptOf } from './excerpt.js';
import type { LintMessage, RelatedLocation } from './lint-result.js';
import { oneLine } from '../text/one-line.js';
import { oncePer } from '../../util/once-per.js';
import { replacementsOf } from './replacements.js';

export interface MessageOptions {
  /** Give each message and related location its `excerpt`, as `frames` shows it. */
  readonly withExcerpts?: boolean;
  /** Give each message its `structuralPath`, of which `sarif`, `gitlab` and `ndjson` make fingerprints. */
  readonly withPaths?: boolean;
}

/** One diagnostic as ESLint's message. */
export function toLintMessage(
  diagnostic: Diagnostic,
  { withExcerpts = false, withPaths = false }: MessageOptions = {},
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
 * and is nobody's to change, so they have a form of our own; a fix over several files, or that creates or deletes one, has none.
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
