import { isCronFolder } from '../../knowledge/instance/cron.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { type PathUse, type WordUse, wordUses } from '../execution/path-uses.js';

/**
 * For a crontab that `files` writes: whether a script removes the copy that is made of it, or the crontab itself, so
 * that the next deployment makes no copy.
 */
export function removedBackups(scripts: readonly InstanceScript[]): (crontab: string) => boolean {
  const removed = new Set(scripts.filter(({ text }) => REMOVES.test(text)).flatMap(removedBy));
  const mayBeAny = [...removed].some((name) => OPEN_NAME.test(name) || isCronFolder(name));
  return (crontab) =>
    mayBeAny || [crontab, `${crontab}.bak`].some((path) => namesOf(path).some((name) => removed.has(name)));
}

/** A fast check before a script is parsed. */
const REMOVES = /\b(?:rm|unlink|mv)\b|\s-delete\b/;

const removedBy = (script: InstanceScript): string[] => [
  ...(script.text.includes('.bak') ? backupsIn(script) : []),
  ...(isInFolder(script)
    ? wordUses(script.script)
        .filter(isRemoved)
        .map(({ word }) => word.text)
        .filter((path) => !ELSEWHERE.test(path))
    : []),
];

/** Whatever a script does with them: a filter may take them out of a list. */
const backupsIn = ({ text }: InstanceScript): string[] =>
  text.split(/[\s'"`;|&()]+/).filter((word) => word.includes('.bak'));

const isInFolder = ({ text, cwd }: InstanceScript): boolean =>
  FOLDER.test(text) || isCronFolder(cwd?.text ?? '');

const FOLDER = /\/etc\/cron\.d(?![\w.-])/;

const ELSEWHERE = /^\/(?!etc\/cron)/;

const REMOVED: ReadonlySet<PathUse> = new Set(['removes', 'clears', 'moves']);

/** `find FOLDER` and `ls FOLDER | xargs` may give all that is there to a program that removes it. */
const isRemoved = ({ word, use, commands }: WordUse): boolean => {
  const command = commands.at(-1);
  return (
    REMOVED.has(use) ||
    (use === 'reads' &&
      FOLDER.test(word.text) &&
      (command?.pipe !== undefined || command?.words[0]?.text === 'find'))
  );
};

/** A pattern, a variable or a bare ending, which may match any file. */
const OPEN_NAME = /[*?[{}$\\]|^\.bak/;

/** A path, and what it is called in each of the folders above that a command may enter. */
const namesOf = (path: string): string[] => [
  path,
  ...path.split('/').map((_, at, all) => all.slice(at).join('/')),
];
