import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { posix } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProject } from '../../site/src/project.js';
import { sharedIn } from '../../site/src/share.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { rules } from '../../src/rules/index.js';
import { rules as RULES } from '../../src/rules/index.js';
import { REPOSITORY } from '../support/fixtures.js';

let folder: string;
let pages: ReadonlyMap<string, string>;

beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/eblint-site-`);
  const { status, stderr } = spawnSync(process.execPath, ['scripts/site.mjs', '--out', folder], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const names = readdirSync(folder, { recursive: true }) as string[];
  pages = new Map(
    names
      .filter((name) => name.endsWith('.html'))
      .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
  );
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the scripts of the page', () => {
  it('import nothing but each other, and nothing of Node.js', async () => {
    const bundle = await rolldown({
      input: ['main', 'docs', 'core'].map((name) => `${folder}/${name}.js`),
      platform: 'browser',
    });
    const { output } = await bundle.generate();
    const chunks = output.flatMap((one) => (one.type === 'chunk' ? [one] : []));
    const own = new Set(chunks.map(({ fileName }) => fileName));
    const imported = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
    expect(imported.length).toBeGreaterThan(3);
    expect(imported.filter((name) => !own.has(name))).toEqual([]);
    expect(chunks.filter(({ code }) => code.includes('node:path')).map(({ fileName }) => fileName)).toEqual(
      [],
    );
  });

  const textOf = (path: string): string => readFileSync(`${folder}/${path}`, 'utf8');

  /** What the page loads before the first findings, by what it tells the browser to load at once. */
  const firstLoad = (): string[] => [
    'main.js',
    ...[...textOf('index.html').matchAll(/"modulepreload" href="([^"]+)"/g)].map(([, path]) => path!),
  ];

  it('load the editor, pictures and texts of rules later than the first findings', () => {
    const first = firstLoad();
    const imported = first.flatMap((path) =>
      [...textOf(path).matchAll(/(?:from|import)["'`](\.\.?\/[\w./-]+\.js)["'`]/g)].map(([, other]) =>
        posix.join(posix.dirname(path), other!),
      ),
    );
    expect(new Set(imported)).toEqual(new Set(first.slice(1)));
    expect(first.filter((path) => /editor|views|hover/.test(path))).toEqual([]);
    const loaded = first.map(textOf).join('');
    expect(/[^\x00-\x7f]/.test(loaded)).toBe(false);
    expect(RULES.filter(({ meta }) => loaded.includes(meta.why)).map(({ id }) => id)).toEqual([]);
    const hover = readdirSync(`${folder}/chunks`).find((name) => name.startsWith('hover-'));
    const texts = textOf(`chunks/${hover}`);
    expect(ALL_RULES.filter(({ id }) => !texts.includes(id))).toEqual([]);
  });
});

describe('the pages', () => {
  it('have the policy under which nothing is loaded from elsewhere', () => {
    const policy = `Content-Security-Policy" content="default-src 'none'; script-src 'self'`;
    const isInline = /<script(?! type="module" src="[^":]*"><\/script>)|\sstyle="|\son\w+="/;
    const names = [...pages].filter(([, html]) => !html.includes(policy) || isInline.test(html));
    expect(names.map(([name]) => name)).toEqual([]);
    expect(pages.get('index.html')).not.toContain('{{');
  });

  it('link only to what is there', () => {
    const idsOf = new Map(
      [...pages].map(([name, html]) => [
        name,
        new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)),
      ]),
    );
    const broken: string[] = [];
    for (const [name, html] of pages)
      for (const [, href = ''] of html.matchAll(/\s(?:href|src|srcset)="([^"]*)"/g)) {
        if (/^(?:https?|data|mailto):/.test(href)) continue;
        const [path = '', anchor] = href.split('#');
        const file = path === '' ? name : posix.join(posix.dirname(name), path);
        const isThere = existsSync(`${folder}/${file}`);
        const hasAnchor = !anchor || anchor.startsWith('project=') || idsOf.get(file)?.has(anchor) === true;
        if (!isThere || !hasAnchor) broken.push(`${name}: ${href}`);
      }
    expect(broken).toEqual([]);
  });

  it('explain every rule', () => {
    expect(ALL_RULES.filter(({ id }) => !pages.has(`docs/rules/${id}.html`))).toEqual([]);
  });

  it('have an example to try, in which the rule speaks, for all rules but those that need more than texts', async () => {
    const without: string[] = [];
    for (const { id } of ALL_RULES) {
      const [, fragment] =
        /index\.html(#project=[^"]+)">Try it<\/a> with/.exec(pages.get(`docs/rules/${id}.html`)!) ?? [];
      const shared = fragment === undefined ? undefined : await sharedIn(fragment);
      if (!shared) without.push(id);
      else {
        const { report } = checkProject(new Map(Object.entries(shared.files)), undefined);
        expect(report.diagnostics.map(({ ruleId }) => ruleId)).toContain(id);
      }
    }
    const ofOtherPresets = new Set<string>(rules.filter(({ meta }) => meta.preset).map(({ id }) => id));
    expect(without.filter((id) => !ofOtherPresets.has(id)).length).toBeLessThan(14);
    expect(without).not.toContain('routing/port-mismatch');
  });

  it('start from a project with mistakes and from a correct one', async () => {
    const links = [...pages.get('index.html')!.matchAll(/class="example"\s+href="(#[^"]+)"/g)].map(
      ([, href]) => href!,
    );
    const [wrong, right] = await Promise.all(links.map((link) => sharedIn(link)));
    const count = (shared: typeof wrong) =>
      checkProject(new Map(Object.entries(shared!.files)), undefined).report.diagnostics.length;
    expect(count(wrong)).toBeGreaterThan(5);
    expect(count(right)).toBe(0);
  });
});
