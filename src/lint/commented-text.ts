import { nginxTokens } from '../parse/nginx/nginx-scanner.js';
import { parseNginx, type NginxDirective } from '../parse/nginx/nginx.js';
import { parseProcfile } from '../parse/procfile.js';
import { parseScript, type ShellScript } from '../parse/shell/script.js';
import { mappedText, placeOfMapped } from '../parse/shell/word.js';
import { partsOf, scalarsIn } from '../parse/tree/tree.js';
import type { Node, ScalarNode } from '../parse/yaml/node.js';
import type { Place, SourceFile, Span } from '../source/index.js';
import { partitionPoint } from '../util/partition-point.js';
import { fileKind } from './file-kind.js';

/** What has to be known of a file to find its comments, and what they cover. */
export interface CommentedText {
  /** Whether a `#` is a part of a text: of a value, a quoted word, a here-document. */
  readonly isInText: (offset: number) => boolean;
  /** What begins on a line and may go on for more: a comment covers it whole. */
  readonly parts: readonly Place[];
}

/** What is known without parsing: each comment covers its own line or the next. */
export const UNPARSED: CommentedText = { isInText: () => false, parts: [] };

/** A file that is neither YAML nor JSON, by the program that reads it. */
export function commentedText(file: SourceFile): CommentedText {
  switch (fileKind(file)) {
    case 'procfile':
      return ofProcfile(file);
    case 'nginx':
      return ofNginx(file);
    case 'shell':
      return ofShell(parseScript(file));
    case 'other':
      return UNPARSED;
  }
}

const ofProcfile = (file: SourceFile): CommentedText => ({
  isInText: insideOf(parseProcfile(file).entries.flatMap(({ command }) => textsOf(parseScript(command)))),
  parts: [],
});

const ofShell = (script: ShellScript): CommentedText => ({
  isInText: insideOf(textsOf(script)),
  parts: script.commands.map(({ place }) => place),
});

const textsOf = ({ words, redirections }: ShellScript): Place[] => [
  ...words.map(({ place }) => place),
  ...redirections.flatMap(({ hereDocument }) => (hereDocument ? [placeOfMapped(hereDocument.body)] : [])),
];

function ofNginx(file: SourceFile): CommentedText {
  const source = mappedText(file);
  const words = [...nginxTokens(source)].flatMap((token) =>
    token.kind === 'word' ? [token.word.place] : [],
  );
  return { isInText: insideOf(words), parts: [...partsOfBlock(parseNginx(source).directives)] };
}

/** Every directive from its name to the end of what is in it. */
function* partsOfBlock(directives: readonly NginxDirective[]): Iterable<Place> {
  for (const { name, args, block = [] } of directives) {
    const inner = [...partsOfBlock(block)];
    yield* inner;
    const end = [name, ...args].at(-1)?.place.span.end ?? name.place.span.end;
    const last = inner.reduce((latest, { span }) => Math.max(latest, span.end), end);
    yield { file: name.place.file, span: { start: name.place.span.start, end: last } };
  }
}

/** A file of YAML or JSON. */
export function commentedTree(root: Node | undefined): CommentedText {
  const parts = [...partsOf(root)];
  return { isInText: scalarFinder(scalarsIn(root, parts)), parts: parts.map(({ place }) => place) };
}

function insideOf(places: readonly Place[]): (offset: number) => boolean {
  const spans = places.map(({ span }) => span).sort((a, b) => a.start - b.start);
  return (offset) => (lastBefore(spans, offset, (span) => span)?.end ?? -1) > offset;
}

/** A `#` inside a text is not a comment; after the `|` of a block scalar it is one. */
function scalarFinder(scalars: readonly ScalarNode[]): (offset: number) => boolean {
  return (offset) => {
    const node = lastBefore(scalars, offset, ({ place }) => place.span);
    if (!node || offset >= node.place.span.end) return false;
    const lineBreak = node.place.file.text.lastIndexOf('\n', offset);
    return node.style !== 'block' || lineBreak >= node.place.span.start;
  };
}

/** The last of some sorted items that begins at an offset or before it. */
const lastBefore = <T>(items: readonly T[], offset: number, spanOf: (item: T) => Span): T | undefined =>
  items[partitionPoint(items, (item) => spanOf(item).start <= offset) - 1];
