import { placeholderIn } from '../../knowledge/placeholders/placeholders.js';
import { isCredentialName } from '../../knowledge/secrets/credential-names.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { nginx } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';
import { replacedByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesOf, itemsOf, type Node, type ScalarNode } from '../../parse/yaml/node.js';
import { placeInScalar } from '../../parse/yaml/scalar-text.js';
import { type Place, placeOf, type SourceFile, type Span } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { lazily, oncePer } from '../../util/memo.js';
import type { Rule } from '../rule.js';
import { CREDENTIAL_IN_FILE, quotedPlaceholder, REPLACE_PLACEHOLDER } from '../support/placeholder-texts.js';

/** Longer placeholders are not printed. */
const MAX_PRINTED_CHARACTERS = 500;

export const projectPlaceholder: Rule = {
  meta: {
    summary: 'A resource, a command or a file contains a placeholder that was not replaced',
    why: 'A placeholder is used literally: depending on its place, CloudFormation refuses the resource, the download or the command fails, or the program that reads the file gets a wrong value.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions', 'guide:environment-resources'],
    yieldsTo: ['https/invalid-certificate-arn'],
  },
  *check(project) {
    // A placeholder that a file repeats is one thing to replace.
    const groups = groupBy(placeholdersOf(project), ({ at, text }) => [`${at.file.name} ${text}`]);
    for (const [first, ...others] of groups.values()) {
      if (!first) continue;
      yield {
        at: first.at,
        doubt: replacedByTool(first.text, project) ?? first.doubt,
        message: `The placeholder ${quotedPlaceholder(first.text)} was not replaced`,
        help: helpFor(first.text),
        ...(others.length > 0 && { related: others.map(({ at }) => ({ at, note: 'and here' })) }),
        ...(!first.isFatal && { warnsBecause: 'milder' as const }),
      };
    }
  },
};

const helpFor = (text: string): string =>
  KEY.test(text)
    ? 'Store the key in a private S3 bucket, and write its URL after `source:` with an `authentication:` instead of `content:`.'
    : isCredentialName(text)
      ? CREDENTIAL_IN_FILE
      : /\bcertificate[ _-]?arn\b/i.test(text)
        ? 'Use the ARN shown in AWS Certificate Manager.'
        : REPLACE_PLACEHOLDER;

const KEY = /\bkey(?: file)? contents$/;

interface Found {
  readonly at: Place;
  readonly text: string;
  readonly isFatal: boolean;
  readonly doubt?: Doubt;
}

function* placeholdersOf(project: Project): Iterable<Found> {
  for (const file of configFiles(project)) yield* placeholdersInConfig(file);
  const isRead = readersOf(project);
  for (const file of deployedFiles(project).files) {
    if (!file.name.startsWith('.platform/') || FOR_READERS.test(file.name) || !('source' in file)) continue;
    const found = placeholderInFile(file.source);
    if (found)
      yield isRead(file.name)
        ? found
        : { ...found, doubt: { reason: 'nothing reads this file', at: found.at } };
  }
}

const placeholdersInConfig = oncePer((file: ConfigFile): readonly Found[] =>
  [...textsOutsideSettings(file)].flatMap(({ scalar, isFatal }) => {
    const span = placeholderInLines(scalar.written);
    if (!span) return [];
    const { start, end } = span;
    return [{ at: placeInScalar(scalar, start, end), text: scalar.written.slice(start, end), isFatal }];
  }),
);

const placeholderInFile = oncePer((source: SourceFile): Found | undefined => {
  const span = placeholderInLines(source.text);
  if (!span) return undefined;
  const { start, end } = span;
  return { at: placeOf(source, start, end), text: source.text.slice(start, end), isFatal: false };
});

const NGINX = '.platform/nginx/';

/** Whether something reads a file of `.platform`, as far as that can be known. */
function readersOf(project: Project): (name: string) => boolean {
  const readByNginx = lazily(() => {
    const { installed, ownMain } = nginx(project);
    return new Set([ownMain?.path, ...[...installed.included].map(({ path }) => path)]);
  });
  return (name) =>
    !name.startsWith(NGINX) || proxy(project).mayName(name) || readByNginx().has(name.slice(NGINX.length));
}

/** A text of a `.config` file that is not an option setting. */
interface PlainText {
  readonly scalar: ScalarNode;
  /** Whether CloudFormation or a download gets it as it is, and fails with a wrong one. */
  readonly isFatal: boolean;
}

