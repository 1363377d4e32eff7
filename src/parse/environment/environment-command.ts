import type { SourceFile, Value } from '../../source/index.js';
import type { Setting } from '../config-file/option-settings.js';
import { parseDataFile } from '../data-file.js';
import type { ActionStep } from '../pipelines/job.js';
import { sliceWord, type Word } from '../shell/word.js';
import { itemsOf, ScalarNode } from '../yaml/node.js';
import { CREATE_FLAGS, VALUE_FLAGS } from './create-flags.js';
import type { DescribedEnvironment } from './described-environment.js';
import { AWS_KEYS, settingOfItem } from './setting-of-item.js';

/** Looks up a file by its path as seen from the folder of a command. */
type FileNamed = (path: string) => SourceFile | undefined;

/** The environment that a command of the EB CLI or of the AWS CLI creates or changes; undefined for any other command. */
export function environmentOfCommand(
  [program, ...args]: readonly Word[],
  fileNamed: FileNamed,
): DescribedEnvironment | undefined {
  if (!program) return undefined;
  const [first, second, ...more] = args;
  if (program.text === 'eb' && first?.text === 'create') return createdByEb(first, args.slice(1));
  if (program.text !== 'aws' || first?.text !== 'elasticbeanstalk') return undefined;
  if (second?.text === 'create-environment') return describedByAws(second, more, fileNamed);
  // Usually it deploys a version, and changes no option.
  return second?.text === 'update-environment' && more.some(({ text }) => text === OPTIONS)
    ? { ...describedByAws(second, more, fileNamed), kind: 'update' }
    : undefined;
}

/** What the action of AWS creates where there is no environment yet. */
export function environmentOfAction({ name, inputs, place }: ActionStep): DescribedEnvironment | undefined {
  const json = inputs.get('option-settings');
  if (!json || !/^aws-actions\/aws-elasticbeanstalk-deploy@/.test(name)) return undefined;
  return {
    ...NOTHING,
    id: '',
    name: inputs.get('environment-name'),
    place,
    settings: settingsOfJson(json),
    platform: inputs.get('solution-stack-name'),
    unknown:
      json.kind === 'literal' ? undefined : { reason: 'the pipeline fills in the options', at: json.place },
  };
}

const NOTHING = { kind: 'environment', tier: undefined, template: undefined } as const;

/** https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/controllers/create.py) */
function createdByEb(command: Word, args: readonly Word[]): DescribedEnvironment {
  const words = [...args];
  const settings: Setting[] = [];
  const known = new Map<string, Value>();
  let unknown: DescribedEnvironment['unknown'];
  let name: Word | undefined;
  for (let word = words.shift(); word; word = words.shift()) {
    const [, flag = '', glued] = /^(--?[\w.-]+)(?:=(.*))?$/s.exec(word.text) ?? [];
    if (flag === '') {
      if (word.kind === 'literal') name ??= word;
      else unknown ??= { reason: 'a variable may hold flags', at: word.place };
      continue;
    }
    const isWithValue =
      VALUE_FLAGS.has(flag) || CREATE_FLAGS[flag]?.some(({ constant }) => constant === undefined);
    const value =
      glued !== undefined
        ? sliceWord(word, word.text.length - glued.length)
        : isWithValue
          ? words.shift()
          : undefined;
    if (flag === '--envvars' && value) settings.push(...propertiesIn(value));
    for (const { namespace, option, constant } of CREATE_FLAGS[flag] ?? [])
      if (constant !== undefined) settings.push(settingAt(word, { namespace, option }, constant));
      else if (value) settings.push(settingOf(word, { namespace, option }, value));
    if (value) known.set(flag, value);
  }
  const saved = known.get('--cfg');
  return {
    ...NOTHING,
    id: name?.text ?? '',
    name,
    place: command.place,
    settings,
    platform: known.get('-p') ?? known.get('--platform'),
    tier: tierOf(known.get('-t') ?? known.get('--tier')),
    template: saved && '',
    unknown,
  };
}

const tierOf = (value: Value | undefined): Value | undefined =>
  value && { ...value, text: /^worker$/i.test(value.text) ? 'Worker' : 'WebServer' };

/** `A=1,B=2`: the EB CLI splits at every comma, and sets nothing that is empty. */
function propertiesIn(word: Word): Setting[] {
  const settings: Setting[] = [];
  for (const { index, 0: text } of word.text.matchAll(/[^,]+/g)) {
    const equals = text.indexOf('=');
    if (equals <= 0) continue;
    const key = sliceWord(word, index, index + equals);
    if (key.expansions.length > 0) continue;
    const value = sliceWord(word, index + equals + 1, index + text.length);
    if (value.text !== '') settings.push(settingOf(key, { namespace: PROPERTIES, option: key.text }, value));
  }
  return settings;
}

const PROPERTIES = 'aws:elasticbeanstalk:application:environment';

