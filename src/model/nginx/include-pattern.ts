/**
 * Whether an `include` reads a file: `*` matches a part of one name, as in glob(3), and never a dot at its beginning.
 */
export function matchesInclude(path: string, pattern: string): boolean {
  const wanted = pattern
    .replace(ROOTS, '')
    .replace(/^(?:\.\/)+/, '')
    .split('/');
  const segments = path.split('/');
  return (
    wanted.length === segments.length &&
    segments.every((segment, index) => matches(segment, wanted[index] ?? ''))
  );
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return name === pattern;
  if (!name.startsWith(first) || (first === '' && name.startsWith('.'))) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return name.endsWith(last) && name.length - last.length >= at;
}

/** The folder of the main file: relative paths start there. While it is tested, that is Elastic Beanstalk's staging. */
const ROOTS = /^\/(?:etc|var\/proxy\/staging)\/nginx\//;

/** What the package of nginx installs: nothing that another file depends on. */
const PACKAGED = /(?:^|\/)(?:mime\.types|(?:fastcgi|scgi|uwsgi)(?:_params|\.conf)|koi-(?:utf|win)|win-utf)$/;

/** Whether an `include` that finds no file hides nothing: folders of Elastic Beanstalk may be empty. */
export const isKnownInclude = (pattern: string): boolean =>
  PACKAGED.test(pattern) || pattern.replace(ROOTS, '').startsWith('conf.d/');
