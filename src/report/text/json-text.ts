import { withoutSecrets } from '../../knowledge/secrets/secret-text.js';
import { escaped } from './one-line.js';

/**
 * A value as JSON that ends with a line break. Control characters are written as the escapes that JSON knows, so that they mean
 * the same and act on no terminal.
 */
export const jsonText = (value: unknown, indent?: number, replacer?: Replacer): string =>
  `${JSON.stringify(value, replacer, indent).split('\n').map(escaped).join('\n')}\n`;

type Replacer = (key: string, value: unknown) => unknown;

/** For `jsonText`: every text without what may be a secret. */
export const hidingSecrets: Replacer = (_, value) =>
  typeof value === 'string' ? withoutSecrets(value) : value;
