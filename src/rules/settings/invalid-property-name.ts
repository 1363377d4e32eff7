import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { list } from '../../util/text.js';
import { option } from '../on.js';
import type { Rule } from '../rule.js';

const NAME = /^[\p{L}\p{N}_.:/+\\@-]+$/u;

export const invalidPropertyName: Rule = {
  meta: {
    summary: 'An environment property has a name that is not allowed',
    why: 'Elastic Beanstalk refuses the update. The name of an environment property may contain letters, digits, and any of _ . : / + \\ - @.',
    consequence: 'deploy-fails',
    references: ['guide:environments-cfg-softwaresettings'],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  needs: option(ENVIRONMENT_PROPERTIES),
  *check(project) {
    for (const { option } of settings(project).of(ENVIRONMENT_PROPERTIES)) {
      if (NAME.test(option.value) || option.valueKind === 'dynamic') continue;
      yield {
        at: option.place,
        message: messageOf(option.value),
        help: 'Use only letters, digits, and any of `_ . : / + \\ - @`.',
      };
    }
  },
};

const messageOf = (name: string): string =>
  name === ''
    ? 'The name of an environment property is empty'
    : `Environment property "${withoutValue(name)}" has ${list(strangeCharacters(name))} in its name`;

/** What follows an equals sign or a space is probably the value, which may be a secret. */
const withoutValue = (name: string): string => name.replace(/(?<=[\w.-])[=\s].+$/s, '…');

/** Each of them once. */
const strangeCharacters = (name: string): string[] => {
  const strange = new Set([...name].filter((character) => !NAME.test(character)));
  return [...strange].map((character) => (character.trim() === '' ? 'a space' : `"${character}"`));
};
