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

/** A module that a script of Node.js loads as it begins, wherever it may be. */
export interface LoadedModule {
  /** As it is written: `express`, `./routes`. */
  readonly name: string;
  /** Where it is written, in UTF-16 units. */
  readonly start: number;
}

/** Comments, strings and templates; what opens and closes a block or a list; a regular expression after what no value ends with. */
const TOKEN =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\\n]|\\.)*'?|"(?:[^"\\\n]|\\.)*"?|`(?:[^`\\]|\\[^])*`?|(?<=[=(,:[!&|?{};\n][ \t]?)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.){0,200}\]){1,500}\/|[()[\]{}]/g;

/** A statement at the beginning of a line that loads a module and does not depend on anything. */
const LOADS =
  /^(?:(?:(?:const|let|var)[ \t]+(?:[\w$]+|\{[^{}]{0,1000}\})[ \t]*=[ \t]*)?(?:__import\w{4,7}\()?require\([ \t]*|(?:import|export)\b(?![ \t]*(?:\(|type\b))(?:[^'"`();=]{0,1000}?\bfrom[ \t]*|[ \t]*))(["'])([^"'\n]{1,200})\1/gm;

/** A line that decides about the next one. */
const CONDITION = /^[ \t]*(?:\}[ \t]*)?(?:else|for|if|while)\b[^;{]*$/;

const lineBefore = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('\n', at - 2) + 1, Math.max(at - 1, 0));

/** The modules that a script loads in statements of its own, at its top level: no condition or function is around them. */
export function loadedModulesIn(text: string): LoadedModule[] {
  const candidates = [...text.matchAll(LOADS)];
  const found: LoadedModule[] = [];
  let [depth, next] = [0, 0];
  if (candidates.length === 0) return found;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    for (let match = candidates[next]; match && match.index < index; match = candidates[++next]) {
      const [whole, , name = ''] = match;
      if (depth === 0 && !CONDITION.test(lineBefore(text, match.index)))
        found.push({ name, start: match.index + whole.length - 1 - name.length });
    }
    // What begins inside of a comment or of a text loads nothing.
    while ((candidates[next]?.index ?? Infinity) < index + token.length) next++;
    if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token)) depth--;
  }
  return found;
}
