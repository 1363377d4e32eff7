import {
  CONFIGURATION_KEYS,
  type ConfigurationKey,
  ENVIRONMENT_KEYS,
  OVERRIDE_KEYS,
} from '../../src/configuration/keys.js';
import { LEVEL_NAMES, selectorsOf } from '../../src/configuration/rule-levels.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { RENAMED_RULES } from '../../src/rules/renamed-rules.js';

/** The JSON Schema of the configuration file, from the tables that check it. */
export const configurationSchema = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of eblint',
  ...mapSchema(CONFIGURATION_KEYS),
  definitions: { level: { enum: [...LEVEL_NAMES, 0, 1, 2] } },
});

const mapSchema = (keys: Readonly<Record<string, ConfigurationKey>>): object => {
  const required = Object.entries(keys).flatMap(([name, { isRequired }]) => (isRequired ? [name] : []));
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [
        name,
        { description: key.description, ...SCHEMAS[key.shape]() },
      ]),
    ),
  };
};

const SCHEMAS: Readonly<Record<ConfigurationKey['shape'], () => object>> = {
  text: () => ({ type: 'string' }),
  texts: () => ({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }),
  rules: () => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      [...selectorsOf(ALL_RULES.map(({ id }) => id)), ...Object.keys(RENAMED_RULES)]
        .sort()
        .map((selector) => [selector, { $ref: '#/definitions/level' }]),
    ),
  }),
  overrides: () => ({ type: 'array', items: mapSchema(OVERRIDE_KEYS) }),
  environments: () => ({ type: 'array', items: mapSchema(ENVIRONMENT_KEYS) }),
};
