/** A host without port and final dot, in small letters. */
export const hostName = (host: string): string => host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');

/**
 * A path as nginx compares it: decoded, with one slash in place of several, and without `.` and `..`. Undefined where nginx refuses it.
 */
export function normalPath(raw: string): string | undefined {
  if (!raw.startsWith('/')) return undefined;
  if (/%(?![\da-fA-F]{2})|%00|[\0-\x20\x7f]/.test(raw)) return undefined;
  const segments: string[] = [];
  const parts = raw
    .replace(/%([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .split('/');
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '..' && segments.pop() === undefined) return undefined;
    if (part === '' || part === '.' || part === '..') {
      if (isLast) segments.push('');
    } else segments.push(part);
  }
  return `/${segments.join('/')}`;
}

/** What comes after the address in a URL. */
export function uriOf(url: string): string {
  const rest = url.slice(url.indexOf('://') + '://'.length);
  if (!rest.startsWith('unix:')) return /[/?]/.test(rest) ? rest.slice(rest.search(/[/?]/)) : '';
  const colon = rest.indexOf(':', 'unix:'.length);
  return colon === -1 ? '' : rest.slice(colon + 1);
}

/** As nginx writes what it captured into a query. */
export const escapeArgument = (text: string): string =>
  text.replace(/[\0-\x20"#%&+;?\\^`{|}\x7f-\xff]/g, escapeByte);

const escapeByte = (byte: string): string =>
  `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** As nginx writes a path that it changed, or that it decoded. */
export const escapePath = (path: string): string =>
  path.replace(/[\0-\x20"#%<>?\\^`{|}\x7f-\xff]/g, escapeByte);
