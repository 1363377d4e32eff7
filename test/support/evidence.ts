import { readFileSync } from 'node:fs';
import { REPOSITORY } from './fixtures.js';

/** Where rules were counted, and what one of its members is. */
export const EVIDENCE_SETS = {
  judged: { unit: 'project', title: 'public projects, each finding read' },
  corpus: { unit: 'project', title: 'public projects, counted' },
  history: { unit: 'correction', title: 'corrections that people made, reported before' },
} as const;

type EvidenceSet = keyof typeof EVIDENCE_SETS;

/** What is known of one rule in one set; of all its rules, and how large the set is, where the rule is `*`. */
export interface Evidence {
  readonly rule: string;
  readonly set: EvidenceSet;
  /** Members of the set in which the rule spoke. */
  readonly members: number;
  readonly findings: number;
  /** Findings that were read one by one. */
  readonly judged: number;
  readonly wrongClaims: number;
  /** Helps that would break the project or not repair it. */
  readonly wrongHelps: number;
  /** Helps that leave something open, or leave out a step. */
  readonly impreciseHelps: number;
  /** Those of the three that have been corrected since. */
  readonly corrected: number;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** The rows of docs/evidence.tsv. */
export const evidence: readonly Evidence[] = readFileSync(`${REPOSITORY}docs/evidence.tsv`, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [rule = '', set = '', ...cells] = line.split('\t');
    const [members = NaN, findings = NaN, judged = NaN, ...faults] = cells.slice(0, -1).map(Number);
    const [wrongClaims = NaN, wrongHelps = NaN, impreciseHelps = NaN, corrected = NaN] = faults;
    return {
      ...{ rule, set: set as EvidenceSet, members, findings, judged },
      ...{ wrongClaims, wrongHelps, impreciseHelps, corrected, date: cells.at(-1) ?? '' },
    };
  });

export const evidenceOf = (id: string): readonly Evidence[] => evidence.filter(({ rule }) => rule === id);

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** Rows as a table of a page. */
export const evidenceTable = (rows: readonly Evidence[]): string =>
  [
    '| read in | seen in | findings | read | wrong claims | wrong helps | imprecise helps | corrected since | date |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => {
      const { unit, title } = EVIDENCE_SETS[row.set];
      const cells = [title, counted(row.members, unit), row.findings, row.judged || 'none'];
      const faults = [row.wrongClaims, row.wrongHelps, row.impreciseHelps, row.corrected];
      return `| ${[...cells, ...(row.judged ? faults : ['', '', '', '']), row.date].join(' | ')} |`;
    }),
  ].join('\n');

/** In how many public projects and corrections a rule was seen, for the index. */
export const seenText = (id: string): string => {
  const count = (unit: string): number =>
    evidenceOf(id)
      .filter(({ set }) => EVIDENCE_SETS[set].unit === unit)
      .reduce((sum, { members }) => sum + members, 0);
  const [projects, corrections] = [count('project'), count('correction')];
  return [
    ...(projects > 0 ? [counted(projects, 'project')] : []),
    ...(corrections > 0 ? [counted(corrections, 'correction')] : []),
  ].join(', ');
};
