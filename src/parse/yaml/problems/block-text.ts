/** A line of a file that breaks the block scalar above it, and how. */
export type BlockFault =
  | { readonly code: 'unindented-block-text'; readonly key: string }
  | { readonly code: 'unindented-here-document'; readonly delimiter: string };

/** `key: |` at the end of a line, or `- |`: the indentation and the key. */
function headerOf(line: string): { readonly indentation: number; readonly key: string } | undefined {
  const end = line.search(/[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/);
  const found = end === -1 ? null : KEY_OF_BLOCK.exec(line.slice(0, end).trimEnd());
  return found ? { indentation: indentationOf(line), key: found[2] ?? '' } : undefined;
}

const KEY_OF_BLOCK = /^ *(?:- )*(?:(["']?)([^\s"':#-][^"':#]*)\1:)?$/;

const KEY = /^ *(?:- +)?(?:"[^"]*"|'[^']*'|[\w./-]+) *:(?: |$)/;

const indentationOf = (line: string): number => line.search(/\S/);

/**
 * Why a line at which the YAML reader stumbles does not belong to the block scalar above it, if it was meant to: the
 * text of the block is not indented at all, or a here-document in it is not.
 * @returns the line, as an index in `lines`, at which the mistake begins
 */
export function blockFaultAt(
  lines: readonly string[],
  stumble: number,
): { readonly line: number; readonly fault: BlockFault } | undefined {
  for (let index = stumble - 1; index >= 0; index--) {
    const header = headerOf(lines[index] ?? '');
    if (!header) continue;
    const { indentation, key } = header;
    const first = lines.findIndex((line, at) => at > index && line.trim() !== '');
    const text = lines[first] ?? '';
    if (indentationOf(text) <= indentation)
      return key === '' || (KEY.test(text) && !text.startsWith('#!'))
        ? undefined
        : { line: first, fault: { code: 'unindented-block-text', key: key.trim() } };
    const block = lines.slice(first, stumble).filter((line) => line.trim() !== '');
    const delimiter = openHereDocument(block);
    return delimiter === undefined || block.some((line) => indentationOf(line) <= indentation)
      ? undefined
      : { line: stumble, fault: { code: 'unindented-here-document', delimiter } };
  }
  return undefined;
}

/** The delimiter of a here-document that begins in some lines and does not end there. */
function openHereDocument(lines: readonly string[]): string | undefined {
  let open: string | undefined;
  for (const line of lines)
    if (open === undefined) open = /(?<!<)<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(line)?.[2];
    else if (line.trim() === open) open = undefined;
  return open;
}
