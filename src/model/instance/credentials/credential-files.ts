import { isCredentialName, isLiteralCredential } from '../../../knowledge/secrets/credential-names.js';
import { knownEntriesOfSections } from '../../../parse/config-file/section-entries.js';
import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import { scalar, type ScalarNode } from '../../../parse/yaml/node.js';

/** A file that an instance gets with credentials in it. */
export interface CredentialFile {
  readonly target: ScalarNode;
  /** Undefined where the instance's default applies. */
  readonly mode: ScalarNode | undefined;
}

/**
 * The entries of `files` whose content sets a credential, whether it is written there or filled in, and those that get a
 * file of credentials from a private bucket.
 */
export const credentialFilesOf = (files: readonly ConfigFile[]): CredentialFile[] =>
  knownEntriesOfSections(files, 'files').flatMap(({ name, value }) => {
    const content = scalar(value, 'content')?.text;
    const holdsCredentials =
      content === undefined
        ? scalar(value, 'authentication') !== undefined && NAME_OF_SECRETS.test(name.text)
        : !CODE.test(name.text) && setsCredential(content);
    return holdsCredentials ? [{ target: name, mode: scalar(value, 'mode') }] : [];
  });

/** What people call files of nothing but credentials, and private keys. */
const NAME_OF_SECRETS = /(?:\/\.env|[/._-](?:credentials?|secrets?)(?:\.\w+)?|\.(?:key|p12|pfx))$/i;

/** `NAME=value`, `name: "value"`, `export NAME=value`: one to a line. */
const LINE = /^[ \t]*(?:export[ \t]+)?["']?([A-Za-z][\w-]{0,80})["']?[ \t]*[:=][ \t]*["']?([^\s"',;]+)/gm;

/** Source code names credentials without holding them. */
const CODE = /\.(?:go|java|js|php|pl|py|rb|ts)$/;

/** A credential, or a function that Elastic Beanstalk replaces with one. */
const setsCredential = (content: string): boolean =>
  [...content.matchAll(LINE)].some(
    ([, name = '', value = '']) =>
      isCredentialName(name) && (value.startsWith('`{') || isLiteralCredential(value)),
  );
