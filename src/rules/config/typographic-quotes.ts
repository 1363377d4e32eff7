import type { ScalarNode } from '../../model/section-entries.js';
import { hasSmartQuotes, smartQuotedScalars } from '../../model/smart-quotes.js';
import type { Fix, Rule } from '../rule.js';

export const typographicQuotes: Rule = {
  meta: {
    id: 'config/typographic-quotes',
    summary: 'A text is in typographic quotes, which YAML reads as part of the text',
    why: 'Word processors and web pages turn straight quotes into typographic ones. To YAML these are letters: a command or a file name contains them, and so has no effect or fails.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html',
      'https://yaml.org/spec/1.1/#id868524',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { root } of configFiles.filter(({ file }) => hasSmartQuotes(file.text)))
      for (const node of smartQuotedScalars(root)) {
        const { written, place } = node;
        yield {
          at: place,
          message: `Typographic quotes are read as part of the text ${written}`,
          help: 'Use straight quotes.',
          ...(!/["\\]/.test(written) && { fix: straightQuotes(node) }),
        };
      }
  },
};

/** Unsafe: whether the quotes are intended as part of the text is unknown. */
const straightQuotes = ({ written, place: { file, span } }: ScalarNode): Fix => ({
  title: 'Use straight quotes',
  safety: 'unsafe',
  edits: [{ file, span, text: `"${written.slice(1, -1)}"` }],
});
