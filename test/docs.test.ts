import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FLAG_GROUPS, termOf } from '../src/cli/flags.js';
import { parseOptions } from '../src/cli/parse-flags.js';
import { ALL_RULES } from '../src/lint/lint-project.js';
import { formatNames } from '../src/report/formats.js';
import type { LintResult } from '../src/report/lint-result/lint-result.js';
import { ruleInfo } from '../src/rules/rule-info.js';
import { demoOutput, outputOf } from './support/demo.js';
import { evidence, EVIDENCE_SETS, evidenceTable } from './support/evidence.js';
import { foldersIn, REPOSITORY, RULE_FIXTURES, UPDATE } from './support/fixtures.js';
import { exampleSource, formatExample, languageOf } from './support/format-examples.js';
import { limitsTable, unexplainedLimits } from './support/limits.js';
import { codeBlocks, commandsOf, PAGES, pageText, termsOf } from './support/pages.js';
import { picture, themes } from './support/picture.js';
import { rulePage } from './support/rule-page.js';
import { rulesInShort, rulesTable } from './support/rules-table.js';
import { runEblint } from './support/run-eblint.js';
import { temporaryFolder } from './support/temporary.js';
import { withSection } from './support/with-section.js';

const RULE_PAGES = `${REPOSITORY}docs/rules/`;

/** The files that say why a case is right. */
const reasonsIn = (id: string): string[] => {
  const folder = `${RULE_FIXTURES}${id}`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
};

