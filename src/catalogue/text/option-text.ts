import { list } from '../../util/text.js';
import { docUrl } from '../find-namespace.js';
import type { OptionInfo } from '../find-option.js';
import type { Limits, OptionCase } from '../option-facts.js';
import { rangeOf } from '../values/allowed-words.js';
import { type Row, rows } from './layout.js';
import { platformsText } from './platforms-text.js';

/** All that the catalogue knows about an option. */
export const optionText = (option: OptionInfo): string =>
  `${option.namespace.name}/${option.name}\n\n${rows(optionRows(option))}`;

/** The same as labels with texts. */
export const optionRows = (option: OptionInfo): readonly Row[] => [
  ...valueRows(option),
  ...contextRows(option),
];

function valueRows(option: OptionInfo): Row[] {
  const { type, json, values, open, alsoAccepted, form, maxItems, maxLength, unit, caseSensitive } = option;
  return [
    ['Type', json ? `json (${json})` : type === 'list' ? 'list, separated by commas' : type],
    [open ? 'For example' : 'Values', values?.join(', ')],
    ['', caseSensitive && 'case-sensitive'],
    ['Also', alsoAccepted?.filter(Boolean).join(', ')],
    [type === 'list' ? 'Items' : open ? 'For example' : 'Form', form?.words],
    ['Range', rangeText(option)],
    ['Accepted', acceptedText(option)],
    ['Unit', unit],
    ['Items', maxItems === undefined ? undefined : `at most ${maxItems}`],
    ['Length', maxLength === undefined ? undefined : `at most ${maxLength} characters`],
    ['Default', option.default === '' ? 'empty' : option.default],
    ['', option.cases?.map(caseText)],
  ];
}

function contextRows(option: OptionInfo): Row[] {
  const { namespace } = option;
  return [
    ['EB CLI sends', option.cliDefault],
    ['Note', notesOf(option)],
    ['Requires', [option.requires, namespace.requires].filter((text) => text !== undefined)],
    ['Platforms', platformsText({ ...namespace, ...option })],
    ['Since', option.since ?? namespace.since],
    ['Deprecated', option.deprecated && `use ${option.deprecated}`],
    ['Source', docUrl(namespace)],
  ];
}

const NOTES: readonly (readonly [keyof OptionInfo, string])[] = [
  [
    'clientsOverride',
    'the console or the EB CLI may set it, which takes precedence over configuration files',
  ],
  ['sensitive', 'a secret: do not write it in files'],
  ['readOnly', 'read-only'],
  ['required', 'required'],
  ['apiOnly', 'not allowed in configuration files'],
  ['undocumented', 'not documented in the developer guide'],
  ['isFreeForm', 'not listed: the namespace accepts any name'],
];

const notesOf = (option: OptionInfo): string[] => [
  ...(option.note === undefined ? [] : [option.note]),
  ...NOTES.flatMap(([fact, text]) => (option[fact] === true ? [text] : [])),
];

function rangeText({ min, max }: Limits): string | undefined {
  if (min === undefined) return max === undefined ? undefined : `at most ${max}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

/** What the service accepts, where that is more than the documented range. */
function acceptedText(option: OptionInfo): string | undefined {
  if (option.acceptedMin === undefined && option.acceptedMax === undefined) return undefined;
  const { min, max } = rangeOf(option);
  return rangeText({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) }) ?? 'any number';
}

function caseText({ when = {}, languages, generations, ...limits }: OptionCase): string {
  const platforms = platformsText({ ...(languages && { languages }), ...(generations && { generations }) });
  const conditions = [
    platforms && `on ${platforms}`,
    ...Object.entries(when).map(([name, texts]) => `where ${name} is ${list(texts, 'or')}`),
  ];
  const effects = [
    limits.values?.join(', '),
    rangeText(limits),
    limits.default === undefined ? undefined : `default ${limits.default}`,
  ];
  return `${conditions.filter(Boolean).join(' and ')}: ${effects.filter(Boolean).join('; ')}`;
}
