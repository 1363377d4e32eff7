import type { SourceFile } from '../../../source/index.js';
import { isTypographicallyQuoted } from '../is-typographically-quoted.js';
import { entriesOf, itemsOf, type Node, type ScalarNode } from '../node.js';

/** The keys and values of a file in quotes that YAML takes for letters. */
export const inTypographicQuotes = ({ file, root }: ParsedFile): ScalarNode[] =>
  // Nearly no file has such quotes.
  /[‘-‟]/.test(file.text) ? [...quotedIn(root)] : [];

interface ParsedFile {
  readonly file: SourceFile;
  readonly root: Node | undefined;
}

function* quotedIn(node: Node | undefined): Generator<ScalarNode> {
  if (node?.kind === 'scalar' && node.style === 'plain' && isTypographicallyQuoted(node.written)) yield node;
  for (const { key, value } of entriesOf(node)) {
    yield* quotedIn(key);
    yield* quotedIn(value);
  }
  for (const item of itemsOf(node)) yield* quotedIn(item);
}
