import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Alias, type Document, isMap, isPair, parseDocument, type Scalar, visit } from 'yaml';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { fixProject } from '../../src/fix/fix-project.js';
import { disk } from '../../src/io/disk.js';
import { ALL_RULES, lintProject } from '../../src/lint/lint-project.js';
import type { ProjectFiles } from '../../src/model/project.js';
import type { RuleId } from '../../src/rules/rule.js';
import type { SourceFile, Span } from '../../src/source/index.js';
import { badCasesOf, RULE_FIXTURES } from '../support/fixtures.js';

const OPTIONS = { preset: 'strict' } as const;

/** A safe fix of a case: the file that it edits, and where. */
interface Site {
  readonly rule: RuleId;
  readonly name: string;
  readonly files: ProjectFiles;
  readonly file: SourceFile;
  readonly span: Span;
}

const SITES: readonly Site[] = ALL_RULES.flatMap(({ id }) =>
  badCasesOf(id).flatMap((name) => {
    const files = { ...readProjectFiles(`${RULE_FIXTURES}${id}/${name}`, disk), isExecutable: undefined };
    return lintProject(files, OPTIONS).diagnostics.flatMap(({ ruleId, fix }) =>
      ruleId === id && fix?.safety === 'safe'
        ? fix.edits.map(({ file, span }): Site => ({ rule: id, name, files, file, span }))
        : [],
    );
  }),
);

/** What is written right before or after the place of a fix. Words with `zz` are in no case: they have to stay what they are. */
const BEFORE = ['&zz ', '"', "'", '[', '{', '\t', ' ', 'zz, ', 'zz && ', '!Ref zz, ', '- '];
const AFTER = [
  ...[' # zz: "zz', '#zz', ', !Ref zz', ', !Sub "${zz}"', ', zz: 1', ' zz', '\t', ' ', ']', '}', '"', "'"],
  ...[' && zz', '; zz', ' | zz', ' \\', ': zz', '`{"Ref": "zz"}`', ' ${zz}', '\n', '\n  zz', '\u00a0'],
];

/** Odd ways to write a file, each a function of its text and of where a fix is. */
type Surroundings = (text: string, span: Span) => string;

const insertAt = (text: string, at: number, piece: string): string =>
  text.slice(0, at) + piece + text.slice(at);

const endOfLine = (text: string, at: number): number => {
  const end = text.slice(at).search(/\r?\n/);
  return end === -1 ? text.length : at + end;
};

/** The same values in other words: brackets, quotes, anchors and aliases, by a number for each node. */
const rewritten =
  (choices: readonly number[]): Surroundings =>
  (text) => {
    const document = parseDocument(text, { version: '1.1', logLevel: 'silent' });
    if (document.errors.length > 0 || !isMap(document.contents)) return text;
    let count = 0;
    const choose = () => choices[count++ % choices.length] ?? 0;
    const aliased: Scalar[] = [];
    visit(document, {
      Collection: (_, node) => {
        node.flow = choose() % 3 === 0;
      },
      Scalar: (key, node, path) => {
        const choice = choose();
        if (typeof node.value === 'string')
          node.type = (['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'] as const)[choice % 3]!;
        if (choice % 7 === 0) node.comment = ' zz: "zz';
        if (choice % 11 === 0 && key === 'value' && isPair(path.at(-1)) && aliased.length === 0) {
          node.anchor = 'zz';
          aliased.push(node);
        }
      },
    });
    if (aliased.length > 0) document.set('zz', new Alias('zz'));
    return document.toString({ lineWidth: 0 });
  };

const surroundings: fc.Arbitrary<Surroundings> = fc.oneof(
  fc.constantFrom<Surroundings>(
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => `\uFEFF${text}`,
    (text) => text.trimEnd(),
    (text) => `# zz\n${text}`,
    (text, { end }) => insertAt(text, endOfLine(text, end), ' # zz: "zz'),
    (text, { end }) => insertAt(text, endOfLine(text, end), '  \t'),
    (text, { start }) => insertAt(text, text.lastIndexOf('\n', start) + 1, '# zz\n'),
  ),
  fc.constantFrom(...BEFORE).map(
    (piece): Surroundings =>
      (text, { start }) =>
        insertAt(text, start, piece),
  ),
  fc.constantFrom(...AFTER).map(
    (piece): Surroundings =>
      (text, { end }) =>
        insertAt(text, end, piece),
  ),
  fc.constantFrom(...AFTER).map(
    (piece): Surroundings =>
      (text, { end }) =>
        insertAt(text, endOfLine(text, end), piece),
  ),
  fc.array(fc.nat(1000), { minLength: 5, maxLength: 60 }).map(rewritten),
);

const read = (text: string): Document =>
  parseDocument(text.replace(/^\uFEFF/, ''), { version: '1.1', logLevel: 'silent', merge: true });

