import {
  holdsCredential,
  holdsKey,
  isCredentialName,
  isDjangoKey,
  isLiteralCredential,
  isPlainCredential,
  isRemoteHost,
  isSecretAccessKey,
} from '../../knowledge/secrets/credential-names.js';
import { variablesOfBuildspec } from '../../parse/pipelines/buildspec.js';
import { withoutXmlComments } from '../../parse/xml-elements.js';
import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import type { Reading, ShippedFile } from './shipped-files.js';

/** A credential with the name that it is given, where it has one. */
export interface FoundCredential {
  readonly name?: string;
  readonly at: Place;
}

/** The credentials of a file in plain text, in the order of its text. */
export function credentialsIn(file: ShippedFile): readonly FoundCredential[] {
  const { source, reading } = file;
  const named = READERS[reading](file);
  if (reading === 'key' || !(MAY_HOLD.test(source.text) || holdsKey(source.text))) return named;
  // Workflows start databases of their own.
  const holds = reading === 'workflow' ? holdsKey : holdsCredential;
  let next = 0;
  const unnamed = linesOf(source).flatMap(({ text, start }) => {
    while ((named[next]?.at.span.start ?? Infinity) < start) next++;
    const isNamed = (named[next]?.at.span.start ?? Infinity) < start + text.length;
    return !isNamed && holds(text)
      ? [{ at: placeOf(source, start + text.search(/\S/), start + text.trimEnd().length) }]
      : [];
  });
  return [...named, ...unnamed].sort((a, b) => a.at.span.start - b.at.span.start);
}

/** A fast check before each line is looked at. */
const MAY_HOLD = /:\/\/|password|pwd/i;

/** The lines of a file that are no comments. */
const linesOf = ({ name, text }: SourceFile): readonly { readonly text: string; readonly start: number }[] =>
  [...(name.endsWith('.config') ? withoutXmlComments(text) : text).matchAll(NO_COMMENT)].map((line) => ({
    text: line[0],
    start: line.index,
  }));

const NO_COMMENT = /^(?![ \t]*(?:[#;*]|\/[/*])).+$/gm;

const READERS: Readonly<Record<Reading, (file: ShippedFile) => readonly FoundCredential[]>> = {
  lines: inLines,
  variables: ({ source }) =>
    variablesOfBuildspec(source).flatMap(({ name, value }) =>
      isPlainCredential(name, value.text) ? [{ name, at: value.place }] : [],
    ),
  settings: inSettings,
  key: ({ source }) => (KEY_OF_RAILS.test(source.text) ? [{ at: placeOf(source, 0, 0) }] : []),
  workflow: inLines,
  form: () => [],
};

/** https://guides.rubyonrails.org/security.html#custom-credentials */
const KEY_OF_RAILS = /^[\da-f]{32,64}\s*$/;

/** `NAME=value`, `"name": "value"`; npm puts a registry before the name. One to a line. */
const LINE =
  /^[ \t]*(?:export[ \t]+|\/\/[^\s=]{1,200}:)?["']?([A-Za-z_][\w-]{0,80})["']?[ \t]*[:=][ \t]*["']?([^\s"',;]+)/gm;

/** https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration */
const OF_NPM: ReadonlySet<string> = new Set(['_auth', '_authToken', '_password']);

function inLines({ source: file, reading }: ShippedFile): readonly FoundCredential[] {
  // Its lines are packages.
  if (file.name.startsWith('requirements')) return [];
  return [...file.text.matchAll(LINE)].flatMap(({ 0: line, 1: name = '', 2: value = '', index }) => {
    const end = index + line.length;
    const isFound =
      reading === 'workflow'
        ? isSecretAccessKey(name, value)
        : OF_NPM.has(name)
          ? isLiteralCredential(value)
          : isPlainCredential(name, value);
    return isFound ? [{ name, at: placeOf(file, end - value.length, end) }] : [];
  });
}

/** `'NAME': 'value'`, `name = "value"`, `define('NAME', 'value')`, where nothing is done with the value. */
const QUOTED =
  /(?:\bdefine\([ \t]{0,8}["'](?<constant>[A-Za-z_]\w{0,80})["'][ \t]{0,8},|(?<![\w.-])(?<name>[A-Za-z_][\w.-]{0,80})["']?\]?[ \t]{0,8}(?:=>|[:=]))[ \t]{0,8}(?<quote>["'])(?<value>[^"'\\\r\n]{1,300})\k<quote>(?=[ \t]{0,8}(?:[,;)\]}#\r]|\/[/*]|$))/gm;
/** `name: value` and `name=value`, as YAML and files of properties have them. */
const UNQUOTED =
  /^[ \t]*(?<name>[A-Za-z_][\w.-]{0,80})[ \t]*[:=][ \t]*(?<quote>["']?)(?<value>[^\s"']{1,300})\k<quote>(?=[ \t]*(?:#|\r|$))/gm;

/**
 * Settings are also those of development: a password counts where the nearest host is a remote one, and any other secret where
 * it looks as a generator makes them.
 */
function inSettings({ source, hasOthers }: ShippedFile): readonly FoundCredential[] {
  const pattern = /\.(?:ini|properties|toml|ya?ml)$/.test(source.name) ? UNQUOTED : QUOTED;
  const pairs = linesOf(source).flatMap(({ text, start }) =>
    [...text.matchAll(pattern)].map(({ 0: whole, index, groups = {} }) => {
      const { constant, name = constant ?? '', quote = '', value = '' } = groups;
      const end = start + index + whole.length - quote.length;
      return { name, value, at: placeOf(source, end - value.length, end) };
    }),
  );
  const hosts = pairs.filter(({ name }) => HOST_NAME.test(name));
  const isOnlyKey = hasOthers !== true && source.text.split('SECRET_KEY').length === 2;
  let next = 0;
  return pairs.flatMap(({ name, value, at }) => {
    const distance = (host: number): number =>
      Math.abs((hosts[host]?.at.span.start ?? Infinity) - at.span.start);
    while (hosts[next + 1] && distance(next + 1) <= distance(next)) next++;
    const isFound =
      holdsCredential(value) ||
      (name === 'SECRET_KEY' && source.name.endsWith('settings.py')
        ? isOnlyKey && (isDjangoKey(name, value) || isGenerated(value))
        : isCredentialName(name) &&
          (PASSWORD.test(name)
            ? isLiteralCredential(value) && isRemoteHost(HOST.exec(hosts[next]?.value ?? '')?.[1] ?? '')
            : isGenerated(value) &&
              !(/\.(?:[cm]?[jt]s|json)$/.test(source.name) && MAY_BE_PUBLIC.test(name))));
    return isFound ? [{ name, at }] : [];
  });
}

const HOST_NAME = /(?:host|hostname|server|url|uri|endpoint|dsn)$/i;
const HOST = /^(?:[\w:+.-]*\/\/)?(?:[^\s/@]{0,100}@)?([\w.-]{1,200})/;
const PASSWORD = /(?:pass(?:word|wd)?|pwd)\d*$/i;

/** Names of keys that JavaScript in browsers may have. */
const MAY_BE_PUBLIC = /(?:api_?key|token)$/i;

/** Of letters and digits; not a key that browsers get to see. */
const isGenerated = (value: string): boolean =>
  /^(?!AIza|pk_)(?=\D*\d)(?=[^A-Za-z]*[A-Za-z])[!-~]{16,}$/.test(value) && isLiteralCredential(value);
