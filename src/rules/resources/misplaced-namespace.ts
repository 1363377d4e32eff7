import { knownResources } from '../../model/bundle/config-files.js';
import { isNamespaceEntry } from '../../parse/index.js';
import type { Rule } from '../rule.js';

export const misplacedNamespace: Rule = {
  meta: {
    summary: 'A namespace of option settings is below Resources',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Resource name aws:… is non alphanumeric".',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/UserGuide/resources-section-structure',
    ],
  },
  needs: knownResources,
  *check(project) {
    for (const { name } of knownResources(project).filter(isNamespaceEntry))
      yield {
        at: name.place,
        message: `"${name.text}" is a namespace of options, not a resource`,
        help: 'Move it from `Resources` to `option_settings`.',
      };
  },
};
