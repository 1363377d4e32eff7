import { entriesOf, itemsOf, type Node, type ScalarNode } from '../parse/node.js';

/** A text in quotes of a word processor, and no such quotes inside. */
const SMART_QUOTED = /^(?:[“”„‟][^“”„‟]*[“”„‟]|[‘’‚‛][^‘’‚‛]*[‘’‚‛])$/;

/** Whether there is anything to look for: nearly no file has such quotes. */
export const hasSmartQuotes = (text: string): boolean => /[‘-‟]/.test(text);

/** The keys and values of a file that are in quotes which YAML reads as letters. */
export function* smartQuotedScalars(node: Node | undefined): Generator<ScalarNode> {
  if (node?.kind === 'scalar' && node.style === 'plain' && SMART_QUOTED.test(node.written)) yield node;
  for (const { key, value } of entriesOf(node)) {
    yield* smartQuotedScalars(key);
    yield* smartQuotedScalars(value);
  }
  for (const item of itemsOf(node)) yield* smartQuotedScalars(item);
}
