import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breaksFile } from '../../src/parse/problem.js';
import { parseYaml } from '../../src/parse/yaml/yaml.js';
import { SourceFile } from '../../src/source/index.js';
import type { Texts } from '../support/changed-projects.js';
import { REPOSITORY } from '../support/fixtures.js';
import { INVARIANTS } from '../support/invariants.js';

const REGRESSIONS = `${REPOSITORY}test/regressions/`;

interface YamlCase {
  readonly text: string;
  /** Whether SnakeYAML reads it. */
  readonly reads: boolean;
  /** Not yet read in the same way. */
  readonly open?: true;
}

const yamlCases = JSON.parse(readFileSync(`${REGRESSIONS}yaml.json`, 'utf8')) as YamlCase[];

/** Line breaks and spaces that look like others have to be told apart. */
const shown = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('texts that were once read in another way than by SnakeYAML', () => {
  for (const { text, reads, open } of yamlCases)
    (open ? it.fails : it)(`${shown(text)} is ${reads ? 'read' : 'refused'}`, () => {
      const { problems } = parseYaml(new SourceFile('/p/a.config', 'a.config', text));
      expect(problems.filter(breaksFile)).toHaveLength(reads ? 0 : 1);
    });
});

const projects = readdirSync(`${REGRESSIONS}projects`).filter((name) => name.endsWith('.json'));

describe.each(projects)('test/regressions/projects/%s', (name) => {
  const all = JSON.parse(readFileSync(`${REGRESSIONS}projects/${name}`, 'utf8')) as Texts;
  it.each(Object.entries(INVARIANTS))('%s', async (_, check) => {
    await check(all);
  });
});
