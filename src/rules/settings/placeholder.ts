import { isTemplate, placeholderIn } from '../../knowledge/placeholders/placeholders.js';
import { mayBeCredential } from '../../knowledge/secrets/credential-names.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isReplaced } from '../../model/bundle/may-be-filled-in.js';
import type { ProjectFiles } from '../../model/project.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { type Settings, settings } from '../../model/settings/settings.js';
import { findInSetting } from '../../parse/index.js';
import type { Located, Span } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { type Notation, notationOf, secretFromOutside } from '../support/notation.js';
import { quotedPlaceholder, REPLACE_PLACEHOLDER } from '../support/placeholder-texts.js';

export const placeholder: Rule = {
  meta: {
    summary: 'A setting contains a placeholder that was not replaced',
    why: 'Elastic Beanstalk uses a placeholder literally, and refuses the update because of an invalid option value. A placeholder in an environment property reaches the application, unless the console or eb setenv sets another value.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions-optionsettings'],
    yieldsTo: ['https/invalid-certificate-arn'],
  },
  needs: anySetting,
  *check(project) {
    for (const [first, ...others] of groupBy(
      placeholdersIn(settings(project), deployedFiles(project)),
      placeOfRepeats,
    ).values()) {
      if (!first) continue;
      const { option, found, isProperty } = first;
      const subject =
        others.length === 0
          ? `${option} contains`
          : `${option} and ${others.length} other ${others.length === 1 ? 'property' : 'properties'} contain`;
      yield {
        at: found.place,
        message: `${subject} the placeholder ${quotedPlaceholder(found.value)}`,
        help: helpFor(first, others, notationOf(found.place, project)),
        ...(isProperty && { warnsBecause: 'milder' }),
      };
    }
  },
};

function helpFor(
  { isProperty, option, ...first }: Found,
  others: readonly Found[],
  notation: Notation,
): string {
  if (!isProperty) return REPLACE_PLACEHOLDER;
  const isSecret = first.isSecret || others.some((other) => other.isSecret);
  if (isSecret && others.length === 0) return secretFromOutside(option, notation);
  if (notation !== 'configuration file')
    return others.length === 0 ? REPLACE_PLACEHOLDER : 'Replace them with the real values.';
  const [them, their] =
    others.length > 0
      ? ['them with the real values', 'properties and set their values']
      : ['it with the real value', 'property and set its value'];
  return `${isSecret ? 'Delete' : `Replace ${them}, or delete`} the ${their} with \`eb setenv\`.`;
}

interface Found {
  readonly option: string;
  readonly found: Located<string>;
  readonly isProperty: boolean;
  /** A property whose real value does not belong in a file. */
  readonly isSecret: boolean;
}

function* placeholdersIn(settings: Settings, files: ProjectFiles): Iterable<Found> {
  for (const setting of settings.effectiveSettings()) {
    const isProperty = holdsProperties(setting.namespace.value);
    const found = findInSetting(setting, (text) =>
      isTemplate(text)
        ? undefined
        : ((isProperty ? ownNameIn(text, setting.option.value) : undefined) ?? placeholderIn(text)),
    );
    const isSecret = isProperty && mayBeCredential(setting.option.value, setting.value.text);
    if (found && !isReplaced(files, found.value))
      yield { option: setting.option.value, found, isProperty, isSecret };
  }
}

/** A property whose value is its own name: `DB_HOST: DB_HOST`. */
const ownNameIn = (text: string, name: string): Span | undefined =>
  text === name && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) ? { start: 0, end: text.length } : undefined;

/** A namespace without a colon does not exist: what is below it are properties. */
const holdsProperties = (namespace: string): boolean =>
  namespace === ENVIRONMENT_PROPERTIES || !namespace.includes(':');

/** Properties of one file that all hold the word "placeholder" get their values in one other place. */
const placeOfRepeats = ({ option, found: { value, place }, isProperty }: Found): string[] =>
  isProperty && /^place/i.test(value)
    ? [`${place.file.name} ${value}`]
    : [`${place.file.name} ${place.span.start} ${option}`];