/** Every key and value as a text. */
function textsOf(document: Document): string[] {
  const texts: string[] = [];
  visit(document, { Scalar: (_, { value }) => void texts.push(String(value).trim()) });
  return texts;
}

/** The texts of the keys and values that an edit touches. */
function textsAt(document: Document, { start, end }: Span): string[] {
  const texts: string[] = [];
  visit(document, {
    Scalar: (_, { value, range }) => {
      if (range && range[0] <= end && range[1] >= start) texts.push(String(value).trim());
    },
  });
  return texts;
}

/** What the functions of CloudFormation name, in their long form or in backticks. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string')
    return [...value.matchAll(/`(\{[^`]*\})`/g)].flatMap(([, json = '']) => {
      try {
        return namesIn(JSON.parse(json));
      } catch {
        return [];
      }
    });
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === 'Ref' ? [String(inner)] : []),
    ...(key === 'Fn::GetAtt' ? (Array.isArray(inner) ? inner.map(String) : [String(inner)]) : []),
    ...namesIn(inner),
  ]);
}

const NAME = /^[\w:.-]+$/;

const countIn = (texts: readonly string[], text: string): number =>
  texts.filter((other) => other === text).length;

/** The project with the file written in another way. */
function written({ files, file }: Site, text: string): ProjectFiles {
  const source = file.withText(text);
  return {
    ...files,
    files: files.files.map((one) => ('source' in one && one.source === file ? { ...one, source } : one)),
  };
}

/** Fixes the site in its surroundings, and says whether there was something to fix. */
function check(site: Site, ways: readonly Surroundings[]): boolean {
  const text = ways.reduce((current, way) => way(current, placeIn(current, site)), site.file.text);
  // What looks like a comment becomes one.
  if (site.rule === 'config/irregular-whitespace' && /\u00a0#/.test(text)) return false;
  const project = written(site, text);
  const { fixed, changes, report } = fixProject(project, { ...OPTIONS, fixes: (rule) => rule === site.rule });
  if (fixed.length === 0) return false;
  const countOf = ({ diagnostics }: { diagnostics: readonly { ruleId: string }[] }): number =>
    diagnostics.filter(({ ruleId }) => ruleId === site.rule).length;
  expect(countOf(report)).toBeLessThan(countOf(lintProject(project, OPTIONS)));
  for (const { before, after } of changes) {
    if (!before || !after || !/\.(?:config|ya?ml|json)$/.test(before.name)) continue;
    const [old, now] = [read(before.text), read(after.text)];
    if (old.errors.length > 0) continue;
    const shown = `${JSON.stringify(before.text)} becomes ${JSON.stringify(after.text)}`;
    expect(now.errors, shown).toEqual([]);
    const touched = new Set(
      fixed.flatMap(({ fix }) =>
        fix.edits.flatMap(({ file, span }) =>
          file.path === before.path ? textsAt(read(file.text), span) : [],
        ),
      ),
    );
    const [oldTexts, nowTexts] = [textsOf(old), textsOf(now)];
    const added = fixed.flatMap(({ fix }) => fix.edits.map((edit) => edit.text.trim()).filter(Boolean));
    for (const one of new Set([...oldTexts, ...nowTexts])) {
      const surplus = countIn(nowTexts, one) - countIn(oldTexts, one);
      if (surplus < 0) expect([...touched], shown).toContain(one);
      if (surplus > 0 && !touched.has(one))
        expect(
          added.some((text) => text.includes(one) || one.includes(text)),
          `${one} in ${shown}`,
        ).toBe(true);
    }
    const oldNames = new Set(namesIn(old.toJS()));
    for (const name of namesIn(now.toJS())) if (!oldNames.has(name)) expect(name, shown).toMatch(NAME);
  }
  return true;
}

/** Where the edited text is once other things were written around it. */
function placeIn(current: string, { file, span }: Site): Span {
  const marked = file.text.slice(span.start, span.end);
  const start = marked === '' ? span.start : current.indexOf(marked);
  return start === -1 || start > current.length
    ? { start: 0, end: 0 }
    : { start, end: start + marked.length };
}

const RULES = [...new Set(SITES.map(({ rule }) => rule))];
const RUNS = Number(process.env['EBLINT_FIX_RUNS'] ?? 12);

describe.each(RULES)('a safe fix of %s', (rule) => {
  const sites = SITES.filter((site) => site.rule === rule);

  it.each(sites.map((site, index) => [`${site.name} ${index}`, site] as const))(
    'is made in %s',
    (_, site) => {
      expect(check(site, [])).toBe(true);
    },
  );

  it('changes only what it is about, whatever is around it', () => {
    fc.assert(
      fc.property(
        fc.nat(sites.length - 1),
        fc.array(surroundings, { minLength: 1, maxLength: 3 }),
        (index, ways) => {
          check(sites[index]!, ways);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
