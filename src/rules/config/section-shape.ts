import { misshapenSections } from '../../model/misshapen-sections.js';
import type { Rule } from '../rule.js';

export const sectionShape: Rule = {
  meta: {
    id: 'config/section-shape',
    summary: 'A section holds a list or a text where its entries belong',
    why: 'Each section is a map of entries under names of their own: commands by name, files by path, packages by package manager. What Elastic Beanstalk makes of a list or a text there is not documented; what stands in it is at least not done.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { at, name, holds, entry } of configFiles.flatMap(misshapenSections))
      yield {
        at,
        message: `${name} holds ${holds}; it must be a map. Write each entry below it as ${entry}${holds === 'a list' ? ', without a hyphen' : ''}.`,
      };
  },
};
