import { docUrl, type NamespaceInfo } from '../../catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../../catalogue/find-option.js';
import { CATALOGUE_DATE } from '../../catalogue/namespaces.js';
import type { Form } from '../../catalogue/option-facts.js';
import { commandJson } from '../command-output.js';
import type { OptionsWriter } from './options-writer.js';

/** What `eblint options --format json` prints: the same shape for whatever is asked for. What is usual is left out. */
export const OPTIONS_AS_JSON: OptionsWriter = {
  list: (namespaces) => text(namespaces.map((namespace) => namespaceJson(namespace, optionsOf(namespace)))),
  namespace: (namespace) => text([namespaceJson(namespace, optionsOf(namespace))]),
  options: (options) => text(options.map((option) => namespaceJson(option.namespace, [option]))),
};

const text = (namespaces: readonly object[]): string => commandJson({ date: CATALOGUE_DATE, namespaces });

const optionsOf = (namespace: NamespaceInfo): OptionInfo[] =>
  Object.keys(namespace.options).flatMap((name) => findOption(namespace, name) ?? []);

const namespaceJson = ({ name, listedAs, ...facts }: NamespaceInfo, options: readonly OptionInfo[]) => ({
  name,
  listedAs,
  ...facts,
  doc: undefined,
  segment: facts.segment?.source,
  nameForm: formJson(facts.nameForm),
  valueForm: formJson(facts.valueForm),
  source: docUrl(facts),
  options: options.map(optionJson),
});

const optionJson = ({ name, ...facts }: OptionInfo) => ({
  name,
  ...facts,
  namespace: undefined,
  form: formJson(facts.form),
});

const formJson = (form: Form | undefined) => form && { words: form.words, pattern: form.pattern.source };
