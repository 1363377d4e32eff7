import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixProject } from '../../src/fix/fix-project.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { type Project, type ProjectFiles, readProject } from '../../src/model/project.js';
import { scripts } from '../../src/model/scripts/scripts.js';
import { rules } from '../../src/rules/index.js';
import {
  broughtBy,
  type Case,
  EVERYTHING,
  findingsIn,
  identityOf,
  isClean,
  readCase,
  waysOf,
} from '../support/afters.js';
import { aftersOf, badCasesOf, REPOSITORY, UPDATE } from '../support/fixtures.js';
import { temporaryFolder } from '../support/temporary.js';

/** The helps that have no after yet, or not one for each way that they offer: `rule | help | a case`. */
const OPEN = `${REPOSITORY}test/rules/afters-open.txt`;

const textsOf = ({ files }: ProjectFiles): string[] =>
  files.flatMap((file) => ('source' in file ? [file.source.written] : []));

const brokenIn = (project: Project): string[] =>
  configFiles(project)
    .filter(({ broken }) => broken)
    .map(({ file }) => file.name);

const offersFix = (bad: Case): boolean => bad.own().some(({ fix }) => fix);

const cases = rules.flatMap((rule) =>
  badCasesOf(rule.id).map((name) => ({
    id: rule.id,
    name,
    rule,
    bad: readCase(rule, name),
    afters: aftersOf(rule.id)
      .filter((after) => after.bad === name)
      .map((after) => ({ name: after.name, after: readCase(rule, after.name) })),
  })),
);

/** The scripts that afters write or change, each with its rule. */
const written = new Map<string, string>();

describe.each(cases.map((one) => [`${one.id}/${one.name}`, one] as const))(
  '%s',
  (_, { id, rule, bad, afters }) => {
    it('is fixed wherever a fix is offered', () => {
      if (!offersFix(bad)) return;
      const { diagnostics } = bad.fixed().report;
      expect(diagnostics.filter(({ fix }) => fix)).toEqual([]);
      expect(diagnostics.length).toBeLessThanOrEqual(bad.own().length - bad.fixed().fixed.length);
    });

    it('brings nothing new when it is fixed', () => {
      if (!offersFix(bad)) return;
      const { fixed, files, report } = bad.fixed();
      expect(broughtBy(bad.own(), report.diagnostics)).toEqual([]);
      expect(brokenIn(bad.project)).toEqual(expect.arrayContaining(brokenIn(readProject(files))));
      if (fixed.length > 0) expect(broughtBy(bad.all(), findingsIn(files))).toEqual([]);
    });

    it('stays as it is when it is fixed again', () => {
      if (bad.fixed().fixed.length === 0) return;
      const again = fixProject(bad.fixed().files, EVERYTHING, [rule]);
      expect(again.fixed).toEqual([]);
      expect(textsOf(again.files)).toEqual(textsOf(bad.fixed().files));
    });

    if (afters.length > 0)
      it.each(afters)('is right as $name', ({ after }) => {
        expect(after.own(), 'The help was followed, and the finding is still there').toEqual([]);
        expect(broughtBy(bad.all(), after.all()), 'The help was followed, and leads to these').toEqual([]);
        expect(brokenIn(after.project)).toEqual([]);
        for (const text of changedScripts(bad.project, after.project)) written.set(text, id);
      });
  },
);

/** The scripts that an after writes or changes. */
function changedScripts(before: Project, after: Project): string[] {
  const known = new Set(shellTexts(before));
  return shellTexts(after).filter((text) => !known.has(text));
}

const shellTexts = (project: Project): string[] =>
  scripts(project)
    .filter(({ isShell }) => isShell)
    .map(({ script }) => script.source.text);

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** A help of a rule, without what differs from finding to finding. */
interface Help {
  /** `rule | help` */
  readonly key: string;
  /** A bad case in which it is given. */
  readonly bad: string;
  /** Some way that it offers has no after. */
  readonly isOpen: boolean;
}

/** The helps that a rule gives in its bad cases. */
const helpsOf = (id: string): readonly Help[] => {
  const made = new Map<string, { bad: string; ways: Set<string> }>();
  for (const { name, bad, afters } of cases.filter((one) => one.id === id)) {
    const keyOf = ({ help = '' }) => `${id} | ${identityOf(help)}`;
    for (const key of bad.own().map(keyOf)) {
      const one = made.get(key) ?? { bad: name, ways: new Set() };
      made.set(key, one);
      for (const after of afters) one.ways.add(after.name);
    }
    for (const key of bad.fixed().fixed.map(keyOf)) made.get(key)?.ways.add('by the fix');
  }
  return [...made].map(([key, { bad, ways }]) => ({ key, bad, isOpen: ways.size < waysOf(key) }));
};

const ids = rules.map(({ id }) => id);
const listed = readFileSync(OPEN, 'utf8').trimEnd().split('\n');
const keyIn = (line: string): string => line.slice(0, line.lastIndexOf(' | '));

describe.each(ids)('the afters of %s', (id) => {
  it('are there for each help and each way that it offers, but for those that are known to be open', () => {
    const known = new Set(listed.map(keyIn));
    const missing = helpsOf(id).filter(({ key, isOpen }) => isOpen && !known.has(key));
    expect(
      missing.map(({ key, bad }) => `${key} | ${bad}`),
      `Copy each of these cases to fixtures/rules/${id}/after-<case>/, and follow its help there: see "Write an after" in CONTRIBUTING.md`,
    ).toEqual([]);
  });

  it('include one of its first case, which its page shows, where no help is open', () => {
    const [first] = cases.filter((one) => one.id === id);
    if (helpsOf(id).some(({ isOpen }) => isOpen)) return;
    const isShown = first!.afters.length > 0 || isClean(first!.bad.fixed());
    expect(isShown, `Write an after of ${first!.name}`).toBe(true);
  });

  // One process for all of them: to start one for each takes as long as all else.
  it.skipIf(!hasBash)('have scripts that bash takes', () => {
    const texts = [...written].flatMap(([text, from]) => (from === id ? [text] : []));
    if (texts.length === 0) return;
    const folder = temporaryFolder(Object.fromEntries(texts.map((text, index) => [String(index), text])));
    const { stdout } = spawnSync('bash', ['-c', 'for file in *; do bash -n "$file" 2>&1; done'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const refused = stdout.replace(/^(\d+)(?=: )/gm, (index) => texts[Number(index)] ?? '');
    expect(refused).toBe('');
  });

  it('belong to bad cases', () => {
    expect(
      aftersOf(id).filter(({ bad }) => !bad),
      'Name each after as its case: after-<case> or after-<case>-<way> for bad-<case>',
    ).toEqual([]);
  });
});

it('the list of open helps names only those that are open: it shrinks, and never grows', async () => {
  const open = new Set(ids.flatMap(helpsOf).flatMap(({ key, isOpen }) => (isOpen ? [key] : [])));
  const left = listed.filter((line) => open.has(keyIn(line)));
  await expect(left.map((line) => `${line}\n`).join(''), UPDATE).toMatchFileSnapshot(OPEN);
});
