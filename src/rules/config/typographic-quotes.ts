import { findOption } from '../../catalogue/find-option.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { type Setting, settings } from '../../model/settings/settings.js';
import { inTypographicQuotes, type ScalarNode } from '../../parse/index.js';
import type { Fix, Rule } from '../rule.js';

export const typographicQuotes: Rule = {
  meta: {
    summary: 'A text is in typographic quotes, which YAML reads as part of the text',
    why: 'Word processors and web pages turn straight quotes into typographic ones. YAML reads these as letters: they become part of the command or file name, which then has no effect or fails. As part of the value of an option, they change the value, and Elastic Beanstalk refuses the update where it accepts only certain values.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions', 'https://yaml.org/spec/1.1/#id868524'],
  },
  *check(project) {
    const nodes = configFiles(project).flatMap(inTypographicQuotes);
    if (nodes.length === 0) return;
    const refused = new Set(
      settings(project)
        .all.filter(isChecked)
        .map(({ node }) => node),
    );
    for (const node of nodes) {
      const { written, place } = node;
      yield {
        at: place,
        message: 'Typographic quotes are read as part of the text',
        help: 'Use straight quotes.',
        ...(!refused.has(node) && { warnsBecause: 'milder' }),
        ...(!/["\\]/.test(written) && { fix: straightQuotes(node) }),
      };
    }
  },
};

/** Whether Elastic Beanstalk checks the value of an option, which is more than a text for the application. */
const isChecked = ({ namespace, option }: Setting): boolean => {
  const type = findOption(namespace.value, option.value)?.type;
  return type !== undefined && type !== 'string';
};

/** Unsafe: whether the quotes are intended as part of the text is unknown. */
const straightQuotes = ({ place: { file, span } }: ScalarNode): Fix => ({
  title: 'Use straight quotes',
  safety: 'unsafe',
  // Without the text between the quotes, which may be a secret.
  edits: [
    { file, span: { start: span.start, end: span.start + 1 }, text: '"' },
    { file, span: { start: span.end - 1, end: span.end }, text: '"' },
  ],
});
