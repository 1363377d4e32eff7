import { fileEntries } from '../../model/bundle/config-files.js';
import type { Doubt } from '../../model/doubt.js';
import {
  type InstanceScript,
  isBeforeStart,
  isBeforeUnpacking,
} from '../../model/execution/instance-script.js';
import { type PathUse, scriptUses } from '../../model/execution/path-uses.js';
import { scriptsNaming } from '../../model/scripts/named-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import type { Rule } from '../rule.js';

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
      const doubt = useInTime(path, scripts(project));
      for (const [target] of groupBy(alike, ({ text }) => [text]).values())
        if (target)
          yield {
            at: target.place,
            doubt,
            message: `${target.text} is overwritten before the application starts`,
            help: 'Add the file to the bundle, or write it in `container_commands`, with a path below the working folder.',
          };
    }
  },
};

const IN_APPLICATION = /^\/var\/app\/(current|staging)\//;

/** A script that uses the file before its folder is replaced, or may; a change to it is lost with it. */
function useInTime(path: string, scripts: readonly InstanceScript[]): Doubt | undefined {
  const isInTime = path.startsWith('/var/app/staging/') ? isBeforeUnpacking : isBeforeStart;
  const naming = scriptsNaming(scripts).naming(path);
  const using = naming
    ? naming.find((script) => isInTime(script.stage) && uses(script, path))
    : scripts.find(({ stage }) => isInTime(stage));
  return using && { reason: 'this may use the file before', at: using.name.place };
}

function uses(script: InstanceScript, path: string): boolean {
  const found = script.isShell ? usesOf(script).naming(path) : [];
  return !found || found.length === 0 || found.some(({ use }) => !CHANGES.has(use));
}

const usesOf = oncePer(
  (script: InstanceScript) => new WordIndex(scriptUses(script), ({ word }) => word.text),
);

const CHANGES: ReadonlySet<PathUse> = new Set(['changes', 'prints', 'tests']);
