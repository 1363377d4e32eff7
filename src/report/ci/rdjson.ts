import { type Position, SourceFile } from '../../source/index.js';
import { lazily } from '../../util/memo.js';
import { HOME_URL } from '../../web-addresses.js';
import type { Formatter } from '../formatter.js';
import { type LintFix, withHelp } from '../lint-result/lint-result.js';
import { seeAlso } from '../see-also.js';
import { jsonText } from '../text/json-text.js';
import { type FlatMessage, flatMessages } from './flat-messages.js';

/**
 * reviewdog's diagnostic format, with fixes as suggestions. It counts columns in bytes of UTF-8.
 * https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
 */
export const rdjson: Formatter = (results, context) => {
  const files = new Map(
    results.flatMap(({ filePath, source }) => (source === undefined ? [] : [[filePath, fileOf(source)]])),
  );
  const diagnostics = flatMessages(results, context).map((message) => {
    const { line, column, endLine, endColumn } = message;
    const file = files.get(message.result.filePath);
    const at = (position: Position): Position => file?.bytes(position) ?? position;
    const suggestions = fixesOf(message).flatMap((fix) => (file ? [suggestion(fix, file)] : []));
    return {
      message: withHelp(message) + seeAlso(message, context),
      location: {
        path: message.path,
        range: { start: at({ line, column }), end: at({ line: endLine, column: endColumn }) },
      },
      severity: message.level.toUpperCase(),
      code: { value: message.ruleId, ...(message.url !== undefined && { url: message.url }) },
      ...(suggestions.length > 0 && { suggestions }),
    };
  });
  return jsonText({ source: { name: 'eblint', url: HOME_URL }, diagnostics }, 2);
};

/** Replacements that are apart belong together, which suggestions do not. */
const fixesOf = ({ fix, suggestions = [] }: FlatMessage): LintFix[] => [
  ...(fix ? [fix] : []),
  ...suggestions.map((suggested) => suggested.fix),
];

const suggestion = ({ range: [start, end], text }: LintFix, { source, bytes }: Measured) => ({
  range: { start: bytes(source.positionAt(start)), end: bytes(source.positionAt(end)) },
  text,
});

interface Measured {
  readonly source: SourceFile;
  /** A position with its column in bytes. */
  readonly bytes: (position: Position) => Position;
}

function fileOf(text: string): Measured {
  const source = new SourceFile('', '', text);
  const bytesBefore = lazily(() => byteOffsets(source.text));
  return {
    source,
    bytes({ line, column }) {
      const { start } = source.lineSpan(line);
      const offsets = bytesBefore();
      return { line, column: (offsets[start + column - 1] ?? 0) - (offsets[start] ?? 0) + 1 };
    },
  };
}

/** How many bytes of UTF-8 are before each UTF-16 unit of a text, and before its end. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    offsets[at] = bytes;
    const code = text.codePointAt(at) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) offsets[++at] = bytes;
  }
  offsets[text.length] = bytes;
  return offsets;
}
