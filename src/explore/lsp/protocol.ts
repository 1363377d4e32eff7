import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { withoutSecretForms } from '../../knowledge/secrets/secret-text.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { toLintMessage } from '../../report/lint-result/to-lint-message.js';
import type { RuleMeta } from '../../rules/rule.js';
import type { Place, SourceFile, Span } from '../../source/index.js';
import { docsUrl } from '../../web-addresses.js';
import { type Agreement, type Encoding, UNNECESSARY } from './agreement.js';
import { characterCounts } from './character-counts.js';

/** The position of an offset. */
export function toPosition(file: SourceFile, offset: number, encoding: Encoding): lsp.Position {
  const { line, column } = file.positionAt(offset);
  const { start } = file.lineSpan(line);
  return { line: line - 1, character: characterCounts(file, encoding).between(start, start + column - 1) };
}

/** The offset of a position; one that is not in the text, or no position at all, is taken as the nearest. */
export function toOffset(file: SourceFile, position: lsp.Position | undefined, encoding: Encoding): number {
  const line = wholeNumber(position?.line);
  if (line >= file.lineStarts.length) return file.text.length;
  const { start, end } = file.lineSpan(line + 1);
  return characterCounts(file, encoding).offsetAfter(start, end, wholeNumber(position?.character));
}

const wholeNumber = (value: unknown): number =>
  typeof value === 'number' && value > 0 ? Math.floor(Math.min(value, Number.MAX_SAFE_INTEGER)) : 0;

export const toRange = (file: SourceFile, { start, end }: Span, encoding: Encoding): lsp.Range => ({
  start: toPosition(file, start, encoding),
  end: toPosition(file, end, encoding),
});

/** The absolute path of a URI; undefined for one that is no file. */
export function pathOf(uri: unknown): string | undefined {
  if (typeof uri !== 'string' || !uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export const uriOf = (path: string): string => pathToFileURL(path).href;

const ERROR = 1;
const WARNING = 2;

/** A finding as editors show it: its message and, on a line of its own, its help. */
export function toProtocolDiagnostic(
  diagnostic: Diagnostic,
  meta: RuleMeta | undefined,
  agreement: Agreement,
  uriFor: (path: string) => string,
): lsp.Diagnostic {
  const { ruleId, severity, at, related } = diagnostic;
  const { message, help, relatedLocations = [] } = toLintMessage(diagnostic);
  const { encoding } = agreement;
  const text = help === undefined ? message : `${message}\n${help}`;
  return {
    range: toRange(at.file, at.span, encoding),
    severity: severity === 'error' ? ERROR : WARNING,
    code: ruleId,
    ...(agreement.takesDescription && { codeDescription: { href: docsUrl(ruleId) } }),
    source: 'eblint',
    message: withoutSecretForms(text),
    ...(agreement.takesTags && meta?.consequence.endsWith('ignored') && { tags: [UNNECESSARY] }),
    ...(agreement.takesRelated &&
      related.length > 0 && {
        relatedInformation: related.map((other, index) => ({
          location: toLocation(other.at, encoding, uriFor),
          message: withoutSecretForms(relatedLocations[index]?.message ?? ''),
        })),
      }),
  };
}

/** @param uriFor how the editor calls a file that it has open */
export const toLocation = ({ file, span }: Place, encoding: Encoding, uriFor = uriOf): lsp.Location => ({
  uri: uriFor(file.path),
  range: toRange(file, span, encoding),
});
