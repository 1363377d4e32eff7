import type { Project } from '../../model/project.js';
import type { ScalarNode } from '../../model/section-entries.js';
import { hasSmartQuotes, smartQuotedScalars } from '../../model/smart-quotes.js';
import { findingOfProblem } from '../repair.js';
import type { Finding, Fix, Rule } from '../rule.js';

export const encoding: Rule = {
  meta: {
    id: 'config/encoding',
    summary: 'A configuration file holds characters that YAML does not read as they look',
    why: 'A file in UTF-16 or with control characters stops the update: "unacceptable character \'\' (0x0) special characters are not allowed". A no-break blank, as web pages and word processors leave it behind, is a letter to YAML: the line gets another place or name than it seems to have. Typographic quotes become a part of the text.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html',
      'https://yaml.org/spec/1.1/#id868524',
    ],
    since: '0.1.0',
    onBrokenFiles: true,
  },
  *check({ configFiles }) {
    for (const file of configFiles) {
      const problem = file.problems.find(({ kind }) => kind === 'encoding');
      if (problem) yield findingOfProblem(problem);
      else if (!file.broken && hasSmartQuotes(file.file.text)) yield* inQuotes(file);
    }
  },
};

function* inQuotes({ root }: Project['configFiles'][number]): Generator<Finding> {
  for (const node of smartQuotedScalars(root)) {
    const { written, place } = node;
    yield {
      at: place,
      message: `The quotes around ${written} are typographic ones, which YAML takes for a part of the text; type straight quotes in their place.`,
      severity: 'warning',
      ...(!/["\\]/.test(written) && { fix: straightening(node) }),
    };
  }
}

/** The text gets shorter by it: whether it was meant with its quotes nobody knows for sure. */
const straightening = ({ place: { file, span } }: ScalarNode): Fix => ({
  title: 'Type straight quotes',
  safety: 'unsafe',
  // Without the text between the quotes, which may be a secret.
  edits: [
    { file, span: { start: span.start, end: span.start + 1 }, text: '"' },
    { file, span: { start: span.end - 1, end: span.end }, text: '"' },
  ],
});
