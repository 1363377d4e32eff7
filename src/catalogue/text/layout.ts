/** Lines of cells, each column but the last as wide as its widest cell. */
export function columns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.min(66, Math.max(...lines.map((cells) => cells[column]?.length ?? 0))),
  );
  return lines
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** A label with no text, a line or several. */
export type Row = readonly [label: string, text: string | readonly string[] | undefined];

/** Labels with their texts below each other; a label without text is left out. */
export const rows = (all: readonly Row[]): string =>
  all
    .flatMap(([label, text]) => {
      const lines = text === undefined || text === '' ? [] : typeof text === 'string' ? [text] : text;
      return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(13)}${line}\n`);
    })
    .join('');
