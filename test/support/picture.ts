import ansiToSvg from 'ansi-to-svg';

/** Colors of a terminal on GitHub's pages, with a contrast of at least 4.5 to the background. */
const THEMES = {
  light: {
    backgroundColor: '#ffffff',
    foregroundColor: '#1f2328',
    red: '#cf222e',
    green: '#116329',
    yellow: '#7d4e00',
    blue: '#0550ae',
    magenta: '#8250df',
    cyan: '#1b7c83',
    gray: '#57606a',
  },
  dark: {
    backgroundColor: '#0d1117',
    foregroundColor: '#e6edf3',
    red: '#ff7b72',
    green: '#3fb950',
    yellow: '#d29922',
    blue: '#79c0ff',
    magenta: '#d2a8ff',
    cyan: '#39c5cf',
    gray: '#9198a1',
  },
} as const;

export type Theme = keyof typeof THEMES;

export const themes = Object.keys(THEMES) as Theme[];

/** What a terminal shows, as a picture. */
export const picture = (output: string, theme: Theme): string =>
  ansiToSvg(output, {
    colors: THEMES[theme],
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono, monospace',
    paddingTop: 8,
    paddingLeft: 12,
    paddingBottom: 8,
    paddingRight: 12,
  })
    .replace('<svg ', '<svg role="img" xml:space="preserve" ')
    // The text begins where its first sign is.
    .replace(/(<text [^>]*>) +/g, '$1')
    .replaceAll('<text ', '\n<text ');
