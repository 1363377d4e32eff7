import type { ScriptCommand } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import type { InstanceScript } from './instance-script.js';

/** The absolute folder in which each command of a script runs; only the commands of which the script says it. */
export const workingFolders = oncePer(
  ({ cwd, script }: InstanceScript): ReadonlyMap<ScriptCommand, string> => {
    const folders = new Map<ScriptCommand, string>();
    let entered: Word | undefined = cwd;
    for (const command of script.commands) {
      if (entered?.kind === 'literal' && entered.text.startsWith('/')) folders.set(command, entered.text);
      const [program, folder] = command.words;
      if (program?.text === 'cd') entered = folder ?? cwd;
    }
    return folders;
  },
);
