import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../src/lint/lint-project.js';
import { demoOutput } from './support/demo.js';
import { foldersIn, REPOSITORY } from './support/fixtures.js';
import { rulePage } from './support/rule-page.js';
import { rulesTable } from './support/rules-table.js';
import { withSection } from './support/with-section.js';

const PAGES = `${REPOSITORY}docs/rules/`;

describe('the pages of the rules', () => {
  it.each(ALL_RULES.map((meta) => [meta.id, meta] as const))(
    'docs/rules/%s.md is current',
    async (id, meta) => {
      await expect(await rulePage(meta)).toMatchFileSnapshot(`${PAGES}${id}.md`);
    },
  );

  it('has no page of a rule that is gone', () => {
    const pages = foldersIn(PAGES).flatMap((group) =>
      readdirSync(`${PAGES}${group}`).map((file) => `${group}/${file}`),
    );
    expect(pages.filter((page) => !ALL_RULES.some(({ id }) => `${id}.md` === page))).toEqual([]);
  });
});

describe('the README', () => {
  const readme = readFileSync(`${REPOSITORY}README.md`, 'utf8');

  it('lists every rule and shows what eblint prints today', async () => {
    const withRules = withSection(readme, 'rules', rulesTable(ALL_RULES));
    const current = withSection(withRules, 'demo', `\`\`\`text\n${await demoOutput()}\n\`\`\``);
    await expect(current).toMatchFileSnapshot(`${REPOSITORY}README.md`);
  });

  it('links to files that exist', () => {
    // Those to the pages of rules are generated, and so are the pages.
    const links = [...readme.matchAll(/\]\((?!https?:|#|docs\/rules\/)([^)#\s]+)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(`${REPOSITORY}${path}`))).toEqual([]);
  });
});
