import { functionOfTag } from '../../knowledge/resources/cloudformation-functions.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { secretSpans } from '../../model/settings/secret-spans.js';
import { COULD_BE_ID, type Node, problemsOf, type UnsupportedTagProblem } from '../../parse/index.js';
import { placeOf } from '../../source/index.js';
import { problem } from '../on.js';
import type { Edit, Finding, Rule } from '../rule.js';

export const unsupportedTag: Rule = {
  meta: {
    summary: 'A value has a YAML tag, such as the short form of a CloudFormation function',
    why: 'Elastic Beanstalk reads configuration files with a YAML reader that knows no tags of CloudFormation, and refuses the deployment: "YAML exception: Invalid Yaml: could not determine a constructor for the tag !Sub". The long form of each function works.',
    consequence: 'deploy-fails',
    references: [
      'https://github.com/awsdocs/aws-cloudformation-user-guide/issues/1303',
      'guide:ebextensions-functions',
    ],
  },
  needs: problem('unsupported-tag'),
  *check(project) {
    for (const problem of problemsOf(configFiles(project), 'unsupported-tag')) yield findingOf(problem);
  },
};

function findingOf(problem: UnsupportedTagProblem): Finding {
  const { at, tag, section } = problem;
  const name = functionOfTag(tag);
  if (name === undefined)
    return {
      at,
      message: `${holdsSecret(problem) ? 'This YAML tag' : `YAML tag ${tag}`} is refused by Elastic Beanstalk`,
      help:
        tag === ENCRYPTED
          ? 'Delete the key with its value, and set the decrypted value with `eb setenv`.'
          : 'Put the value in quotes if it begins with an exclamation mark, or remove the tag.',
    };
  const inSettings = section === 'option_settings';
  const edits = (inSettings ? inBackticks : inLongForm)(name, problem);
  return {
    at,
    message: `Short form ${tag} is refused by Elastic Beanstalk`,
    help: helpFor(name, problem),
    ...(edits && { fix: { title: `Write ${name}`, safety: 'safe', edits } }),
  };
}

function helpFor(name: string, { node, section }: UnsupportedTagProblem): string {
  if (holdsAnother(node))
    return section === 'option_settings'
      ? 'Join the functions: write `{"Fn::Join": [",", [{"Ref": "A"}, {"Ref": "B"}]]}` in backticks, inside single quotes.'
      : 'Write each function as an item of its own, in its long form, such as `{"Ref": "A"}`.';
  const example = exampleOf(name, node);
  if (section === 'option_settings')
    return `Write \`${example ?? `{"${name}": ...}`}\` in backticks, inside single quotes.`;
  return `Write the long form, \`${example ?? name}\`.`;
}

/** The long form of this very value, where it consists of names: another one may be long, or hold a secret. */
function exampleOf(name: string, node: Node): string | undefined {
  const isOfNames = name === 'Ref' || name === 'Fn::GetAtt';
  if (!isOfNames || node.kind !== 'scalar' || !/^[\w.:]{1,60}$/.test(node.written)) return undefined;
  const value = name === 'Ref' ? JSON.stringify(node.written) : attribute(node.written);
  return value && `{"${name}": ${value}}`;
}

/** `!Ref A, !Ref B` is a single text for YAML: only brackets or lines make two values of it. */
const holdsAnother = (node: Node): boolean =>
  node.kind === 'scalar' && node.style === 'plain' && /[\s,]!\w/.test(node.written);

/** https://docs.ansible.com/ansible/latest/vault_guide/vault_encrypting_content.html */
const ENCRYPTED = '!vault';

/** A password that begins with an exclamation mark is taken for a tag, also before a block: a message must not show it. */
function holdsSecret({ at: { file, span }, tag }: UnsupportedTagProblem): boolean {
  if (tag === ENCRYPTED) return false;
  const { line } = file.positionAt(span.start);
  return secretSpans(file, line).some(({ start, end }) => start < span.end && span.start < end);
}

type Tagged = Pick<UnsupportedTagProblem, 'at' | 'node'>;

/**
 * Settings are texts, so a function in one is JSON between backticks.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-functions.html
 */
function inBackticks(name: string, { at, node }: Tagged): Edit[] | undefined {
  if (node.kind !== 'scalar' || inFlow(name, node) === undefined) return undefined;
  const value = name === 'Fn::GetAtt' ? attribute(node.written) : JSON.stringify(node.written);
  const { file, span } = node.place;
  const text = `\`{"${name}": ${value}}\``.replaceAll("'", "''");
  return [{ file, span: { start: at.span.start, end: span.end }, text: `'${text}'` }];
}

/** The edits that put a map with the function as its key around a value, where that needs no other indentation. */
function inLongForm(name: string, { at, node }: Tagged): Edit[] | undefined {
  const { file, span } = node.place;
  const between = file.text.slice(at.span.end, span.start);
  if (!/^[ \t]+$/.test(between)) return belowKey(name, { at, node });
  const value = inFlow(name, node);
  if (value === undefined) return undefined;
  const open = { file, span: { start: at.span.start, end: span.start }, text: `{"${name}": ` };
  return value === 'as it is'
    ? [open, { file, span: { start: span.end, end: span.end }, text: '}' }]
    : [{ file, span: { start: at.span.start, end: span.end }, text: `${open.text}${value}}` }];
}

/** What a value is between brackets; undefined for one that depends on its indentation. */
function inFlow(name: string, node: Node): string | undefined {
  const { file, span } = node.place;
  if (node.kind !== 'scalar') return /[[{]/.test(file.text.charAt(span.start)) ? 'as it is' : undefined;
  if (node.style === 'block' || /[\r\n]/.test(file.text.slice(span.start, span.end))) return undefined;
  if (node.written === '' || holdsAnother(node) || (name === 'Ref' && !COULD_BE_ID.test(node.written)))
    return undefined;
  if (name === 'Fn::GetAtt') return attribute(node.written);
  return node.style === 'plain' ? JSON.stringify(node.written) : 'as it is';
}

/** `Id.Attribute` → `["Id", "Attribute"]` */
function attribute(written: string): string | undefined {
  const [id = '', ...names] = written.split('.');
  const isNamed = COULD_BE_ID.test(id) && names.length > 0 && names.every((name) => /^[\w-]+$/.test(name));
  return isNamed ? `[${JSON.stringify(id)}, ${JSON.stringify(names.join('.'))}]` : undefined;
}

/** A list on lines of its own, further in than its key: the function becomes a key in the column of the items. */
function belowKey(name: string, { at, node }: Tagged): Edit[] | undefined {
  const { file, span } = node.place;
  const line = file.lineSpan(file.positionAt(at.span.start).line);
  const column = file.positionAt(span.start).column - 1;
  const indentation = file.text.slice(line.start).search(/[^ ]/);
  const isList = node.kind === 'list' && file.text.charAt(span.start) === '-';
  if (!isList || column <= indentation || !/^:?[ \t]*$/.test(file.text.slice(at.span.end, line.end)))
    return undefined;
  const before = file.text.slice(line.start, at.span.start);
  if (!/^ *[^\s:#-][^:#]*:[ \t]+$/.test(before)) return undefined;
  const start = at.span.start - (before.length - before.trimEnd().length);
  const { span: edited } = placeOf(file, start, at.span.end);
  return [{ file, span: edited, text: `${file.lineBreak}${' '.repeat(column)}${name}:` }];
}
