import { resourceEntries } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { partsOf } from '../../parse/tree/tree.js';
import type { Node, ScalarNode } from '../../parse/yaml/node.js';
import { isFunctionName } from '../../parse/yaml/value-kind.js';
import type { SourceFile } from '../../source/index.js';
import { MAX_ANSWER_CHARACTERS } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import type { Rule } from '../rule.js';
import { notationOf, referenceIn } from '../support/notation.js';

export const functionAsText: Rule = {
  meta: {
    summary: 'A function of CloudFormation is written as plain text',
    why: 'CloudFormation calls a function only where its name is the key of a map. Without a colon after it, or in quotes as a whole, the function is a text like any other: the resource gets that text, and CloudFormation refuses it or the resource does something else. In option settings, a function is a text in backticks; without them, the option or the environment property gets the text itself. Elastic Beanstalk makes a text of a map as well.',
    consequence: 'deploy-fails',
    warnsBecause: 'undocumented',
    yieldsTo: ['settings/unexpanded-variable', 'settings/invalid-value'],
    references: [
      'guide:ebextensions-functions',
      'guide:environments-cfg-softwaresettings',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/175',
      'aws:AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference',
    ],
  },
  *check(project) {
    for (const { Properties } of resourceEntries(project))
      for (const { text, place } of valuesIn(Properties?.value)) {
        const name = functionIn(text);
        if (name !== undefined)
          yield {
            at: place,
            message: `The function ${name} is plain text here, and is not called`,
            help: `Write \`${exampleOf(name)}\`, without quotes around it.`,
          };
      }
    for (const { namespace, value, node, layer } of settings(project).all) {
      const isProperty = namespace.value === ENVIRONMENT_PROPERTIES && layer === 'configuration file';
      const called = isProperty ? functionOf(node) : undefined;
      if (called !== undefined) {
        const json = jsonOf(node);
        yield {
          at: value.place,
          message: `The function ${called} is not in backticks here, and is not called`,
          help: `Write \`${isShort(json) ? json : exampleOf(called)}\` in backticks, inside single quotes.`,
        };
        continue;
      }
      const reference = referenceAsText(node, project);
      if (reference) {
        yield { at: value.place, ...reference };
        continue;
      }
      const name =
        value.kind === 'literal' && value.text.startsWith('{') ? functionIn(value.text) : undefined;
      if (name === undefined) continue;
      const call = isShort(value.text) ? value.text : exampleOf(name);
      yield {
        at: value.place,
        message: `The function ${name} is plain text here, and is not called`,
        help:
          referenceIn(call, notationOf(value.place, project)) ??
          `Write \`${call}\` in backticks, inside single quotes.`,
      };
    }
  },
};

/**
 * The function that a map calls where it is the value of a property: Elastic Beanstalk makes a text of it. Whether other options get
 * the value after all is documented nowhere, and samples write them so.
 * https://github.com/awsdocs/elastic-beanstalk-samples/issues/175
 */
function functionOf(node: Node): string | undefined {
  const [only, ...others] = node.kind === 'map' ? node.entries : [];
  return only && others.length === 0 && isFunctionName(only.key.text) ? only.key.text : undefined;
}

function jsonOf(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.text);
    case 'list':
      return `[${node.items.map(jsonOf).join(', ')}]`;
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key.text)}: ${jsonOf(value)}`).join(', ')}}`;
  }
}

/**
 * A short function, a name in `${…}` or the whole text of `Sub`, in a template that declares the name: nothing else is intended by
 * it there.
 */
function referenceAsText(
  node: Node,
  project: Project,
): { readonly message: string; readonly help: string } | undefined {
  if (node.kind !== 'scalar') return undefined;
  const { tag, written, place } = node;
  const isSub = tag === '!Sub';
  if (tag !== undefined && !isSub) return undefined;
  const [, call, target, variable = ''] = REFERENCE.exec(written) ?? [];
  const name = isSub ? (/^[A-Za-z][A-Za-z0-9]*$/.exec(written)?.[0] ?? '') : (target ?? variable);
  if (name === '' || notationOf(place, project) !== 'cloudformation yaml') return undefined;
  if (!declaredNames(place.file).has(name)) return undefined;
  if (isSub)
    return {
      message: `!Sub gives the text "${name}", not what it refers to`,
      help: `Write \`!Ref ${name}\` in place of \`!Sub ${name}\`.`,
    };
  if (call === undefined)
    return {
      message: `\${${name}} is plain text here, and is not filled in`,
      help: 'Write `!Sub` before the text.',
    };
  return {
    message: `The function ${call.replace(/:$/, '')} is plain text here, and is not called`,
    help: `Write \`${call.endsWith(':') ? `{${written.trim()}}` : written.trim()}\` without quotes around it.`,
  };
}

/** `!Ref NAME`, `!GetAtt NAME.Arn`, `Ref: NAME`; or `${NAME}` in any text. */
const REFERENCE =
  /^\s*(!Ref|!GetAtt|Ref:|Fn::GetAtt:) +(?:\[ *)?([A-Za-z][A-Za-z0-9]*)(?:\.[\w.]+|, *\w+ *\])?\s*$|(?<!\$)\$\{([A-Za-z][A-Za-z0-9]*)(?:\.[\w.]+)?\}/;

/** The names of the parameters and resources of a template, among other keys of maps. */
const declaredNames = oncePer(
  ({ text }: SourceFile): ReadonlySet<string> =>
    new Set(
      Array.from(
        text.matchAll(/^ {1,8}"?([A-Za-z][A-Za-z0-9]*)"?:[ \t]*(?:#.*)?$/gm),
        ([, name = '']) => name,
      ),
    ),
);

const functionIn = (text: string): string | undefined => CALL.exec(text)?.slice(1).find(Boolean);

const exampleOf = (name: string): string => EXAMPLES[name] ?? `{"${name}": […]}`;

const isShort = (text: string): boolean => text.length <= MAX_ANSWER_CHARACTERS && !/[`\n]/.test(text);

/** The scalars that are values. */
function* valuesIn(node: Node | undefined): Iterable<ScalarNode> {
  for (const part of partsOf(node)) {
    const value = 'key' in part ? part.value : part;
    if (value.kind === 'scalar') yield value;
  }
}

/** `Fn::GetAtt "A"`, `Ref {…`, `{"Ref": "A"}` in quotes. */
const CALL =
  /^\s*(?:(Fn::(?:GetAtt|Join|Select|Split|FindInMap|GetOptionSetting|Base64))(?=\s*["[{(])|\{\s*"(Ref|Fn::(?:GetAtt|Join|Select|Split|FindInMap|GetOptionSetting|Base64))"\s*:)/;

const EXAMPLES: Readonly<Record<string, string>> = {
  'Fn::GetAtt': '{"Fn::GetAtt": ["RESOURCE", "ATTRIBUTE"]}',
  Ref: '{"Ref": "RESOURCE"}',
};
