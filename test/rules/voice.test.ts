import { describe, expect, it } from 'vitest';
import { ALL_RULES, lintModel } from '../../src/lint/lint-project.js';
import { FLAG_GROUPS } from '../../src/cli/flags.js';
import { rules } from '../../src/rules/index.js';
import { casesOf, loadProject, RULE_FIXTURES } from '../support/fixtures.js';

const findings = rules.flatMap((rule) =>
  casesOf(rule.meta.id)
    .filter((name) => name.startsWith('bad-'))
    .flatMap((name) => {
      const project = loadProject(`${RULE_FIXTURES}${rule.meta.id}/${name}`);
      return lintModel(project, { preset: 'strict' }, [rule]).diagnostics;
    }),
);

const messages = [...new Set(findings.map(({ message }) => message))];

const lengthAt = (quantile: number): number =>
  messages.map(({ length }) => length).sort((a, b) => a - b)[Math.floor(messages.length * quantile)]!;

/** Text in quotes or backticks belongs to the user or is configuration: it has no grammar of ours. */
const ownWords = (text: string): string => text.replace(/"[^"]*"|`[^`]*`/g, '…');

describe('the messages of all rules', () => {
  it('have a median of 75 characters at most, and a 90th percentile of 105', () => {
    expect(lengthAt(0.5)).toBeLessThanOrEqual(75);
    expect(lengthAt(0.9)).toBeLessThanOrEqual(105);
  });

  it('are statements: one clause, without a full stop, without advice', () => {
    const wrong = messages.filter(
      (message) =>
        /[;\n]|[.!?]$/.test(ownWords(message)) ||
        /(?:^|[,:] )(?:add|change|delete|move|put|remove|rename|set|use|write)\b/i.test(ownWords(message)),
    );
    expect(wrong).toEqual([]);
  });

  it('avoid the words of another language', () => {
    const quaint =
      /\b(?:alone|behind (?:a|the|its) (?:colon|hyphen|name|key)|blanks?|leftovers?|mend\w*|misshapen|nobody|speaks? of|spelt|stands?|twins?|without a word)\b/i;
    const texts = [
      ...findings.flatMap(({ message, help = '', related }) => [
        message,
        help,
        ...related.map(({ note }) => note),
      ]),
      ...ALL_RULES.flatMap(({ summary, why }) => [summary, why]),
      ...Object.values(FLAG_GROUPS).flatMap((flags) => flags.map(({ help }) => help)),
    ];
    expect(texts.filter((text) => quaint.test(ownWords(text)))).toEqual([]);
  });
});

describe('help', () => {
  const helps = [...new Set(findings.flatMap(({ help }) => help ?? []))];

  it('is a sentence or two, each with its full stop', () => {
    expect(helps.filter((help) => !/^[A-Z`][^\n]*[.?]$/.test(help))).toEqual([]);
  });

  it('is there with every finding', () => {
    expect([
      ...new Set(findings.filter(({ help }) => help === undefined).map(({ ruleId }) => ruleId)),
    ]).toEqual([]);
  });
});
