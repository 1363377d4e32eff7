import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FLAG_GROUPS } from '../../src/cli/flags.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { OWN_RULES } from '../../src/lint/own-rules.js';
import { rules } from '../../src/rules/index.js';
import type { AnyRule } from '../../src/rules/rule.js';
import { oncePer } from '../../src/util/memo.js';
import { casesOf, loadProject, REPOSITORY, RULE_FIXTURES } from '../support/fixtures.js';
import { presetOf } from '../support/preset-of.js';

/** What a rule reports in its bad cases. */
const reportedBy = oncePer((rule: AnyRule) =>
  casesOf(rule.id)
    .filter((name) => name.startsWith('bad-'))
    .flatMap((name) => {
      const project = loadProject(`${RULE_FIXTURES}${rule.id}/${name}`);
      return lintModel(project, presetOf(rule), [rule]).diagnostics;
    }),
);

/** Text in quotes or backticks belongs to the user or is configuration: it has no grammar of ours. */
const ownWords = (text: string): string => text.replace(/"[^"]*"|`[^`]*`/g, '…');

/** Words that have plainer ones, with those. */
type PlainerWords = readonly (readonly [words: string, plainer: string])[];

const PLAINER_WORDS: PlainerWords = [
  ['alone', 'only'],
  ['behind (?:a|the|its) (?:colon|hyphen|name|key)', 'after'],
  ['blanks?', 'space or empty'],
  ['leftovers?', 'placeholder or obsolete'],
  ['mend\\w*', 'fix'],
  ['misshapen', 'invalid'],
  ['nobody', 'who it is'],
  ['speaks? of', 'mentions'],
  ['spelt', 'spelled'],
  ['stands?', 'is'],
  ['twins?', 'counterpart'],
  ['without a word', 'silently'],
];

const anyOf = (words: PlainerWords): string => `\\b(?:${words.map(([word]) => word).join('|')})\\b`;

/** The plainer word for one that was found. */
const plainerFor = (found: string, words: PlainerWords): string =>
  words.find(([word]) => new RegExp(`^(?:${word})$`, 'i').test(found))?.[1] ?? '';

const quaintIn = (text: string): string[] =>
  (ownWords(text).match(new RegExp(anyOf(PLAINER_WORDS), 'gi')) ?? []).map(
    (word) => `write ${plainerFor(word, PLAINER_WORDS)} instead of "${word}": ${text}`,
  );

