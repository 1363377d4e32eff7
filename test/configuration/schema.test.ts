import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../support/configuration-schema.js';
import { parsed } from '../support/configurations.js';
import { REPOSITORY, UPDATE } from '../support/fixtures.js';
import { codeBlocks, pageText } from '../support/pages.js';

const FILE = `${REPOSITORY}schema/eblint.config.schema.json`;

it('the example of the documentation is right', () => {
  const example = codeBlocks(pageText('docs/configuration.md'), 'yaml').find((code) =>
    code.includes('allowPlaceholders'),
  );
  expect(parsed(example ?? '-').faults).toEqual([]);
});

describe('the JSON Schema of the configuration', () => {
  const schema = configurationSchema();

  it('is current', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`, UPDATE).toMatchFileSnapshot(FILE);
  });

  const validate = new Ajv({ allErrors: true }).compile(schema);

  it.each([
    [{}],
    [{ $schema: 'x', extends: 'strict', rules: { 'routing/*': 0, 'routing/port-mismatch': 'warn' } }],
    [{ extends: ['./a.yaml', '@acme/eblint-config'], rules: { 'config/syntax': 'off' } }],
    [{ overrides: [{ files: 'a', platform: 'Python 3.12 running on 64bit Amazon Linux 2023', rules: {} }] }],
    [{ ignores: ['a'], allowPlaceholders: 'xx', knownOptions: ['aws:a:b/C'] }],
  ])('and the checks accept %j', (data) => {
    expect(validate(data)).toBe(true);
    expect(parsed(JSON.stringify(data), 'a.json').faults).toEqual([]);
  });

  it.each([
    [{ extend: 'strict' }],
    [{ rules: 'off' }],
    [{ rules: { 'a/b': 'off' } }],
    [{ rules: { 'routing/*': 3 } }],
    [{ rules: { 'routing/*': ['error'] } }],
    [{ rules: null }],
    [{ platform: null }],
    [{ overrides: {} }],
    [{ overrides: [{ rules: {} }] }],
    [{ overrides: [{ files: 'a', ignores: 'b' }] }],
    [{ ignores: [[]] }],
    [[]],
  ])('and the checks refuse %j', (data) => {
    expect(validate(data)).toBe(false);
    expect(parsed(JSON.stringify(data), 'a.json').faults).not.toEqual([]);
  });
});
