import { painter, type Style } from '../report/text/ansi.js';

/** How lines of a unified diff look, by how they begin; the first that fits. */
const STYLES: readonly (readonly [RegExp, Style])[] = [
  [/^(?:diff --git|---|\+\+\+) /, 'bold'],
  [/^@@/, 'cyan'],
  [/^-/, 'red'],
  [/^\+/, 'green'],
];

/** A diff in the colors that git gives one. */
export const paintDiff = (diff: string): string =>
  diff
    .split('\n')
    .map((line) => {
      const style = STYLES.find(([start]) => start.test(line))?.[1];
      return style === undefined ? line : painter(true)(style, line);
    })
    .join('\n');
