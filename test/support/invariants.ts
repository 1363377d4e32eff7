import { expect } from 'vitest';
import { fixProject } from '../../src/fix/fix-project.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { filesOf } from '../../src/lint/edit-text.js';
import { ALL_RULES, lintProject } from '../../src/lint/lint-project.js';
import { ProjectLinter } from '../../src/lint/project-linter.js';
import { keyOf } from '../../src/lint/suppressions/surplus.js';
import type { ProjectFiles } from '../../src/model/project.js';
import { formatNames, loadFormat } from '../../src/report/formats.js';
import { toRulesMeta } from '../../src/report/lint-result/rules-meta.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import type { Place } from '../../src/source/index.js';
import { docsUrl } from '../../src/web-addresses.js';
import { describesEnvironment, projectAt, type Texts } from './changed-projects.js';
import { context } from './report-samples.js';

const ROOT = '/home/somebody/project';
const OTHER_ROOT = '/srv/another/place';

const OPTIONS = { preset: 'strict' } as const;
const lint = (files: ProjectFiles) => lintProject(files, OPTIONS);
const found = (all: Texts) => lint(projectAt(ROOT, all)).diagnostics;

/** Everything that is reported, with places as offsets. */
const reported = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ ruleId, severity, at: place, message, related, fix }) => ({
    ...{ ruleId, severity, message, at: spanOf(place) },
    related: related.map((other) => ({ at: spanOf(other.at), note: other.note })),
    fix: fix?.edits.map(({ file, span, text }) => ({ file: file.name, span, text })),
  }));

const spanOf = ({ file, span }: Place) => `${file.name} ${span.start}-${span.end}`;

/** Everything that is reported, with places as lines and columns, moved up by a number of lines. */
const reportedOnLines = (diagnostics: readonly Diagnostic[], linesOf: (name: string) => number = () => 0) => {
  const lineOf = ({ file, span }: Place) => {
    const { line, column } = file.positionAt(span.start);
    // What is said of a file as a whole is said at its start.
    return `${file.name} ${line === 1 ? 1 : Math.max(1, line - linesOf(file.name))}:${column}`;
  };
  return diagnostics
    .map(({ ruleId, severity, at: place, message, related }) => ({
      ...{ ruleId, severity, message, at: lineOf(place) },
      related: related.map((other) => ({ at: lineOf(other.at), note: other.note })),
    }))
    .map((finding) => JSON.stringify(finding))
    .sort();
};

function expectInside({ file, span }: Place): void {
  expect(span.start).toBeGreaterThanOrEqual(0);
  expect(span.end).toBeGreaterThanOrEqual(span.start);
  expect(span.end).toBeLessThanOrEqual(file.text.length);
}

const printed = (diagnostics: readonly Diagnostic[], root: string): Promise<string[]> =>
  Promise.all(
    formatNames.map(async (name) => {
      const formatter = await loadFormat(name)!;
      const results = toLintResults(diagnostics, { checkedFiles: [], withExcerpts: true });
      return formatter(
        results,
        context({
          cwd: root,
          workspace: root,
          projectRoots: [root],
          rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
        }),
      );
    }),
  );

const textsOf = ({ files, environments }: ProjectFiles) =>
  [...files, ...(environments?.files ?? [])].flatMap((file) =>
    'source' in file ? [[file.name, file.source.written] as const] : [],
  );

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const mapTexts = (all: Texts, change: (text: string, name: string) => string): Texts =>
  Object.fromEntries(
    Object.entries(all).map(([name, text]) => [name, text === undefined ? text : change(text, name)]),
  );

