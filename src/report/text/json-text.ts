import { visible } from './one-line.js';

/**
 * A value as JSON that ends with a line break. Control characters are written as the escapes that JSON knows, so that they mean
 * the same and act on no terminal.
 */
export const jsonText = (value: unknown, indent?: number): string =>
  `${JSON.stringify(value, null, indent).split('\n').map(visible).join('\n')}\n`;
