const LOCAL_MODULE =
  /(?:\brequire\s*\(|\bimport\s*\(|\bfrom|\bimport)\s*['"](\.{1,2}(?:\/[^'"\n]{0,200})?)['"]/g;

/** The modules of its project that a script of Node.js runs, as it names them: `./app`, `../lib/sockets.js`. */
export const localModulesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(LOCAL_MODULE)].map(([, name = '']) => name)),
];

/** `node server`, `node --trace-warnings .` */
const ENTRY = /\bnode(?:js)?[ \t]+(?:-[\w=-]+[ \t]+){0,10}([\w@./-]{1,200})/g;

/** The files that the commands of a text may start Node.js with, below its folder, where they name none by its whole name. */
export const nodeEntriesIn = (text: string): string[] =>
  [...text.matchAll(ENTRY)].flatMap(([, name = '']) => filesOfModule(name, ''));

/**
 * The files that such a name may mean, seen from a folder (with its slash, or empty); none above the root.
 * https://nodejs.org/api/modules.html#file-modules
 */
export function filesOfModule(name: string, folder: string): string[] {
  const parts: string[] = [];
  for (const part of `${folder}${name}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return [];
    if (!['', '.', '..'].includes(part)) parts.push(part);
  }
  const path = parts.join('/');
  if (/\.(?:[cm]?js|json)$/.test(path)) return [path];
  const base = path === '' ? '' : `${path}/`;
  return [...(path === '' ? [] : [`${path}.js`, `${path}.json`]), `${base}index.js`];
}
