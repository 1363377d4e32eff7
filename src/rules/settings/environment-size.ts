import { isTemplate } from '../../knowledge/placeholders.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/environment-properties.js';
import { propertySize } from '../../model/property-size.js';
import type { Setting } from '../../model/settings.js';
import type { Finding, Rule } from '../rule.js';

/** In bytes. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html */
const MAX_SIZE = 4096;

const NAME = /^[\p{L}\p{N}_.:/+\\@-]+$/u;

export const environmentSize: Rule = {
  meta: {
    id: 'settings/environment-size',
    summary:
      'The environment properties are too long together, or one of them has a name that cannot be used',
    why: 'All environment properties, each written as NAME=VALUE, may take 4,096 bytes together. With more the update fails: "Template format error: Parameter \'EnvironmentVariables\' default value length is greater than 4096". A name may hold letters, digits and any of _ . : / + \\ - @.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-softwaresettings.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.secrets.env-vars.html',
    ],
    since: '0.1.0',
  },
  *check({ settings }) {
    const properties = settings.of(ENVIRONMENT_PROPERTIES);
    yield* tooLong(properties);
    for (const { option } of properties) {
      if (NAME.test(option.value) || isTemplate(option.value)) continue;
      yield {
        at: option.place,
        message: `${whatIsWrong(option.value)}; only letters, digits and any of _ . : / + \\ - @ are allowed.`,
      };
    }
  },
};

function* tooLong(properties: readonly Setting[]): Generator<Finding> {
  const total = properties.reduce((sum, property) => sum + propertySize(property), 0);
  if (total <= MAX_SIZE) return;
  const [longest, ...others] = properties.toSorted((a, b) => propertySize(b) - propertySize(a));
  if (!longest) return;
  yield {
    at: longest.option.place,
    message: `The environment properties take ${total} bytes together, each as NAME=VALUE, but Elastic Beanstalk allows ${MAX_SIZE}; move long values such as ${longest.option.value} (${propertySize(longest)} bytes) to Secrets Manager or Parameter Store, or into a file.`,
    related: others.slice(0, 3).map((property) => ({
      at: property.option.place,
      note: `${property.option.value} takes ${propertySize(property)} bytes`,
    })),
  };
}

const whatIsWrong = (name: string): string =>
  name === ''
    ? 'The name of an environment property is empty'
    : `The name of the environment property "${name}" holds ${strangeCharacters(name)}`;

/** Each of them once, as a message names them. */
const strangeCharacters = (name: string): string => {
  const strange = new Set([...name].filter((character) => !NAME.test(character)));
  return [...strange].map((character) => (character.trim() === '' ? 'a blank' : `"${character}"`)).join(', ');
};
