import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import { hasNewVersion, type InstanceScript, isBeforeStart } from '../execution/instance-script.js';
import { wordUses } from '../execution/path-uses.js';

/** What is before a path below the root of the bundle. */
export const BUNDLE_FOLDERS = /^(?:\.\/|\/var\/app\/(?:staging|current|ondeck)\/)+/;

/** The paths below the root of the bundle that a script runs, as it names them. */
export const runPaths = ({ script }: InstanceScript): ReadonlySet<string> =>
  new Set(
    wordUses(script)
      .filter(({ use }) => use === 'runs')
      .map(({ word }) => word.text.replace(BUNDLE_FOLDERS, '')),
  );

/** Programs that put a script where something else runs it. */
const COPIES: ReadonlySet<string> = new Set(['cat', 'cp', 'install', 'ln', 'mv']);

/** The scripts below the root of the bundle that a script copies, as it names them. */
export const copiedScripts = ({ script }: InstanceScript): readonly string[] =>
  wordUses(script)
    .filter(
      ({ word, commands }) =>
        /\.(?:ba)?sh$/.test(word.text) && (commands.at(-1)?.words ?? []).some(({ text }) => COPIES.has(text)),
    )
    .map(({ word }) => word.text.replace(BUNDLE_FOLDERS, ''));

/** Whether a script, or a part of it, runs in another folder than the root of the bundle. */
export const leavesRoot = oncePer((script: InstanceScript): boolean => {
  const { cwd, text, stage } = script;
  if (cwd !== undefined && !isRoot(cwd, stage)) return true;
  return (
    ENTERS.test(text) &&
    invocationsOf(script.script).some(({ programs, args }) =>
      programs.some((program) => {
        const [folder] = args.filter((word) => !word.text.startsWith('-'));
        return ENTERING.has(program.text) && !(program.text === 'cd' && folder && isRoot(folder, stage));
      }),
    )
  );
});

/** A fast check before a script is parsed. */
const ENTERS = /\b(?:cd|pushd|chdir|chroot)\b/;

const ENTERING: ReadonlySet<string> = new Set(['cd', 'pushd', 'chdir', 'chroot']);

/** Whether it is the folder in which the scripts of a stage begin. */
const isRoot = ({ kind, text }: Word, stage: InstanceScript['stage']): boolean =>
  kind === 'literal' &&
  (/^\.\/?$/.test(text) ||
    (hasNewVersion(stage) && text.replace(/\/$/, '') === (isBeforeStart(stage) ? STAGING : CURRENT)));

const STAGING = '/var/app/staging';
const CURRENT = '/var/app/current';
