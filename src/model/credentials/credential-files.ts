import {
  holdsCredential,
  isCredentialName,
  isCredentialVariable,
  isLiteralCredential,
  isPlainCredential,
  mayNameCredential,
} from '../../knowledge/secrets/credential-names.js';
import {
  type CommandEntry,
  type FileEntry,
  literalOf,
  scalarOf,
  textOf,
} from '../../parse/config-file/sections.js';
import { entriesOf, type ScalarNode } from '../../parse/yaml/node.js';
import { placesIn } from '../../parse/yaml/scalar-text.js';
import type { Place, Span } from '../../source/index.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { scriptsNaming } from '../scripts/named-files.js';

/** A file that an instance gets with credentials in it. */
export interface CredentialFile {
  readonly target: ScalarNode;
  /** Undefined where the instance's default applies. */
  readonly mode: ScalarNode | undefined;
  /** Undefined where root owns it. */
  readonly owner: ScalarNode | undefined;
}

/**
 * The entries of `files` whose content sets a credential, whether it is written there or filled in, and those that get a
 * file of credentials from a private bucket.
 */
export const credentialFilesOf = (
  files: readonly FileEntry[],
  scripts: readonly InstanceScript[],
): CredentialFile[] =>
  files.flatMap(({ name, authentication, mode, owner, ...file }) => {
    const content = textOf(file.content);
    const holdsCredentials =
      content === undefined
        ? scalarOf(authentication) !== undefined && NAME_OF_SECRETS.test(name.text)
        : !isCode(name.text) && setsCredential(content, scripts);
    return holdsCredentials ? [{ target: name, mode: scalarOf(mode), owner: scalarOf(owner) }] : [];
  });

/** A credential in plain text that a command gets as a variable. */
export interface CommandCredential {
  /** The name of the entry. */
  readonly name: ScalarNode;
  /** The name of the variable. */
  readonly variable: ScalarNode;
}

/** The credentials in `env` of the entries of `commands` and `container_commands`. */
export const commandCredentialsOf = (commands: readonly CommandEntry[]): CommandCredential[] =>
  commands.flatMap(({ name, env }) =>
    entriesOf(env?.value).flatMap((variable) => {
      const value = literalOf(variable);
      return value && isPlainCredential(variable.key.text, value.text)
        ? [{ name, variable: variable.key }]
        : [];
    }),
  );

/** A credential in plain text in the content of an entry of `files`. */
export interface WrittenCredential {
  readonly target: ScalarNode;
  readonly place: Place;
}

/** The credentials in entries of `files`, line by line; what a shell reads of scripts has words of its own. */
export const writtenCredentialsOf = (
  files: readonly FileEntry[],
  scripts: ReadonlySet<string>,
): WrittenCredential[] =>
  files.flatMap(({ name, ...file }) => {
    const content = scalarOf(file.content);
    if (!content || content.holdsFunction || scripts.has(name.text)) return [];
    const placeAt = placesIn(content);
    return credentialLinesIn(content.written, isCode(name.text)).map(({ start, end }) => ({
      target: name,
      place: placeAt(start, end),
    }));
  });

/**
 * The lines of a text that set something to a credential, from its value on, and those that hold one by its form.
 * @param isOfCode whether only the form counts: source code names credentials without holding them
 */
export function credentialLinesIn(text: string, isOfCode: boolean): Span[] {
  const named = isOfCode || !mayNameCredential(text) ? [] : [...text.matchAll(LINE)];
  /** By the starts of their lines. */
  const spans = new Map<number, Span>();
  for (const { 0: line, 1: key = '', 2: value = '', index } of named) {
    const end = index + line.length;
    if (isCredentialName(key) && isLiteralCredential(value))
      spans.set(index, { start: end - value.length, end });
  }
  if (text.includes('://') || holdsCredential(text))
    for (const { 0: line, index } of text.matchAll(NO_COMMENT))
      if (!spans.has(index) && holdsCredential(line))
        spans.set(index, { start: index + line.search(/\S/), end: index + line.length });
  return [...spans.values()].sort((a, b) => a.start - b.start);
}

const NO_COMMENT = /^(?![ \t]*(?:[#;*]|\/[/*])).*\S/gm;

/** What people call files of nothing but credentials, and private keys. */
const NAME_OF_SECRETS = /(?:\/\.env|[/._-](?:credentials?|secrets?)(?:\.\w+)?|\.(?:key|p12|pfx))$/i;

/** `NAME=value`, `name: "value"`, `export NAME=value`, `Environment=NAME=value`: one to a line. */
const LINE =
  /^[ \t]*(?:export[ \t]+|Environment=)?["']?([A-Za-z][\w-]{0,80})["']?[ \t]*[:=][ \t]*["']?([^\s"',;]+)/gm;

/** Source code names credentials without holding them. */
export const isCode = (name: string): boolean => /\.(?:go|java|js|php|pl|py|rb|ts)$/.test(name);

/** A credential, or what is replaced with one: a function by Elastic Beanstalk, the name of a variable by a script that names it. */
const setsCredential = (content: string, scripts: readonly InstanceScript[]): boolean =>
  mayNameCredential(content) &&
  [...content.matchAll(LINE)].some(
    ([, name = '', value = '']) =>
      isCredentialName(name) &&
      (value.startsWith('`{') || isLiteralCredential(value) || isNamedBy(scripts, value)),
  );

const isNamedBy = (scripts: readonly InstanceScript[], value: string): boolean =>
  isCredentialVariable(value) &&
  scriptsNaming(scripts)
    .naming(value)
    ?.some(({ stage }) => stage) === true;