const OPTIONS = '--option-settings';

/**
 * - https://docs.aws.amazon.com/cli/latest/reference/elasticbeanstalk/create-environment.html
 * - https://docs.aws.amazon.com/cli/latest/reference/elasticbeanstalk/update-environment.html
 */
function describedByAws(command: Word, args: readonly Word[], fileNamed: FileNamed): DescribedEnvironment {
  const lists = new Map<string, Word[]>();
  let list: Word[] = [];
  for (const word of args) {
    if (/^--[\w-]+$/.test(word.text)) lists.set(word.text, (list = []));
    else list.push(word);
  }
  const valueOf = (flag: string): Word | undefined => lists.get(flag)?.[0];
  const options = lists.get(OPTIONS) ?? [];
  const read = options.map((word) => optionsIn(word, fileNamed));
  const unread = options[read.indexOf(undefined)];
  const template = valueOf('--template-name');
  return {
    ...NOTHING,
    id: valueOf('--environment-name')?.text ?? '',
    name: valueOf('--environment-name'),
    place: command.place,
    settings: read.flatMap((settings) => settings ?? []),
    platform: valueOf('--solution-stack-name'),
    tier: tierOf(
      valueOf('--tier')?.text.startsWith('Name=Worker') ? { ...command, text: 'worker' } : undefined,
    ),
    template: template && '',
    unknown: unread && { reason: 'not all of its options are in the text', at: unread.place },
  };
}

/** The settings of one word of `--option-settings`; undefined where the text does not have them. */
function optionsIn(word: Word, fileNamed: FileNamed): Setting[] | undefined {
  const path = /^file:\/\/(.+)$/.exec(word.text)?.[1];
  if (path !== undefined) {
    const root = word.kind === 'literal' ? parseOption(fileNamed(path)) : undefined;
    return root && itemsOf(root).flatMap((item) => settingOfItem(item, AWS_KEYS) ?? []);
  }
  if (/^\s*\[/.test(word.text)) return word.kind === 'dynamic' ? undefined : settingsOfJson(word);
  const parts = shorthand(word);
  const namespace = parts.get('Namespace');
  const option = parts.get('OptionName');
  if (namespace?.kind !== 'literal' || option?.kind !== 'literal') return undefined;
  const value = parts.get('Value');
  // A comma ends a value.
  const isWhole = value && !value.text.includes(',');
  return isWhole
    ? [
        settingOf(
          option,
          { namespace: namespace.text, option: option.text, resource: parts.get('ResourceName')?.text },
          value,
        ),
      ]
    : [];
}

const parseOption = (file: SourceFile | undefined) => file && parseDataFile(file).root;

/** The parts of `Namespace=…,OptionName=…,Value=…`. */
function shorthand(word: Word): ReadonlyMap<string, Word> {
  const parts = new Map<string, Word>();
  const starts = [...word.text.matchAll(/(?:^|,)(Namespace|OptionName|Value|ResourceName)=/g)];
  for (const [index, { 0: text, 1: key = '', index: at }] of starts.entries()) {
    const value = sliceWord(word, at + text.length, starts[index + 1]?.index ?? word.text.length);
    parts.set(key, /^".*"$/s.test(value.text) ? sliceWord(value, 1, value.text.length - 1) : value);
  }
  return parts;
}

/** Each item is where the whole text is. */
function settingsOfJson(value: Value): Setting[] {
  const items = listIn(value.text);
  return items.flatMap(({ Namespace, OptionName, Value, ResourceName }) => {
    if (typeof Namespace !== 'string' || typeof OptionName !== 'string' || typeof Value !== 'string')
      return [];
    return [
      settingAt(
        value,
        {
          namespace: Namespace,
          option: OptionName,
          resource: typeof ResourceName === 'string' ? ResourceName : undefined,
        },
        Value,
      ),
    ];
  });
}

function listIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
  } catch {
    return [];
  }
}

/** What a setting is for. */
interface Named {
  readonly namespace: string;
  readonly option: string;
  readonly resource?: string | undefined;
}

/** A setting whose value is not written as it is. */
const settingAt = (at: Value, named: Named, text: string): Setting =>
  settingOf(at, named, { kind: 'literal', text, place: at.place });

function settingOf(at: Value, { namespace, option, resource }: Named, value: Value): Setting {
  const node = new ScalarNode(
    { text: value.text, written: value.text, type: 'string', style: 'plain' },
    { tag: value.kind === 'dynamic' ? '!unknown' : undefined, place: value.place },
  );
  return {
    namespace: { value: namespace, place: at.place, valueKind: 'literal' },
    resource,
    option: { value: option, place: at.place, valueKind: 'literal' },
    value: { kind: value.kind, text: value.text, place: value.place },
    node,
    place: value.place,
    part: node,
    layer: 'environment',
  };
}
