import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { foldersIn, loadProject, REPOSITORY, UPDATE } from '../support/fixtures.js';
import { renderDiagnostics } from '../support/render.js';

const PROJECTS = `${REPOSITORY}fixtures/projects/`;

const lint = (name: string) => lintModel(loadProject(`${PROJECTS}${name}`)).diagnostics;

describe('whole projects, every recommended rule on', () => {
  it.each(foldersIn(PROJECTS))('%s', async (name) => {
    await expect(renderDiagnostics(lint(name)), UPDATE).toMatchFileSnapshot(`${PROJECTS}${name}.txt`);
  });
});

describe("the tutorial's project", () => {
  it.each(['channels-80', 'channels-443'])('%s is right once the names are filled in', (name) => {
    expect(renderDiagnostics(lint(name))).toBe('');
  });

  it('has two placeholders in its first stage', () => {
    expect(lint('channels-80-placeholders').map(({ ruleId }) => ruleId)).toEqual([
      'procfile/placeholder',
      'procfile/placeholder',
    ]);
  });

  it('has three in its second', () => {
    expect(
      lint('channels-443-placeholders')
        .map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual(['https/invalid-certificate-arn', 'procfile/placeholder', 'procfile/placeholder']);
  });

  it.each(foldersIn(PROJECTS).filter((name) => /^channels-\d+-(?!placeholders)/.test(name)))(
    '%s: its one mistake is found',
    (name) => {
      expect(lint(name)).not.toEqual([]);
    },
  );
});