describe('the pages of the rules', () => {
  it.each(ALL_RULES.map((rule) => [rule.id, rule] as const))(
    'docs/rules/%s.md is current',
    async (id, rule) => {
      await expect(await rulePage(rule), UPDATE).toMatchFileSnapshot(`${RULE_PAGES}${id}.md`);
    },
  );

  it('says why a case is right only of cases that exist, in one or two short sentences', () => {
    const reasons = ALL_RULES.flatMap(({ id }) => reasonsIn(id));
    expect(reasons.length).toBeGreaterThan(200);
    expect(reasons.filter((name) => !existsSync(name.slice(0, -'.md'.length)))).toEqual([]);
    expect(reasons.filter((name) => !/^[A-Z`0-9"a-z].{8,108}\.\n$/.test(readFileSync(name, 'utf8')))).toEqual(
      [],
    );
  });

  it('has no page of a rule that is gone', () => {
    const pages = foldersIn(RULE_PAGES).flatMap((group) =>
      readdirSync(`${RULE_PAGES}${group}`).map((file) => `${group}/${file}`),
    );
    expect(pages.filter((page) => !ALL_RULES.some(({ id }) => `${id}.md` === page))).toEqual([]);
  });
});

describe('generated parts', () => {
  it('the index of rules lists every rule', async () => {
    const totals = evidenceTable(evidence.filter(({ rule }) => rule === '*'));
    const page = withSection(pageText('docs/rules/README.md'), 'evidence', totals);
    const current = withSection(page, 'rules', rulesTable(ALL_RULES.map(ruleInfo)));
    await expect(current, UPDATE).toMatchFileSnapshot(`${REPOSITORY}docs/rules/README.md`);
  });

  it('the README counts the rules, and names those that spoke most often', async () => {
    const current = withSection(pageText('README.md'), 'rules', rulesInShort(ALL_RULES.map(ruleInfo)));
    await expect(current, UPDATE).toMatchFileSnapshot(`${REPOSITORY}README.md`);
  });

  it.each([
    [
      'docs/questions.md',
      [
        ['why', 'Error occurred during build: Command 01_migrate failed'],
        ['resolve', 'aws:elasticbeanstalk:environment:process:websocket'],
        ['graph'],
        ['request', 'wss://example.com/ws/chat'],
        ['steps'],
        ['steps', '--format', 'mermaid'],
      ],
    ],
  ])('%s shows what eblint prints today', async (path, commands) => {
    let page = pageText(path);
    for (const argv of commands)
      page = argv.includes('mermaid')
        ? withSection(page, `${argv[0]} mermaid`, fenced('mermaid', (await outputOf(argv)).trimEnd()))
        : withSection(page, argv[0]!, await commandText(argv));
    await expect(page, UPDATE).toMatchFileSnapshot(REPOSITORY + path);
  });

  it('formats.md shows what each format prints today', async () => {
    let page = withSection(pageText('docs/formats.md'), 'source', fenced('yaml', exampleSource()));
    for (const name of formatNames)
      page = withSection(page, name, fenced(languageOf(name), await formatExample(name)));
    await expect(page, UPDATE).toMatchFileSnapshot(`${REPOSITORY}docs/formats.md`);
  });

  it('CONTRIBUTING shows a rule as it is', async () => {
    const page = pageText('CONTRIBUTING.md');
    const path = /`(src\/rules\/[^<`]+\.ts)`:\n\n<!-- sample -->/.exec(page)?.[1];
    const current = withSection(page, 'sample', fenced('ts', pageText(path!).trimEnd()));
    await expect(current, UPDATE).toMatchFileSnapshot(`${REPOSITORY}CONTRIBUTING.md`);
  });

  it('CONTRIBUTING names what its short rules ask for', () => {
    const rows = [...pageText('CONTRIBUTING.md').matchAll(/\| `([^`]+)` \| \[`[^\]]+\]\(([^)]+)\) \|/g)];
    expect(rows.length).toBeGreaterThan(5);
    for (const [, fact, path] of rows) expect(pageText(path!), path).toContain(fact);
  });

  it('the demo fits 80 columns', async () => {
    const lines = stripVTControlCharacters(await demoOutput()).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(
    themes.flatMap((theme) => [
      ['findings', theme, demoOutput] as const,
      ...[['migrate'], ['steps'], ['request', 'wss://example.com/ws/chat']].map(
        (argv) => [argv[0], theme, () => colored(argv)] as const,
      ),
    ]),
  )('docs/pictures/%s-%s.svg shows what eblint prints today', async (name, theme, output) => {
    await expect(picture(await output(), theme), UPDATE).toMatchFileSnapshot(
      `${REPOSITORY}docs/pictures/${name}-${theme}.svg`,
    );
  });
});

describe('pictures of commands', () => {
  it('docs/pictures/graph.svg shows what eblint draws today', async () => {
    await expect(await outputOf(['graph', '--format', 'svg']), UPDATE).toMatchFileSnapshot(
      `${REPOSITORY}docs/pictures/graph.svg`,
    );
  });
});

const colored = async (argv: readonly string[]): Promise<string> =>
  `$ eblint ${argv.join(' ')}\n${await outputOf([...argv, '--color'])}`;

/** A command and what it prints. */
async function commandText(argv: readonly string[]): Promise<string> {
  const written = argv.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
  return fenced('text', `$ eblint ${written}\n${await outputOf(argv)}`);
}

const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

/** The ids that GitHub gives to the headings of a page. */
const anchorsOf = (path: string): string[] =>
  [...pageText(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe.each(PAGES)('%s', (path) => {
  it('links to files and headings that exist', () => {
    const folder = posix.dirname(path);
    const prose = pageText(path).replace(/^```[^]*?^```$/gm, '');
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const broken = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? path : posix.join(folder, file);
      if (!existsSync(REPOSITORY + target)) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('never lets npx download a package', () => {
    expect(pageText(path)).not.toMatch(/npx eblint/);
  });
});

it('every command of the pages has flags that eblint knows', () => {
  const commands = PAGES.flatMap((path) => commandsOf(pageText(path)));
  expect(commands.length).toBeGreaterThan(5);
  for (const argv of commands) expect(() => parseOptions(argv)).not.toThrow();
});

it('the comparison of tools is by mistakes that eblint finds, each once', async () => {
  const [, table = ''] =
    /<!-- compare -->([^]*?)<!-- \/compare -->/.exec(pageText('docs/comparison.md')) ?? [];
  const named = [...table.matchAll(/\[`([a-z-]+\/[a-z-]+)`\]/g)].map(([, id]) => id!);
  const { stdout } = await runEblint(`${REPOSITORY}fixtures/compare`, ['--format', 'json']);
  const found = (JSON.parse(stdout) as LintResult[]).flatMap(({ messages }) =>
    messages.map(({ ruleId }) => ruleId as string),
  );
  expect(named).toHaveLength(10);
  expect(found.sort()).toEqual(named.sort());
});

it('the changelog tells the first version in ten lines: nothing of it is new for anybody', () => {
  const [, unreleased = ''] = /\n## \[Unreleased\]\n([^]*?)(?=\n## |$)/.exec(pageText('CHANGELOG.md')) ?? [];
  expect(unreleased).toContain('the first version');
  expect([...unreleased.matchAll(/^(?:- |#)/gm)].length).toBeLessThanOrEqual(10);
});

it('the README fits its readers: no more than 150 lines', () => {
  expect(pageText('README.md').split('\n').length).toBeLessThanOrEqual(151);
});

describe('the page of the command line', () => {
  const page = pageText('docs/command-line.md');

  it('describes every flag and its value', () => {
    const flags = Object.values(FLAG_GROUPS).flat();
    const expected = flags.flatMap((flag) => [
      ...(flag.short === undefined ? [] : [flag.short]),
      termOf(flag),
    ]);
    const described = termsOf(page, 'Flags').filter((term) => term.startsWith('-'));
    expect(described.sort()).toEqual(expected.sort());
  });

  it('describes every format, the default one first', () => {
    expect(termsOf(page, 'Formats')).toEqual(formatNames);
  });
});

it('repositories.md shows a shared configuration that works as it is', async () => {
  const shown = (name: string) =>
    new RegExp(`<!-- ${name} -->\\n\\n\`\`\`\\w+\\n([^]*?)\\n\`\`\``).exec(
      pageText('docs/repositories.md'),
    )![1]!;
  const { name, files } = JSON.parse(shown('shared package')) as { name: string; files: string[] };
  const folder = temporaryFolder({
    '.git/': '',
    [`node_modules/${name}/${files[0]!}`]: shown('shared configuration'),
    'eblint.config.yaml': shown('own configuration'),
    '.ebextensions/a.config':
      'option_settings:\n  aws:elasticbeanstalk:application:environment: {A: "@@a@@", DB_PASSWORD: "k3Jf83hd7Qla"}\n',
  });
  const { stdout, stderr } = await runEblint(folder, ['--format', 'compact']);
  expect(stderr).toBe('');
  expect(stdout).not.toContain('settings/placeholder');
  expect(stdout).toMatch(/Error - .*secrets\/plain-text-property/);
  expect((await runEblint(folder, ['--print-config'])).stdout).toMatch(
    /proxy\/[*].*error|proxy\/unused-program.*error/,
  );
});

describe('the recipes', () => {
  it('name hooks that exist, the tag of this version, and flags that eblint knows', () => {
    const { version } = JSON.parse(pageText('package.json')) as { version: string };
    const known = parse(pageText('.pre-commit-hooks.yaml')) as { id: string; entry: string }[];
    const recipes = ['README.md', 'docs/hooks.md'].flatMap((path) =>
      codeBlocks(pageText(path), 'yaml').filter((code) => code.includes('- id: ')),
    );
    expect(recipes).toHaveLength(3);
    const [inReadme, local, fromSource] = recipes;
    expect(inReadme!.replace(/ # .*/, '')).toBe(local);
    expect(local).toContain(`additional_dependencies: [eblint@${version}]\n`);
    expect(local).toContain(`entry: ${known[0]!.entry}\n`);
    expect(fromSource).toContain(`rev: v${version}\n`);
    for (const [, id] of recipes.join('\n').matchAll(/- id: (.*)/g))
      expect(known.map((hook) => hook.id)).toContain(id);
    for (const [, args] of recipes.join('\n').matchAll(/args: (.*)/g)) {
      const argv = [...known[0]!.entry.split(' ').slice(1), ...(parse(args!) as string[])];
      expect(parseOptions(argv).maxWarnings).toBe(0);
    }
  });

  it('name the problem matcher that is in the package', () => {
    const { files } = JSON.parse(pageText('package.json')) as { files: string[] };
    const [, matcher] = /add-matcher::node_modules\/eblint\/([^"]+)/.exec(pageText('docs/ci.md'))!;
    expect(files).toContain(matcher);
  });
});

it('formats.md has an example of every format', () => {
  const page = pageText('docs/formats.md');
  expect(formatNames.filter((name) => !page.includes(`<!-- ${name} -->\n\n\`\`\``))).toEqual([]);
});

describe('SECURITY.md', () => {
  const page = pageText('SECURITY.md');
  const [, section = ''] = /^## What eblint promises$([^]*?)^## /m.exec(page) ?? [];
  const promises = [...section.matchAll(/^- \*\*(.+?)[.:]?\*\*/gm)].map(([, promise]) => promise);
  const rows = [...page.matchAll(/^\| (.+?) +\| `(test\/.+?)` +\| `(.+)` +\|$/gm)].map(
    ([, ...cells]) => cells,
  );

  it('names a test of each promise', () => {
    expect(promises.length).toBeGreaterThan(10);
    expect([...new Set(rows.map(([promise]) => promise))]).toEqual(promises);
  });

  it.each(rows)('%s: %s has "%s"', (_, path, title) => {
    const titles = [...pageText(path!).matchAll(/\(\s*(['"`])((?:\\.|(?!\1).)*)\1,/g)];
    expect(titles.map(([, , text]) => text)).toContain(title);
  });
});

describe('the evidence', () => {
  const rows = evidence.filter(({ rule }) => rule !== '*');

  it('is about rules that exist, each once in a set', () => {
    expect(rows.map(({ rule }) => rule).filter((id) => !ALL_RULES.some((meta) => meta.id === id))).toEqual(
      [],
    );
    expect(evidence.filter(({ set }) => !(set in EVIDENCE_SETS))).toEqual([]);
    const keys = evidence.map(({ rule, set }) => `${rule} ${set}`);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it.each([...new Set(evidence.map(({ set }) => set))])('has sums that agree in %s', (name) => {
    const own = rows.filter(({ set }) => set === name);
    const total = evidence.find(({ rule, set }) => rule === '*' && set === name)!;
    for (const key of [
      'findings',
      'judged',
      'wrongClaims',
      'wrongHelps',
      'impreciseHelps',
      'corrected',
    ] as const)
      expect(
        own.map((row) => row[key]).reduce((sum, count) => sum + count, 0),
        key,
      ).toBe(total[key]);
    expect(own.filter(({ members }) => members > total.members)).toEqual([]);
  });

  it('counts no more than there is', () => {
    for (const { members, findings, judged, date, ...row } of evidence) {
      expect(findings).toBeGreaterThanOrEqual(row.rule === '*' ? 0 : members);
      expect([0, findings]).toContain(judged);
      expect(row.wrongClaims).toBeLessThanOrEqual(judged);
      expect(row.wrongHelps + row.impreciseHelps).toBeLessThanOrEqual(judged);
      expect(row.corrected).toBeLessThanOrEqual(row.wrongClaims + row.wrongHelps + row.impreciseHelps);
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

describe('limits.md', () => {
  it('lists the limits that users meet, as the program has them', async () => {
    const current = withSection(pageText('docs/limits.md'), 'limits', limitsTable());
    await expect(current, UPDATE).toMatchFileSnapshot(`${REPOSITORY}docs/limits.md`);
  });

  it('leaves out only those that are marked internal', () => {
    expect(unexplainedLimits(), 'Describe them in test/support/limits.ts').toEqual([]);
  });
});
