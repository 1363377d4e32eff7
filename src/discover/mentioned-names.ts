import { MAX_MENTIONED_NAME_CHARACTERS } from '../knowledge/limits.js';

/** What a text may hold of paths below the root, and of Python modules there. */
const WORD = /[\w@.+/-]+/g;

/** Where a platform keeps the root on its instances. */
const ON_INSTANCE = /^\/(?:var\/app\/(?:current|staging|ondeck)|opt\/python\/(?:current|ondeck)\/app)\//;

const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

/** The words of a text that may be paths below the root, each once. */
export function pathsIn(text: string): Set<string> {
  const paths = new Set<string>();
  for (const word of new Set(text.match(WORD))) {
    const path = word.length <= MAX_MENTIONED_NAME_CHARACTERS ? pathOf(word) : undefined;
    if (path !== undefined) paths.add(path);
  }
  return paths;
}

/** `./a/b.sh`, `/var/app/current/a/b.sh` and `a/b.sh` are one file; a path that leads up or elsewhere is none of the project's. */
function pathOf(word: string): string | undefined {
  // Most words are a single name.
  if (!word.includes('/')) return word === '.' || word === '..' ? undefined : word;
  const parts = word
    .replace(ON_INSTANCE, './')
    .split('/')
    .filter((part, index, all) => part !== '.' && !(part === '' && index === all.length - 1));
  return parts.length === 0 || parts.includes('..') || parts.includes('') ? undefined : parts.join('/');
}

/** The files that a dotted name such as `app.wsgi` may stand for. */
export function modulesOf(word: string): string[] {
  if (!MODULE.test(word)) return [];
  const path = word.replaceAll('.', '/');
  return [`${path}.py`, `${path}/__init__.py`];
}
