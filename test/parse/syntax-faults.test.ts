import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { configSyntaxError } from '../../src/rules/config/syntax-error.js';
import { SourceFile } from '../../src/source/index.js';
import { projectOf, RULE_FIXTURES } from '../support/fixtures.js';

const FOLDER = `${RULE_FIXTURES}config/syntax-error/bad-every-cause/.ebextensions/`;

/** What would be too large for a fixture. */
const OTHERS = { 'too-many-aliases': `x: y\na: &a [${'b,'.repeat(99)}]\nc: [${'*a,'.repeat(1001)}]\n` };

const texts: Readonly<Record<string, string>> = {
  ...OTHERS,
  ...Object.fromEntries(
    readdirSync(FOLDER).map((name) => [name.replace('.config', ''), readFileSync(FOLDER + name, 'utf8')]),
  ),
};

describe('each fault of the syntax', () => {
  it.each(Object.entries(texts))('%s has a text that has it', (code, text) => {
    const { problems } = parseConfigFile(new SourceFile('/p/a.config', 'a.config', text));
    expect(problems).toMatchObject([{ kind: 'syntax', fault: { code } }]);
  });

  it('has words of its own', () => {
    const messages = Object.values(texts).flatMap((text) =>
      [...configSyntaxError.check(projectOf({ '.ebextensions/a.config': text }))].map(
        ({ message }) => message,
      ),
    );
    expect(new Set(messages).size).toBe(Object.keys(texts).length);
  });
});
