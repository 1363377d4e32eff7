import type { Diagnostic } from '../lint/diagnostic.js';
import type { Edit } from '../rules/rule.js';
import type { Place, Related } from '../source/index.js';
import { positionsOf } from '../source/index.js';
import { excerptOf } from './excerpt.js';
import type { LintFix, LintMessage, RelatedLocation } from './lint-result.js';
import { oneLine } from './one-line.js';

/** One diagnostic as ESLint's message. */
export function toLintMessage(diagnostic: Diagnostic, withExcerpts = false): LintMessage {
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
    ...mendOf(diagnostic),
    ...(related.length > 0
      ? { relatedLocations: related.map((other) => toRelatedLocation(other, withExcerpts)) }
      : {}),
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

/** ESLint knows one replacement in one file; a mend over several files has no form there. */
function mendOf({ fix, at }: Diagnostic): Pick<LintMessage, 'fix' | 'suggestions'> {
  if (!fix || fix.edits.length === 0 || fix.edits.some(({ file }) => file !== at.file)) return {};
  const merged = mergeEdits(fix.edits, at.file.text);
  return fix.safety === 'safe'
    ? { fix: merged }
    : { suggestions: [{ desc: oneLine(fix.title), fix: merged }] };
}

/** One replacement that does what all the edits of a file do, with the text between them kept. */
function mergeEdits(edits: readonly Edit[], source: string): LintFix {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start);
  const start = sorted[0]!.span.start;
  let end = start;
  let text = '';
  for (const edit of sorted) {
    text += source.slice(end, edit.span.start) + edit.text;
    end = edit.span.end;
  }
  return { range: [start, end], text };
}
