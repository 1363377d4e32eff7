import { entriesIn } from '../../parse/config-file/sections.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import type { ShellScript } from '../../parse/shell/script.js';
import { oncePer } from '../../util/once-per.js';
import { baseName } from '../../util/paths.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { wordUses } from '../execution/path-uses.js';

/** Where the system has its programs, and where Amazon Linux had those of AWS. */
const SYSTEM = /^(?:\/usr)?\/s?bin\/|^\/opt\/aws\//;

/**
 * Tells whether a program, named with or without its folder, is one that the project brings, not the one that other systems
 * have by its name: a function of the script, a file in another folder, or one that the project writes or links.
 */
export function ownPrograms(
  configFiles: readonly ConfigFile[],
  scripts: readonly InstanceScript[],
): (path: string, script: ShellScript) => boolean {
  const written = new Set([
    ...configFiles.flatMap((file) => entriesIn(file, 'files').map(({ name }) => baseName(name.text))),
    ...scripts.flatMap(({ script }) =>
      wordUses(script).flatMap(({ word, use }) => (use === 'writes' ? [baseName(word.text)] : [])),
    ),
  ]);
  return (path, script) => {
    const name = baseName(path);
    return (path.includes('/') && !SYSTEM.test(path)) || written.has(name) || functionsOf(script).has(name);
  };
}

const functionsOf = oncePer(
  ({ commands }: ShellScript): ReadonlySet<string> =>
    new Set(commands.flatMap(({ functionName }) => functionName ?? [])),
);
