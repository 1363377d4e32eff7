import { scriptUses, type PathUse } from '../../model/instance/paths/path-uses.js';
import { isBeforeStart, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { baseName } from '../../util/paths.js';
import type { Rule } from '../rule.js';

export const overwrittenFile: Rule = {
  meta: {
    id: 'instance/overwritten-file',
    summary: 'An entry of files writes to a folder that the new version of the application replaces',
    why: 'Elastic Beanstalk writes files before it unpacks the source bundle. It then creates a new /var/app/staging, which replaces /var/app/current at the end. The file is gone when the application starts.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-files',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/233',
    ],
    since: '0.1.0',
    yieldsTo: ['platform/retired-path'],
  },
  *check({ configFiles, scripts }) {
    const paths = new Set<string>();
    for (const { target } of configFiles.flatMap(({ files }) => files)) {
      const [, folder] = /^\/var\/app\/(current|staging)\//.exec(target.value) ?? [];
      if (folder === undefined || paths.has(target.value)) continue;
      if (scripts.some((script) => usesInTime(script, target.value, folder))) continue;
      paths.add(target.value);
      yield {
        at: target.place,
        message: `${target.value} is overwritten before the application starts`,
        help: 'Add the file to the bundle, or write it in `container_commands`, with a path below the working folder.',
      };
    }
  },
};

/** Whether a script may use the file before its folder is replaced; a change to it is lost with it. */
function usesInTime(script: InstanceScript, path: string, folder: string): boolean {
  const { stage, text, isShell } = script;
  const isInTime = folder === 'staging' ? stage === 'commands' : isBeforeStart(stage);
  const name = baseName(path);
  if (!isInTime || !text.includes(name)) return false;
  const uses = isShell ? scriptUses(script).filter(({ word }) => word.text.includes(name)) : [];
  return uses.length === 0 || uses.some(({ use }) => !CHANGES.has(use));
}

const CHANGES: ReadonlySet<PathUse> = new Set(['changes', 'prints', 'tests']);
