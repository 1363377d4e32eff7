import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ALL_RULES, lintModel } from '../../src/lint/lint-project.js';
import { FLAG_GROUPS } from '../../src/cli/flags.js';
import { rules } from '../../src/rules/index.js';
import { casesOf, loadProject, REPOSITORY, RULE_FIXTURES } from '../support/fixtures.js';

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

/** Words that a comment has plainer ones for. */
const QUAINT_IN_COMMENTS = new RegExp(
  `\\b(?:${[
    'alone|behind|in front of',
    '(?:any|no|some)body',
    'blanks?|leftovers?|twins?',
    '(?:behavi|col|fav|neighb)our\\w*|spelt',
    'counts? as none|(?:do(?:es)? not|first|last|later|one|that|which) counts?',
    '(?:are|is) none',
    'has no such|without a word',
    'meant|mend(?:ed|ing|s)?|misshapen|quick(?:ly)?|thinkable',
    'says? nothing|speaks? of|tells? of|told',
    'stands?|stood',
  ].join('|')})\\b`,
  'gi',
);

/** Uses of these words that are standard terms. */
const STANDARD_TERMS: readonly { readonly use: RegExp; readonly reason: string }[] = [
  { use: /\bthere (?:are|is) none\b/gi, reason: 'nothing of the kind exists' },
  { use: /\bbehind an? (?:\w+ )*load balancer\b/gi, reason: 'the position of a target in a network' },
  { use: /\bdoes not count U\+/gi, reason: 'what a program recognizes as a character of a class' },
];

/** The comments of a source file; lines that follow each other are one comment. */
function commentsOf(text: string): string[] {
  const ranges = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ])
      ranges.set(pos, end);
    for (const child of node.getChildren()) visit(child);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  const comments: string[] = [];
  let last = 0;
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const comment = text.slice(start, end);
    if (last > 0 && text.slice(last, start).trim() === '') comments.push(`${comments.pop()}\n${comment}`);
    else comments.push(comment);
    last = end;
  }
  return comments.map(onOneLine);
}

const onOneLine = (text: string): string => text.replace(/\s*\n\s*(?:\/\/|\*(?!\/))?\s*/g, ' ');

const quaintWords = (text: string): string[] =>
  STANDARD_TERMS.reduce((rest, { use }) => rest.replace(use, '…'), text).match(QUAINT_IN_COMMENTS) ?? [];

describe('the comments of the source', () => {
  const sources = readdirSync(`${REPOSITORY}src`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ path: `src/${name}`, text: readFileSync(`${REPOSITORY}src/${name}`, 'utf8') }));

  it('avoid the words of another language', () => {
    const found = sources
      // Most files have none of the words anywhere, and need no parsing.
      .filter(({ text }) => quaintWords(onOneLine(text)).length > 0)
      .flatMap(({ path, text }) =>
        commentsOf(text).flatMap((comment) =>
          quaintWords(ownWords(comment)).map((word) => `${path}: "${word}" in ${comment}`),
        ),
      );
    expect(found, 'Write plain technical English, or add a standard term to STANDARD_TERMS').toEqual([]);
  });

  it.each(STANDARD_TERMS)('use $use as a term: $reason', ({ use }) => {
    expect(sources.some(({ text }) => onOneLine(text).search(use) >= 0)).toBe(true);
  });

  it.each([
    ['/** The port alone. */', ['alone']],
    ['const a = 1; // The colour of\n', ['colour']],
    ['/**\n * It stays in\n * front of it.\n */\nconst a = 1;', ['in front of']],
    ['// Where something is\n// none of them.\nconst a = 1;', ['is none']],
    ['const a = { b: [\n  // told\n] };', ['told']],
    ['/** There is none. */', []],
    ["const a = 'alone'; const b = /\\/\\/ alone/; const c = `// alone`;", []],
  ])('are found in %j', (text, words) => {
    expect(commentsOf(text).flatMap(quaintWords)).toEqual(words);
  });
});
