/** Select Graphic Rendition codes that switch a style on and off. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  cyan: [36, 39],
  yellow: [33, 39],
} as const;

export type Style = keyof typeof CODES;

/** Puts a style on a text, where color is wanted. */
export type Paint = (style: Style, text: string) => string;

export const painter = (color: boolean): Paint =>
  color
    ? (style, text) => `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`
    : (_style, text) => text;

/**
 * CSI (colors), OSC (hyperlinks), and OSC wrapped in a DCS for tmux, where each ESC inside is doubled. None is longer
 * than a page: without an end to each, a text full of beginnings would take minutes.
 */
const SEQUENCES =
  /\u001b(?:\[[0-?]{0,99}[ -/]{0,99}[@-~]|\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|P(?:[^\u001b]|\u001b\u001b){0,4096}\u001b\\)/g;

/** A text without the sequences that color it or make it a hyperlink. */
export const stripAnsi = (text: string): string => text.replace(SEQUENCES, '');