/** What is true for every project, whatever is in its files. Each function throws if it is not. */
export const INVARIANTS: Readonly<Record<string, (all: Texts) => void | Promise<void>>> = {
  'no rule fails, every place is inside its file, every message is one visible line': (all) => {
    const { diagnostics, crashed } = lint(projectAt(ROOT, all));
    expect(crashed, diagnostics.find(({ ruleId }) => ruleId === 'eblint/crash')?.message).toBe(false);
    for (const { at: place, related, fix } of diagnostics) {
      [place, ...related.map((other) => other.at), ...(fix?.edits ?? [])].forEach(expectInside);
    }
    for (const { messages } of toLintResults(diagnostics)) {
      for (const { message, line, column, relatedLocations = [] } of messages) {
        expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        for (const text of [message, ...relatedLocations.map((related) => related.message)])
          expect(text).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+$/);
      }
    }
  },

  'a second run and another order of the files change nothing': (all) => {
    const first = reported(found(all));
    expect(reported(found(all))).toEqual(first);
    expect(reported(found(Object.fromEntries(Object.entries(all).reverse())))).toEqual(first);
  },

  'another root changes nothing, in no format': async (all) => {
    const first = found(all);
    const elsewhere = lint(projectAt(OTHER_ROOT, all)).diagnostics;
    expect(reported(elsewhere)).toEqual(reported(first));
    const relative = (outputs: string[], root: string) => outputs.map((text) => text.replaceAll(root, ''));
    expect(relative(await printed(elsewhere, OTHER_ROOT), OTHER_ROOT)).toEqual(
      relative(await printed(first, ROOT), ROOT),
    );
  },

  'a comment at the start moves every finding by a line': (all) => {
    // JSON has no comments; a directive, a mark of UTF-16 or a page of HTML is recognized only at the start.
    const takesComment = (text: string, name: string) =>
      /\.(?:config|ya?ml)$/.test(name) && /^\uFEFF?(?:[\w\n]|# )/.test(text);
    const commented = mapTexts(all, (text, name) =>
      takesComment(text, name) ? text.replace(/^\uFEFF?/, '$&# a comment\n') : text,
    );
    const linesOf = (name: string) => (takesComment(all[name] ?? '', name) ? 1 : 0);
    expect(reportedOnLines(found(commented), linesOf)).toEqual(reportedOnLines(found(all), () => 0));
  },

  'lines that end in CR LF have the same findings': (all) => {
    const unix = mapTexts(all, (text) => text.replace(/\r\n?/g, '\n'));
    const windows = mapTexts(unix, (text) => text.replaceAll('\n', '\r\n'));
    const others = found(windows).filter(({ ruleId }) => ruleId !== 'instance/windows-line-ends');
    expect(reportedOnLines(others)).toEqual(reportedOnLines(found(unix)));
  },

  'an update finds what a fresh run finds': (all) => {
    // What describes environments is read anew by whoever watches it.
    const names = Object.keys(all).filter((name) => !describesEnvironment(name));
    const half = {
      ...all,
      ...Object.fromEntries(names.map((name, index) => [name, index % 2 ? all[name] : undefined])),
    };
    const linter = new ProjectLinter(projectAt(ROOT, half), OPTIONS);
    for (const name of names.filter((_, index) => index % 2 === 0))
      linter.update(new Map([[name, all[name]]]));
    expect(reported(linter.report.diagnostics)).toEqual(reported(found(all)));
    linter.update(new Map(names.map((name) => [name, half[name]])));
    expect(reported(linter.report.diagnostics)).toEqual(reported(found(half)));
  },

  'a fix is made whole, and inside the project': (all) => {
    for (const unsafe of [false, true]) {
      const options = { ...OPTIONS, migrates: true, unsafe };
      const before = projectAt(ROOT, all);
      const { changes, files, fixed, report } = fixProject(before, options);
      const now = new Map(textsOf(before));
      for (const change of changes) {
        const { path, name } = change.after ?? change.before;
        expect(path).toBe(`${ROOT}/${name}`);
        expect(name.split('/').filter((part) => ['', '.', '..', '.git'].includes(part))).toEqual([]);
        expect(now.get(name)).toBe(change.before?.written);
        if (change.after) now.set(name, change.after.written);
        else now.delete(name);
      }
      // The changes alone, as they are written to the disk, lead to what was proved.
      expect(new Map(textsOf(files))).toEqual(now);
      const deleted = new Set(
        fixed.flatMap(({ fix }) => filesOf(fix, 'delete').map(({ file }) => file.name)),
      );
      for (const { fix } of fixed) {
        for (const { name } of filesOf(fix, 'create')) expect(now.has(name) || deleted.has(name)).toBe(true);
        for (const { file } of filesOf(fix, 'delete')) expect(now.get(file.name)).not.toBe(file.written);
      }
      expect(reported(lint(files).diagnostics)).toEqual(reported(report.diagnostics));
      // Of each kind of finding that was fixed there is less.
      const [old, left] = [lint(before), report].map(({ diagnostics }) => countsOf(diagnostics.map(keyOf)));
      if (!report.isLimited)
        for (const key of new Set(fixed.map(keyOf)))
          if (old!.has(key)) expect(left!.get(key) ?? 0).toBeLessThan(old!.get(key)!);
    }
  },

  'fixes end, and leave nothing that could be fixed': (all) => {
    for (const unsafe of [false, true]) {
      const options = { ...OPTIONS, unsafe };
      const once = fixProject(projectAt(ROOT, all), options);
      expect(once.report.crashed).toBe(false);
      expect(reported(lint(once.files).diagnostics)).toEqual(reported(once.report.diagnostics));
      expect(fixProject(once.files, options).changes).toEqual([]);
    }
  },
};
