import { entriesOf, itemsOf, type Node } from '../../parse/yaml/node.js';
import { parseYaml } from '../../parse/yaml/yaml.js';
import { SourceFile, type Span } from '../../source/index.js';

/** Where in the structure of a file an offset is. */
export interface Cursor {
  readonly span: Span;
  /** Whether the name of an entry is written, and not a value. */
  readonly isKey: boolean;
  /** The keys that lead to it, `-` for an item of a list. */
  readonly way: readonly string[];
  /** The map that the key or the value belongs to. */
  readonly map: Node | undefined;
  /** The items of a list in one text, such as `Rules: ws, api`, without the one at the cursor. */
  readonly others: ReadonlySet<string>;
  /** The quote that is written before a key or a value, and after it. */
  readonly quotes: readonly [string, string];
  /** Whether a colon has to follow a key. */
  readonly needsColon: boolean;
}

/** In characters: a shorter text is read as a whole. */
const LONG_TEXT = 20_000;

/** Written in the place of the word at the cursor, so that the text can be parsed. */
const MARK = 'eblintCursor';

/**
 * The word at an offset is replaced by a mark, as a key and as a value, and the text is parsed as always: what is there tells
 * the place, be it a map, a list or JSON.
 * @param takesAround whether the lines around it are read before all others, which are many in a long file
 */
export function cursorIn(file: SourceFile, offset: number, takesAround?: boolean): Cursor | undefined {
  const { start, end } = file.lineSpan(file.positionAt(offset).line);
  const before = file.text.slice(start, offset);
  const own = before.split(/[\s"'`{}[\],]/).at(-1) ?? '';
  const [rest = ''] = /^(?:[\w./-]|:(?=\w))*/.exec(file.text.slice(offset, end)) ?? [];
  const span = { start: offset - own.length, end: offset + rest.length };
  const lead = before.slice(0, before.length - own.length);
  const after = file.text.slice(span.end, end);
  const isAfterComma = /,\s*$/.test(lead);
  const isFirst = /^\s*(?:-[ \t]+)*["']?$/.test(lead) || /[{,]\s*["']?$/.test(lead);
  const isQuoted = /["']$/.test(lead);
  const hasColon = /^["']?\s*:/.test(after);
  const quote = isQuoted ? (lead.at(-1) ?? '') : '';
  const isClosed = quote !== '' && after.startsWith(quote);
  // A closing quote that is there is written again, before the colon.
  const whole = isClosed && !hasColon ? { start: span.start, end: span.end + 1 } : span;
  const mark = /^\s*\{/.test(file.text) && !isQuoted ? '"' : '';
  const quotes = [mark, mark === '' && !hasColon ? quote : mark] as const;
  const forms = [
    ...(isFirst && quote !== '' && !isClosed ? [`${MARK}${quote}: `] : []),
    // After a comma, it is a key only where it cannot be a part of a value.
    ...(isAfterComma ? [MARK] : []),
    ...(isFirst && !hasColon && !isQuoted ? [`${MARK}: `] : []),
    MARK,
    ...(quote !== '' && !isClosed ? [MARK + quote] : []),
  ];
  const parse = (head: string, form: string, tail: string) =>
    parseYaml(new SourceFile(file.path, file.name, head + form + tail));
  // One long line is read whole, whatever is left out around it.
  if (takesAround ?? file.text.length - (end - start) > LONG_TEXT) {
    const [above, below] = linesAround(file.text, span.start);
    const [head, tail] = [above + file.text.slice(start, span.start), file.text.slice(span.end, end) + below];
    for (const form of forms) {
      const { root, problems } = parse(head, form, tail);
      const found = problems.length === 0 && find(root, []);
      if (found) return { ...found, span: whole, quotes, needsColon: !hasColon };
    }
  }
  // Where the lines around it cannot be read by themselves, the whole text tells.
  for (const form of forms) {
    const found = find(parse(file.text.slice(0, span.start), form, file.text.slice(span.end)).root, []);
    if (found) return { ...found, span: whole, quotes, needsColon: !hasColon };
  }
  return undefined;
}

/**
 * The lines above and below that of an offset which tell where in the structure it is: those with the keys that lead to it, and the
 * other entries of its own map. What is nested in others is left out: that is most of a long file.
 */
function linesAround(text: string, offset: number): readonly [string, string] {
  const lines = text.split('\n');
  const own = text.slice(0, offset).split('\n').length - 1;
  const isFilled = (lines[own] ?? '').trim() !== '';
  const written = offset - text.lastIndexOf('\n', offset - 1) - 1;
  const { indentation, column } = isFilled
    ? placeOf(lines[own] ?? '')
    : { indentation: written, column: written };
  const below: string[] = [];
  for (const line of lines.slice(own + 1)) {
    if (isSkipped(line)) continue;
    const place = placeOf(line);
    if (place.column < column || place.indentation < column) break;
    if (place.indentation === column) below.push(line);
  }
  const above: string[] = [];
  let isOwnMap = indentation >= column;
  let isInList = indentation < column;
  let level = isOwnMap ? column : indentation;
  for (const line of lines.slice(0, own).reverse()) {
    if (isSkipped(line)) continue;
    const place = placeOf(line);
    const isItem = place.column > place.indentation;
    const leads = place.indentation < level || (isInList && place.indentation === level && !isItem);
    if (!leads && !(isOwnMap && place.indentation === level)) continue;
    above.push(line);
    if (!leads) continue;
    isInList = isItem;
    isOwnMap = false;
    level = place.indentation;
  }
  return [
    above
      .reverse()
      .map((line) => `${line}\n`)
      .join(''),
    below.map((line) => `\n${line}`).join(''),
  ];
}

const isSkipped = (line: string): boolean => /^\s*(?:#|$)/.test(line);

/** Where a line begins, and where its key does, after the dashes of list items. */
function placeOf(line: string): { readonly indentation: number; readonly column: number } {
  return {
    indentation: line.search(/\S/),
    column: (/^\s*(?:-\s+)*/.exec(line)?.[0] ?? '').length,
  };
}

type Found = Pick<Cursor, 'isKey' | 'way' | 'map' | 'others'>;

export const NONE: ReadonlySet<string> = new Set();

function find(node: Node | undefined, way: readonly string[], map?: Node): Found | undefined {
  if (node?.kind === 'scalar') {
    if (!node.written.includes(MARK)) return undefined;
    const others = new Set(node.text.split(',').map((item) => item.trim()));
    return { isKey: false, way, map, others };
  }
  for (const { key, value } of entriesOf(node)) {
    if (key.written.includes(MARK)) return { isKey: true, way, map: node, others: NONE };
    const found = find(value, [...way, key.text], node);
    if (found) return found;
  }
  for (const item of itemsOf(node)) {
    const found = find(item, [...way, '-'], map);
    if (found) return found;
  }
  return undefined;
}
