import { knownEntriesOf, knownEntriesOfSections } from '../../parse/index.js';
import type { Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const notABoolean: Rule = {
  meta: {
    id: 'config/not-a-boolean',
    summary: 'A switch of a command or service is neither true nor false',
    why: 'The instance takes every text that it does not know for false: errors are not ignored, a service is not started.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-init.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const { value } of knownEntriesOfSections(
      configFiles(project),
      'commands',
      'container_commands',
      'services',
    ))
      for (const { key, value: given } of knownEntriesOf(value)) {
        if (!SWITCHES.has(key.text) || given.kind !== 'scalar' || given.valueKind !== 'literal') continue;
        if (BOOLEAN.test(given.text.trim())) continue;
        yield {
          at: given.place,
          message: `${key.text} is neither true nor false`,
          help: 'Use `true` or `false`.',
        };
      }
  },
};

const SWITCHES: ReadonlySet<string> = new Set(['enabled', 'ensureRunning', 'ignoreErrors', 'leader_only']);

/** Which texts the instance takes for true is only known for some; a missing value has its own meaning. */
const BOOLEAN = /^(?:|true|false|yes|no|y|n|on|off|t|f|1|0)$/i;
