import { docUrl, type NamespaceInfo } from '../../catalogue/find-namespace.js';
import type { OptionFacts } from '../../catalogue/option-facts.js';
import { columns, rows } from '../../catalogue/text/layout.js';
import { optionText } from '../../catalogue/text/option-text.js';
import { platformsText } from '../../catalogue/text/platforms-text.js';
import { allowedWords } from '../../catalogue/values/allowed-words.js';
import { counted } from '../../report/text/counted.js';
import type { OptionsWriter } from './options-writer.js';

/** One line for each namespace. */
export const namespaceList = (namespaces: readonly NamespaceInfo[]): string =>
  columns(namespaces.map((namespace) => [namespace.name, countText(namespace), platformsText(namespace)]));

/** A namespace and one line for each of its options. */
export const namespaceText = (namespace: NamespaceInfo): string => {
  const options = Object.entries(namespace.options);
  return [
    `${namespace.name}\n`,
    columns(options.map(([name, facts]) => [`  ${name}`, valueText(facts), defaultText(facts)])),
    rows([
      ['Names', namespace.freeForm && (namespace.nameForm?.words ?? 'any name')],
      ['Platforms', platformsText(namespace)],
      ['Requires', namespace.requires],
      ['Replaced by', namespace.replacedBy],
      ['Since', namespace.since],
      ['Source', docUrl(namespace)],
    ]),
  ]
    .filter(Boolean)
    .join('\n');
};

function countText({ options, freeForm }: NamespaceInfo): string {
  const count = Object.keys(options).length;
  const text = counted(count, 'option');
  if (freeForm) return count === 0 ? 'any name' : `${text}, and any other name`;
  return text;
}

const valueText = (facts: OptionFacts): string => allowedWords(facts) ?? facts.type;

const defaultText = ({ default: value }: OptionFacts): string => (value ? `default ${value}` : '');

/** What `eblint options` prints. */
export const OPTIONS_AS_TEXT: OptionsWriter = {
  list: namespaceList,
  namespace: namespaceText,
  options: (options) => options.map(optionText).join('\n'),
};
