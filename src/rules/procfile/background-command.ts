import { type Detachment, detachmentOf } from '../../knowledge/instance/detaching.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { lastRunBy } from '../../model/entry/start-script.js';
import { type InstanceScript, scriptOfFile } from '../../model/execution/instance-script.js';
import { procfile } from '../../model/platform/procfile.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { BUNDLE_FOLDERS } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { outsideQuotes } from '../../parse/index.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { SHELLS, unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { placeOf } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { source } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const backgroundCommand: Rule = {
  meta: {
    summary: 'A command of the Procfile runs in the background',
    why: 'Elastic Beanstalk expects the processes of a Procfile to run continuously, and restarts those that end. With an ampersand at the end, or a program that detaches from its shell, the command returns at once, so the process is restarted again and again.',
    consequence: 'traffic-breaks',
    references: ['guide:platforms-linux-extend.build-proc'],
  },
  needs: source('Procfile'),
  *check(project) {
    for (const entry of procfile(project)?.entries ?? []) {
      const finding = endsInAmpersand(entry) ?? endsDetached(entry, project) ?? endsInScript(entry, project);
      if (finding) yield finding;
    }
  },
};

function endsInAmpersand({ command, place: { file, span }, name }: ProcfileEntry): Finding | undefined {
  if (!/(?:^|[^&\\])&$/.test(outsideQuotes(command.text))) return undefined;
  return {
    at: placeOf(file, span.end - 1, span.end),
    message: `Process "${name.value}" runs in the background, so its shell ends at once`,
    help: 'Remove the `&`.',
  };
}

/** The last command is a program that detaches: what comes before it has ended, or is in the background. */
function endsDetached({ commands, name }: ProcfileEntry, project: Project): Finding | undefined {
  const { files } = deployedFiles(project);
  const last = commands.at(-1);
  if (!last || last.branches.length > 0 || last.functionName !== undefined || last.pipe) return undefined;
  const { commands: [, ...inner] = [] } = unwrapCommand(last).at(-1) ?? {};
  const { program, args = [] } = lastRunBy(last, files) ?? {};
  const detachment = program && (detachmentOf(program.text, args) ?? ampersandIn(inner));
  if (!detachment) return undefined;
  const { flag, help } = detachment;
  return {
    at: (flag ?? program).place,
    message: `${program.text} runs in the background, so process "${name.value}" ends at once`,
    help,
  };
}

/** That of the script in `sh -c '…'`: nothing is left for its shell to do. */
const ampersandIn = (commands: readonly ScriptCommand[]): Detachment<never> | undefined =>
  commands.some(({ isInBackground }) => isInBackground)
    ? { flag: undefined, help: 'Remove the `&`.' }
    : undefined;

/** The last command is a script of the project, and the last command of that is in the background. */
function endsInScript(entry: ProcfileEntry, project: Project): Finding | undefined {
  const script = scriptOfProcess(entry, project);
  const program = script && leftInBackground(script);
  if (!program) return undefined;
  return {
    at: program.place,
    message: `${program.text} runs in the background, so process "${entry.name.value}" ends at once`,
    help: 'Remove the `&`, and start it with `exec`.',
    related: [{ at: entry.place, note: 'the process runs this script' }],
  };
}

/** The program that a script starts in the background before it ends. */
const leftInBackground = oncePer(({ text, script: { commands } }: InstanceScript): Word | undefined => {
  const last = commands.at(-1);
  if (!last?.isInBackground || /\b(?:exec|wait)\b/.test(text)) return undefined;
  const isConditional = last.functionName !== undefined || last.guards.length + last.branches.length > 0;
  return isConditional ? undefined : (unwrapCommand(last).at(-1)?.program ?? last.words[0]);
});

/** What a relative path is relative to is then another folder. */
const changesFolder = ({ words }: ScriptCommand): boolean => /^(?:cd|pushd)$/.test(words[0]?.text ?? '');

/** Where a shell looks for a program without a folder. */
const PATH = ['/usr/local/sbin/', '/usr/local/bin/', '/usr/sbin/', '/usr/bin/', '/sbin/', '/bin/'];

/** The shell script of the project that a process of the Procfile ends with: in the bundle, or written by `files`. */
function scriptOfProcess({ commands }: ProcfileEntry, project: Project): InstanceScript | undefined {
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
