import { scalarsOf } from '../../parse/config-file/sections.js';
import { child, entriesOf } from '../../parse/yaml/node.js';
import { START_COMMAND } from './package-script.js';
import { dataFiles, dataFile } from '../platform/data-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { commandEntries } from '../bundle/config-files.js';
import { procfile } from '../platform/procfile.js';
import { fact } from '../fact.js';

/** Scripts that npm runs by itself on an instance. */
const OWN_SCRIPTS: ReadonlySet<string> = new Set([
  'install',
  'postinstall',
  'preinstall',
  'prepare',
  'prestart',
]);

const BUILDS = /\b(?:build|gulp|grunt|make|npm|npx|pnpm|tsc|webpack|yarn)\b|\.sh\b/;

/** A command without the script in a folder `build` that it starts last: that name builds nothing. */
function beforeStart(command: string): string {
  const words = command.trim().split(/\s+/);
  return /^(?:\.\/)?build\/.*\.[cm]?js$/.test(words.at(-1) ?? '') ? words.slice(0, -1).join(' ') : command;
}

/** Whether anything on the instance may make a file that the bundle does not have. */
export const mayBeBuilt = fact('mayBeBuilt', (project): boolean => {
  const scripts = entriesOf(child(dataFile(dataFiles(project), 'package.json')?.root, 'scripts'));
  return (
    deployedFiles(project).files.some(({ name }) => name === 'Buildfile' || name.startsWith('.platform/')) ||
    commandEntries(project).some(({ command }) => scalarsOf(command).some(({ text }) => BUILDS.test(text))) ||
    scripts.some(({ key }) => OWN_SCRIPTS.has(key.text)) ||
    procfile(project)?.entries.some(
      ({ command }) => !START_COMMAND.test(command.text.trim()) && BUILDS.test(beforeStart(command.text)),
    ) === true
  );
});
