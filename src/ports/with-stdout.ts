import type { Ports } from './ports.js';

/** Ports whose standard output is still the terminal or the file that it is, and writes in another way. */
export const withStdout = (ports: Ports, write: (text: string) => void): Ports => ({
  ...ports,
  stdout: {
    get isTTY() {
      return ports.stdout.isTTY;
    },
    get columns() {
      return ports.stdout.columns;
    },
    write,
  },
});
