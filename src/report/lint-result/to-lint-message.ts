import type { Diagnostic } from '../../lint/diagnostic.js';
import { structuralPath } from '../../lint/structural-paths.js';
import type { Place, Related } from '../../source/index.js';
import { positionsOf } from '../../source/index.js';
import { excerptOf } from './excerpt.js';
import type { LintMessage, RelatedLocation } from './lint-result.js';
import { oneLine } from '../text/one-line.js';
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
  return {
    ruleId,
    severity: severity === 'error' ? 2 : 1,
    message: oneLine(message),
    ...(help === undefined ? {} : { help: oneLine(help) }),
    ...rangeOf(at),
    ...(withExcerpts && shown(at)),
    // Formatters count and paint whatever is fatal as an error.
    ...(fatal && severity === 'error' ? { fatal } : {}),
    ...fixOf(diagnostic),
    ...(related.length > 0
      ? { relatedLocations: related.map((other) => toRelatedLocation(other, withExcerpts)) }
      : {}),
    ...(withPaths && { structuralPath: oneLine(structuralPath(at)) }),
  };
}

function rangeOf(place: Place) {
  const { start, end } = positionsOf(place);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

const toRelatedLocation = ({ at, note }: Related, withExcerpts: boolean): RelatedLocation => ({
  filePath: at.file.path,
  message: oneLine(note),
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
  const isSafe = fix.safety === 'safe';
  const desc = oneLine(fix.title);
  const [only, ...others] = replacements;
  if (!only || others.length > 0) return { edits: { desc, safe: isSafe, replacements } };
  return isSafe ? { fix: only } : { suggestions: [{ desc, fix: only }] };
}
