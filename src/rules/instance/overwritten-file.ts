import { fileEntries } from '../../model/bundle/config-files.js';
import { scriptUses, type PathUse } from '../../model/execution/path-uses.js';
import {
  isBeforeStart,
  isBeforeUnpacking,
  type InstanceScript,
} from '../../model/execution/instance-script.js';
import { scriptsNaming } from '../../model/scripts/named-files.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import type { Rule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';

export const overwrittenFile: Rule = {
  meta: {
    summary: 'An entry of files writes to a folder that the new version of the application replaces',
    why: 'Elastic Beanstalk writes files before it unpacks the source bundle. It then creates a new /var/app/staging, which replaces /var/app/current at the end. The file is gone when the application starts.',
    consequence: 'silently-ignored',
    references: [
      'guide:platforms-linux-extend.workflow',
      'guide:customize-containers-ec2#linux-files',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/233',
    ],
    yieldsTo: ['platform/retired-path'],
  },
  needs: fileEntries,
  *check(project) {
    const targets = fileEntries(project).map(({ name }) => name);
    // Files of one name in one folder have the same users.
    const groups = groupBy(targets, ({ text }) => {
      const [, folder] = IN_APPLICATION.exec(text) ?? [];
      return folder === undefined ? [] : [`/var/app/${folder}/${baseName(text)}`];
    });
    for (const [path, alike] of groups) {
      if (isUsedInTime(path, scripts(project))) continue;
      for (const [target] of groupBy(alike, ({ text }) => [text]).values())
        if (target)
          yield {
            at: target.place,
            message: `${target.text} is overwritten before the application starts`,
            help: 'Add the file to the bundle, or write it in `container_commands`, with a path below the working folder.',
          };
    }
  },
};

const IN_APPLICATION = /^\/var\/app\/(current|staging)\//;

/** Whether a script may use the file before its folder is replaced; a change to it is lost with it. */
function isUsedInTime(path: string, scripts: readonly InstanceScript[]): boolean {
  const isInTime = path.startsWith('/var/app/staging/') ? isBeforeUnpacking : isBeforeStart;
  const naming = scriptsNaming(scripts).naming(path);
  return !naming || naming.some((script) => isInTime(script.stage) && mayUse(script, path));
}

function mayUse(script: InstanceScript, path: string): boolean {
  const uses = script.isShell ? usesOf(script).naming(path) : [];
  return !uses || uses.length === 0 || uses.some(({ use }) => !CHANGES.has(use));
}

const usesOf = oncePer(
  (script: InstanceScript) => new WordIndex(scriptUses(script), ({ word }) => word.text),
);

const CHANGES: ReadonlySet<PathUse> = new Set(['changes', 'prints', 'tests']);
