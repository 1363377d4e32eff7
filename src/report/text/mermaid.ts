/** All signs but letters, digits and a few more are written as numbers, so that none means anything. */
export const mermaidText = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,:/()_-]/gu, (sign) => `#${sign.codePointAt(0)};`);

/** A box with lines of text. https://mermaid.js.org/syntax/flowchart.html */
export const mermaidBox = (id: string, lines: readonly string[]): string =>
  `${id}["${lines.map(mermaidText).join('<br/>')}"]`;

const STYLES = {
  default: 'stroke-dasharray:2 2',
  disabled: 'opacity:0.5',
  missing: 'stroke:#d1242f,stroke-dasharray:6 3',
  unknown: 'stroke-dasharray:6 3',
  error: 'stroke:#d1242f,stroke-width:2px',
  warning: 'stroke:#9a6700,stroke-width:2px',
} as const;

/** `default` is a word of Mermaid's own. */
const CLASS = 'is-';

/** The lines that give boxes their looks; a look that has no style is left out. */
export const mermaidLooks = (lookOf: ReadonlyMap<string, string>): readonly string[] =>
  Object.entries(STYLES).flatMap(([look, style]) => {
    const own = [...lookOf].flatMap(([id, one]) => (one === look ? [id] : []));
    return own.length === 0
      ? []
      : [`  classDef ${CLASS}${look} ${style}`, `  class ${own.join(',')} ${CLASS}${look}`];
  });
