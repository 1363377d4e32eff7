import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesIn } from '../../parse/config-file/sections.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { pathOverlap } from '../execution/path-overlap.js';
import { type WordUse, wordUses } from '../execution/path-uses.js';

/** Programs that write what their arguments name, wherever among them that is. */
const FETCHERS: ReadonlySet<string> = new Set(['git', 'tar', 'unzip', 'virtualenv']);

/** Whether the project writes a path, or something above or below it: by `files`, or by a script that runs. */
export const writtenPaths = (
  configFiles: readonly ConfigFile[],
  scripts: readonly InstanceScript[],
): ((path: string) => boolean) =>
  pathOverlap([
    ...configFiles.flatMap((file) => entriesIn(file, 'files').map(({ name }) => name.text)),
    ...scripts.filter(({ stage }) => stage).flatMap(writtenBy),
  ]);

const writtenBy = ({ script }: InstanceScript): string[] => [
  ...wordUses(script)
    .filter(succeeds)
    .map(({ word }) => word.text),
  ...script.commands
    .filter(({ words }) => words.some(({ text }) => FETCHERS.has(text)))
    .flatMap(({ words }) => words.map(({ text }) => text)),
];

const succeeds = ({ word, use }: WordUse): boolean =>
  use === 'makes' || (use === 'writes' && retiredPaths(word.text, 'command').next().done === true);

/** Whether the folder of a path is one that supported platforms do not have: nothing can be written there. */
export function isInRetiredFolder(path: string): boolean {
  const [found] = retiredPaths(path.slice(0, path.lastIndexOf('/')), 'command');
  return found !== undefined;
}
