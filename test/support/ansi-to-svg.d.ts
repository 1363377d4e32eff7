/** The package has no types. https://github.com/F1LT3R/ansi-to-svg */
declare module 'ansi-to-svg' {
  /** Terminal text with escape sequences as SVG. */
  export default function ansiToSvg(text: string, options: object): string;
}