/** The values of a file outside of `option_settings`, without descriptions. */
function* textsOutsideSettings({ root }: ConfigFile): Iterable<PlainText> {
  for (const { key, value } of entriesOf(root))
    if (key.text !== 'option_settings') yield* textsIn(value, [key.text]);
}

/** Keys whose text is not evaluated. */
const PROSE: ReadonlySet<string> = new Set([
  'AlarmDescription',
  'Comment',
  'Description',
  'GroupDescription',
  'Metadata',
  'Outputs',
]);

function* textsIn(node: Node, path: readonly string[]): Iterable<PlainText> {
  if (node.kind === 'scalar') yield { scalar: node, isFatal: isFatal(path) };
  for (const item of itemsOf(node)) yield* textsIn(item, path);
  for (const { key, value } of entriesOf(node))
    if (!PROSE.has(key.text) && !FOR_READERS.test(key.text)) yield* textsIn(value, [...path, key.text]);
}

function isFatal([section, ...path]: readonly string[]): boolean {
  const last = path.at(-1);
  if (section === 'Resources') return !path.includes('UserData');
  if (section === 'Parameters') return last === 'Default';
  return (
    section === 'sources' ||
    (section === 'files' && last === 'source') ||
    (section === 'packages' && path[0] === 'rpm')
  );
}

/** A comment of a script or of a configuration file of another program. */
const COMMENT = /^\s*(?:#|\/\/|;|--\s|<!--|rem\s)/i;

/** After this a line is a comment. */
const TRAILING_COMMENT = /\s(?:#|\/\/)\s/;

/** A line that mentions placeholders: it looks whether one was replaced, replaces it, or says that something is missing. */
const SPEAKS_OF_THEM =
  /^\s*(?:if|elif|while|until|case|\[\[?|test|grep)\s|^[^()\n]{1,100}\)\s|\b(?:sed|perl|envsubst|awk)\b\s|replace\(|\$\{\w{1,80}(?:\/|:?\?)/i;

/** A default that is used only where a variable is not set. */
const IS_DEFAULT =
  /\benviron\.get\(|\b(?:getenv|env)\(|\bENV\.fetch\(|\bprocess\.env\.\w{1,80} *(?:\|\||\?\?)/;

/** What only people read. */
const FOR_READERS = /(?:^|\/)README\b[^/]*$|\.(?:md|rst|adoc)$/i;

/** Programs that only print something. */
const PRINTS = /(?:^|[{;&|(])\s*["']?(?:echo|printf|logger)\s/;

const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/g;

/** Whether a line prints something only to the reader of a log: not to a file, and not to another program. */
function isPrinted(line: string): boolean {
  const at = line.length > MAX_PRINTED_CHARACTERS ? -1 : line.search(PRINTS);
  if (at === -1) return false;
  const rest = line
    .slice(at + 1)
    .replace(QUOTED, '')
    .replace(/\d?>&\d/g, '');
  return !/^[^;&|]*(?:>|\|(?!\|))/.test(rest);
}

/** The first line of a text on how a script is called, and the end of such a text. */
const BEGINS_HELP = /\b(?:usage|synopsis)\b|\$\{?0\b[^\n]*[<[]/i;
const ENDS_HELP = /^\s*(?:\}|\w+)\s*$/;

const CLOSING_TAG = /<\/[A-Za-z]/;

/** The first placeholder of a text of several lines, outside of comments, in offsets of the text. */
function placeholderInLines(text: string): Span | undefined {
  const lines = text.split('\n');
  // Most texts have none: what their lines are does not matter then.
  if (!lines.some((line) => !COMMENT.test(line) && placeholderIn(line))) return undefined;
  const isMarkup = CLOSING_TAG.test(text);
  let start = 0;
  let isHelp = false;
  for (const line of lines) {
    isHelp = BEGINS_HELP.test(line) || (isHelp && !ENDS_HELP.test(line));
    const isText = isHelp || COMMENT.test(line) || SPEAKS_OF_THEM.test(line) || IS_DEFAULT.test(line);
    const found = isText || isPrinted(line) ? undefined : placeholderIn(line);
    const isComment = found && TRAILING_COMMENT.test(line.slice(0, found.start));
    if (found && !isComment && !(isMarkup && line[found.start] === '<'))
      return { start: start + found.start, end: start + found.end };
    start += line.length + 1;
  }
  return undefined;
}
