import type { ProcfileEntry } from '../../parse/procfile.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { SHELLS, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { sourceNamed, type Project } from '../project.js';
import { scriptOfFile, type InstanceScript } from '../execution/instance-script.js';
import { BUNDLE_FOLDERS } from './run-paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { scripts } from './scripts.js';

/** What a relative path is relative to is then another folder. */
const changesFolder = ({ words }: ScriptCommand): boolean => /^(?:cd|pushd)$/.test(words[0]?.text ?? '');

/** Where a shell looks for a program without a folder. */
const PATH = ['/usr/local/sbin/', '/usr/local/bin/', '/usr/sbin/', '/usr/bin/', '/sbin/', '/bin/'];

/** The shell script of the project that a process of the Procfile ends with: in the bundle, or written by `files`. */
export function scriptOfProcess({ commands }: ProcfileEntry, project: Project): InstanceScript | undefined {
  const { files } = deployedFiles(project);
  const last = commands.at(-1);
  if (!last || last.branches.length > 0 || last.functionName !== undefined || last.pipe) return undefined;
  const { program, programs = [], args = [] } = unwrapCommand(last).at(-1) ?? {};
  const path = program && SHELLS.has(program.text) ? args[0] : programs.at(-1);
  if (path?.kind !== 'literal' || commands.some(changesFolder)) return undefined;
  const written = path.text.includes('/') ? [path.text] : PATH.map((folder) => folder + path.text);
  const name = path.text.replace(BUNDLE_FOLDERS, '');
  const isInBundle = path === args[0] || path.text.includes('/');
  const source = isInBundle ? sourceNamed(name, files) : undefined;
  const script = source
    ? scriptOfFile(source, 'side-file', undefined)
    : scripts(project).find(
        ({ origin, name: target }) => origin === 'file' && written.includes(target.value),
      );
  return script?.isShell ? script : undefined;
}
