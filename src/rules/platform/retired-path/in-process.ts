import { type RetiredPath, retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import { isGuarded } from '../../../model/execution/failure.js';
import { FAILING_USES, type WordUse, wordUses } from '../../../model/execution/path-uses.js';
import type { ShellScript } from '../../../parse/shell/script.js';
import type { Finding } from '../../rule.js';
import { worstOfEach } from '../../support/worst-of-each.js';
import { needed, notUsed } from './messages.js';
import { HARMLESS, placeOfPath } from './path-in-word.js';

/** One finding for each kind of path in the command of a process, which does not start without what it needs. */
export function inProcess(name: string, script: ShellScript, isKnown: (path: string) => boolean): Finding[] {
  const uses = wordUses(script).flatMap((use) =>
    HARMLESS.has(use.use)
      ? []
      : [...retiredPaths(use.word.text, 'command')]
          .filter(({ path }) => !isKnown(path) && !isGuarded({ test: undefined, script }, use, path))
          .map((path) => ({ ...use, path, isFatal: path.certain && isNeeded(use) })),
  );
  return worstOfEach(uses, ({ path }) => path.kind).map(({ worst: { word, path, isFatal } }) => ({
    at: placeOfPath(word, path),
    ...(isFatal ? needed(path, `Process "${name}"`) : notUsed(path)),
    help: helpForProcess(path),
  }));
}

const isNeeded = ({ use, commands }: WordUse): boolean =>
  FAILING_USES.has(use) && commands.every(({ isFailureFatal }) => isFailureFatal);

/** Processes find the programs of the virtual environment by their names. */
function helpForProcess({ path, help }: RetiredPath): string {
  const [, program] = /\/venv\/bin\/([\w.-]+)$/.exec(path) ?? [];
  return program === undefined || program === 'activate' ? help : `Use \`${program}\`.`;
}