function faultsOf({ message, help, related }: Diagnostic): string[] {
  const faults = [message, help ?? '', ...related.map(({ note }) => note)].flatMap(quaintIn);
  const own = ownWords(message);
  if (/[;\n]|[.!?]$/.test(own)) faults.push(`make the message one clause without a full stop: ${message}`);
  if (/(?:^|[,:] )(?:add|change|delete|move|put|remove|rename|set|use|write)\b/i.test(own))
    faults.push(`move the advice from the message to help: ${message}`);
  if (help === undefined) faults.push(`add a help: ${message}`);
  else if (!/^[A-Z`][^\n]*[.?]$/.test(help))
    faults.push(`begin help with a capital letter, and end it with a full stop: ${help}`);
  return faults;
}

describe('the texts of a rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s are short and plain', (_, rule) => {
    const { summary, why } = rule.meta;
    const faults = [...reportedBy(rule).flatMap(faultsOf), ...[summary, why].flatMap(quaintIn)];
    expect([...new Set(faults)]).toEqual([]);
  });

  it('have messages with a median of 75 characters at most, and a 90th percentile of 105', () => {
    const lengths = [...new Set(rules.flatMap(reportedBy).map(({ message }) => message))]
      .map(({ length }) => length)
      .sort((a, b) => a - b);
    const lengthAt = (quantile: number) => lengths[Math.floor(lengths.length * quantile)];
    expect(lengthAt(0.5)).toBeLessThanOrEqual(75);
    expect(lengthAt(0.9)).toBeLessThanOrEqual(105);
  });

  it.each([
    ['One file is lost.', 'Use `a`.', ['make the message one clause without a full stop']],
    ['It is lost, use "a"', 'Use `a`.', ['move the advice from the message to help']],
    ['The file is lost', undefined, ['add a help']],
    ['The file is lost', 'use `a`', ['begin help with a capital letter, and end it with a full stop']],
    ['The port stands alone', 'Use `a`.', ['write is instead of "stands"', 'write only instead of "alone"']],
    ['The file "stands; alone." is lost', 'Use `a`.', []],
  ])('are checked: %j, %j', (message, help, faults) => {
    const found = faultsOf({ ...reportedBy(rules[0]!)[0]!, message, help, related: [] } as Diagnostic);
    expect(found.map((fault) => fault.slice(0, fault.indexOf(': ')))).toEqual(faults);
  });
});

it('the other texts of eblint are plain', () => {
  const texts = [
    ...Object.values(OWN_RULES).flatMap(({ meta }) => [meta.summary, meta.why]),
    ...Object.values(FLAG_GROUPS).flatMap((flags) => flags.map(({ help }) => help)),
  ];
  expect(texts.flatMap(quaintIn)).toEqual([]);
});

/** The same for comments, which use more of these words. */
const PLAINER_IN_COMMENTS: PlainerWords = [
  ...PLAINER_WORDS,
  ['behind', 'after'],
  ['in front of', 'before'],
  ['(?:any|some)body', 'who it is'],
  ['(?:behavi|col|fav|neighb)our\\w*', 'the American spelling'],
  [
    'counts? as none|(?:do(?:es)? not|first|last|later|one|that|which) counts?',
    'is ignored or takes precedence',
  ],
  ['(?:are|is) none', 'is not or there is no'],
  ['has no such', 'does not have'],
  ['meant', 'intended'],
  ['quick(?:ly)?', 'fast'],
  ['says? nothing', 'is silent'],
  ['tells? of|told', 'mentions or says'],
  ['thinkable', 'possible'],
  ['stood', 'was'],
];

const QUAINT_IN_COMMENTS = new RegExp(anyOf(PLAINER_IN_COMMENTS), 'gi');

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

const sources = readdirSync(`${REPOSITORY}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ path: `src/${name}`, text: readFileSync(`${REPOSITORY}src/${name}`, 'utf8') }));

describe('the comments of the source', () => {
  it('avoid the words of another language', () => {
    const found = sources
      // Most files have none of the words anywhere, and need no parsing.
      .filter(({ text }) => quaintWords(onOneLine(text)).length > 0)
      .flatMap(({ path, text }) =>
        commentsOf(text).flatMap((comment) =>
          quaintWords(ownWords(comment)).map(
            (word) =>
              `${path}: write ${plainerFor(word, PLAINER_IN_COMMENTS)} instead of "${word}": ${comment}`,
          ),
        ),
      );
    expect(
      found,
      'If one of them is a standard term here, add its use to STANDARD_TERMS in test/rules/voice.test.ts',
    ).toEqual([]);
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

/** The same for names, of which each word is looked at. */
const QUAINT_IN_NAMES =
  /^(?:blanks?|leftovers?|mend\w*|misshapen|meant|nobody|quick|respelled|spelt|stands?|thinkable|told|twins?)$/;

/** What a file declares, and the parts of its path. */
const namesIn = (path: string, text: string): string[] => [
  ...path.split(/\W/),
  ...Array.from(
    text.matchAll(/\b(?:class|const|function\*?|interface|let|readonly|type) #?(\w+)/g),
    ([, name = '']) => name,
  ),
];

const quaintNames = (names: readonly string[]): string[] =>
  names.filter((name) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .split('_')
      .some((word) => QUAINT_IN_NAMES.test(word.toLowerCase())),
  );

it('the names in the source are plain', () => {
  expect(sources.flatMap(({ path, text }) => quaintNames(namesIn(path, text)))).toEqual([]);
});

it('a name is quaint by any of its words', () => {
  const names = ['twinOf', 'isTwin', 'NO_BREAK_BLANK', 'standsInFile', 'standard', 'blankets'];
  expect(quaintNames(names)).toEqual(['twinOf', 'isTwin', 'NO_BREAK_BLANK', 'standsInFile']);
  expect(namesIn('src/twins.ts', 'const a = 1; type B = C;')).toEqual(['src', 'twins', 'ts', 'a', 'B']);
});
