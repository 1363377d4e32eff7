import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { type Place, positionsOf } from '../../src/source/index.js';

/** Diagnostics as the expected reports hold them: every place with its line of source and a mark below. */
export const renderDiagnostics = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(renderDiagnostic).join('\n');

function renderDiagnostic({ ruleId, severity, at, message, help, related, fix }: Diagnostic): string {
  return [
    `${where(at)} ${severity} ${ruleId}`,
    `  ${message}`,
    ...excerpt(at),
    ...(help === undefined ? [] : [`  help: ${help}`]),
    ...related.flatMap((other) => [`  ${where(other.at)} ${other.note}`, ...excerpt(other.at)]),
    ...(fix ? [`  fix (${fix.safety}): ${fix.title}`] : []),
    '',
  ].join('\n');
}

function where(place: Place): string {
  const { line, column } = positionsOf(place).start;
  return `${place.file.name}:${line}:${column}`;
}

function excerpt(place: Place): string[] {
  const { start, end } = positionsOf(place);
  const span = place.file.lineSpan(start.line);
  const source = place.file.text.slice(span.start, span.end);
  if (source === '') return [];
  const lastColumn = end.line === start.line ? end.column : source.length + 1;
  const mark = '^'.repeat(Math.max(1, lastColumn - start.column));
  return [`    | ${source.replace(/[\0-\x08]/g, '·')}`, `    | ${' '.repeat(start.column - 1)}${mark}`];
}
