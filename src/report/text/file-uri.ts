/** `C:\app` is `file:///C:/app`, `\\server\share` is `file://server/share`. */
export function fileUri(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const isUnc = path.startsWith('\\\\');
  return `file://${isUnc ? '' : slashed.startsWith('/') ? '' : '/'}${encoded(isUnc ? slashed.slice(2) : slashed)}`;
}

/** A path whose segments are percent-encoded. What is not a character is not part of any URI. */
export const encoded = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map((segment, index) =>
      index < 2 && /^[A-Za-z]:$/.test(segment) ? segment : encodeURIComponent(segment),
    )
    .join('/');
