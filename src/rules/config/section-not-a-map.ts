import { configFiles } from '../../model/bundle/config-files.js';
import { problemsOf } from '../../parse/index.js';
import { problem } from '../on.js';
import type { Rule } from '../rule.js';

export const sectionNotAMap: Rule = {
  meta: {
    summary: 'A section is a list or a string instead of a map',
    why: 'Each section is a map of named entries: commands by name, files by path, packages by package manager. What Elastic Beanstalk does with a list or a string is not documented, but its entries have no effect.',
    consequence: 'file-ignored',
    references: ['guide:customize-containers-ec2', 'guide:customize-containers-windows-ec2'],
    yieldsTo: ['config/look-alike-character'],
  },
  needs: problem('section-not-a-map'),
  *check(project) {
    for (const { at, name, holds, entry } of problemsOf(configFiles(project), 'section-not-a-map'))
      yield {
        at,
        message: `${name} is ${holds}, but must be a map`,
        help: `Write each entry as \`${entry}\`${holds === 'a list' ? ', without a hyphen' : ''}.`,
      };
  },
};
