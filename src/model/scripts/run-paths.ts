import { oncePer } from '../../util/memo.js';
import type { InstanceScript } from '../execution/instance-script.js';
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

/** Whether a relative path of a script may not be seen from the root of the bundle. */
export const mayBeElsewhere = oncePer(
  ({ cwd, text }: InstanceScript): boolean => cwd !== undefined || /\b(?:cd|pushd|chdir|chroot)\b/.test(text),
);
