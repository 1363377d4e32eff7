import { knownFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { filesForKeys } from '../../model/credentials/shipped-files.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES, ENVIRONMENT_SECRETS } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import type { Finding, Rule } from '../rule.js';
import { MAY_READ_SECRET } from '../support/placeholder-texts.js';

export const privateKey: Rule = {
  meta: {
    summary: 'A file of the source bundle contains a private key',
    why: 'Everyone who can read the source bundle or the version control has the key, and can decrypt traffic or impersonate the server. A key that was published once must be replaced.',
    consequence: 'security',
    references: ['guide:https-storingprivatekeys', 'guide:https-singleinstance'],
  },
  *check(project) {
    for (const file of deployedFiles(project).files)
      if ('source' in file) yield* keysIn(file.source, project);
    for (const file of filesForKeys(project))
      if (!sourceNamed(file.name, deployedFiles(project).files)) yield* keysIn(file, project);
  },
};

/** The first line of a key in PEM that a line of one word or a header follows: a text may name the line, search for it, or describe it. */
const PEM =
  /^[ \t]*(-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----)[ \t]*\r?\n[ \t]*(?:[\w-]{1,40}: |[^\s<-]\S{0,2000}[ \t]*$)/gm;
/** The same in one line, as JSON and quoted texts have it. */
const IN_ONE_LINE = /["'=](-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----)(?:\\r)?\\n[A-Za-z0-9+/]{16}/g;

function* keysIn(file: SourceFile, project: Project): Generator<Finding> {
  if (!file.text.includes('PRIVATE KEY-----')) return;
  const found = [...file.text.matchAll(PEM), ...file.text.matchAll(IN_ONE_LINE)];
  for (const { 0: whole, 1: line = '', index } of found) {
    const start = index + whole.indexOf(line);
    const at = placeOf(file, start, start + line.length);
    yield { at, message: 'The file contains a private key', help: HELPS[ownerOf(at, project)] };
  }
}

const HELPS = {
  content:
    'Create a new key and certificate, store the key in a private S3 bucket that the instance profile may read, and write its URL after `source:` with an `authentication:` instead of `content:`.',
  property: `Create a new key and certificate, store the key in AWS Secrets Manager, ${MAY_READ_SECRET}, and move the property to \`${ENVIRONMENT_SECRETS}\` with its ARN.`,
  file: `Delete it, create a new key and certificate, store the key in AWS Secrets Manager, ${MAY_READ_SECRET}, and write the file with \`aws secretsmanager get-secret-value\` in \`.platform/hooks/prebuild/01_key.sh\`.`,
  account: `Delete it, create a new key of the service account, store it in AWS Secrets Manager, ${MAY_READ_SECRET}, and write the file with \`aws secretsmanager get-secret-value\` in \`.platform/hooks/prebuild/01_key.sh\`.`,
} as const;

/** What holds a key: the content of an entry of `files`, an environment property, or a file of its own. */
function ownerOf(key: Place, project: Project): keyof typeof HELPS {
  const holds = ({ file, span }: Place): boolean =>
    file === key.file && span.start <= key.span.start && key.span.end <= span.end;
  if (knownFiles(project).some(({ content }) => content && holds(content.value.place))) return 'content';
  const properties = settings(project).of(ENVIRONMENT_PROPERTIES);
  if (properties.some(({ value }) => holds(value.place))) return 'property';
  return key.file.name.endsWith('.json') ? 'account' : 'file';
}
