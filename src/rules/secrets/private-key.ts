import { placeOf, type SourceFile } from '../../source/index.js';
import type { Finding, Rule } from '../rule.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const privateKey: Rule = {
  meta: {
    id: 'secrets/private-key',
    summary: 'A file of the source bundle contains a private key',
    why: 'Everyone who can read the source bundle or the version control has the key, and can decrypt traffic or impersonate the server. A key that was published once must be replaced.',
    severity: 'warning',
    consequence: 'security',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/https-storingprivatekeys.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/https-singleinstance.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const file of deployedFiles(project).files) if ('source' in file) yield* keysIn(file.source);
  },
};

/** The first line of a key in PEM that at least one line of its own follows: a text may name the line, or search for it. */
const PEM = /^[ \t]*(-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----)[ \t]*\r?\n[ \t]*[^\s-]/gm;
/** The same in one line, as JSON and quoted texts have it. */
const IN_ONE_LINE = /["'=](-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----)(?:\\r)?\\n[A-Za-z0-9+/]{16}/g;

function* keysIn(file: SourceFile): Generator<Finding> {
  if (!file.text.includes('PRIVATE KEY-----')) return;
  const found = [...file.text.matchAll(PEM), ...file.text.matchAll(IN_ONE_LINE)];
  for (const { 0: whole, 1: line = '', index } of found) {
    const start = index + whole.indexOf(line);
    yield {
      at: placeOf(file, start, start + line.length),
      message: 'The file contains a private key',
      help: 'Store it in a private S3 bucket or AWS Secrets Manager, download it on the instance, and replace the key.',
    };
  }
}
