import { type FixedProject, fixProject } from '../../src/fix/fix-project.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type Project, type ProjectFiles, readProject } from '../../src/model/project.js';
import type { AnyRule } from '../../src/rules/rule.js';
import { lazily } from '../../src/util/memo.js';
import { loadProject, RULE_FIXTURES } from './fixtures.js';
import { presetOf } from './preset-of.js';

/** All rules and all fixes. */
export const EVERYTHING = { preset: 'strict', unsafe: true } as const;

/** A project of the fixtures, and what is found in it. */
export interface Case {
  readonly path: string;
  readonly project: Project;
  /** What one rule finds. */
  own(): readonly Diagnostic[];
  /** What all rules find. */
  all(): readonly Diagnostic[];
  /** The case after all fixes of the rule. */
  fixed(): FixedProject;
}

/** A case of a rule; read and linted when it is first asked for. */
export function readCase(rule: AnyRule, name: string): Case {
  const path = `${RULE_FIXTURES}${rule.id}/${name}`;
  const project = lazily(() => loadProject(path));
  const options = { ...EVERYTHING, ...presetOf(rule) };
  const own = lazily(() => lintModel(project(), options, [rule]));
  return {
    path,
    get project() {
      return project();
    },
    own: () => own().diagnostics,
    all: lazily(() => lintModel(project(), EVERYTHING).diagnostics),
    fixed: lazily(() =>
      own().diagnostics.some(({ fix }) => fix)
        ? fixProject(deployedFiles(project()), options, [rule])
        : { files: deployedFiles(project()), changes: [], fixed: [], refused: [], report: own() },
    ),
  };
}

/**
 * What is found now and was not found before, as `rule: message`. A finding that only says something else now is none:
 * another one of the same rule is gone for it.
 */
export function broughtBy(before: readonly Diagnostic[], now: readonly Diagnostic[]): string[] {
  const gone = lessAll(before.map(lineOf), now.map(lineOf)).map(ruleIn);
  return lessAll(now.map(lineOf), before.map(lineOf)).filter((line) => {
    const index = gone.indexOf(ruleIn(line));
    if (index !== -1) gone.splice(index, 1);
    return index === -1;
  });
}

const lineOf = ({ ruleId, message }: Diagnostic): string => `${ruleId}: ${message}`;

const ruleIn = (line: string): string => line.slice(0, line.indexOf(':'));

const lessAll = (lines: readonly string[], others: readonly string[]): string[] =>
  lines.filter((line) => !others.includes(line));

/** Whether fixes were made, and nothing of the rule is left. */
export const isClean = ({ fixed, report }: FixedProject): boolean =>
  fixed.length > 0 && report.diagnostics.length === 0;

/** What all rules find in files that were fixed. */
export const findingsIn = (files: ProjectFiles): readonly Diagnostic[] =>
  lintModel(readProject(files), EVERYTHING).diagnostics;

/** The text of a help without what differs from finding to finding: code, quoted names and numbers. */
export const identityOf = (help: string): string =>
  help
    .replace(/``.*?``|`[^`]*`/g, '`…`')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/[\w./:-]*\d[\w./:-]*(?<![.,:;])/g, '…')
    .replace(/(`…`|"…"|…)(?:, \1)+(?:,? (?:or|and) \1)?/g, '$1')
    .replace(/(`…`|"…"|…) and \1/g, '$1');

/** How many ways a help offers: what follows `, or` is another one. */
export const waysOf = (identity: string): number => identity.split(', or ').length;
