import { describe, expect, it } from 'vitest';
import type { Guard, ScriptCommand } from '../../src/parse/shell/script.js';
import {
  excludeOneAnother,
  firstProblem,
  parseScript,
  scriptOfArguments,
  substitutionsIn,
} from '../../src/parse/shell/script.js';
import { mappedText } from '../../src/parse/shell/word.js';
import { SourceFile } from '../../src/source/index.js';

const fileOf = (text: string) => new SourceFile('/app/run.sh', 'run.sh', text);
const parse = (text: string) => parseScript(fileOf(text));
const textOf = ({ words }: Pick<ScriptCommand, 'words'>) => words.map(({ text }) => text).join(' ');

const guardText = ({ kind, command, expected, words }: Guard): string => {
  const what = command ? textOf(command) : (words ?? []).map(({ text }) => text).join(' ');
  return `${kind}${what && `(${what})`}${expected === undefined ? '' : expected ? '+' : '-'}`;
};

describe('guards', () => {
  it.each<[string, Record<string, string[]>]>([
    ['a; b', { a: [], b: [] }],
    ['a && b && c', { a: [], b: ['test(a)+'], c: ['test(a)+', 'test(b)+'] }],
    ['a || b || c', { b: ['test(a)-'], c: ['test(a)-', 'test(b)-'] }],
    ['a && b || c', { b: ['test(a)+'], c: ['test-'] }],
    ['a || b && c', { b: ['test(a)-'], c: ['test+'] }],
    ['! a && b', { a: [], b: ['test(a)-'] }],
    ['a | b && c', { a: [], b: [], c: ['test(b)+'] }],
    ['if a; then b; else c; fi; d', { a: [], b: ['test(a)+'], c: ['test(a)-'], d: [] }],
    ['if ! a; then b; fi', { b: ['test(a)-'] }],
    ['if a && x; then b; fi', { x: ['test(a)+'], b: ['test+'] }],
    ['if a; then b; elif c; then d; fi', { c: ['test(a)-'], d: ['test(a)-', 'test(c)+'] }],
    ['while a; do b; done', { a: [], b: ['loop(a)+'] }],
    ['until a; do b; done', { b: ['loop(a)-'] }],
    ['for x in 1 2; do b; done', { b: ['loop(x in 1 2)'] }],
    ['case $x in a) b;; *) c && d; esac', { b: ['case($x)'], c: ['case($x)'], d: ['case($x)', 'test(c)+'] }],
    ['a && { b; c; }', { b: ['test(a)+'], c: ['test(a)+'] }],
  ])('of %j', (text, expected) => {
    const { commands } = parse(text);
    for (const [name, guards] of Object.entries(expected)) {
      const command = commands.find((one) => textOf(one) === name)!;
      expect([name, command.guards.map(guardText)]).toEqual([name, guards]);
    }
  });

  it('are no more than eight in one chain', () => {
    const { commands } = parse(Array.from({ length: 20 }, () => 'a').join(' && '));
    expect(commands[8]!.guards).toHaveLength(8);
    expect(commands[9]!.guards).toEqual([{ kind: 'test', expected: true }]);
    const chain = Array.from({ length: 20 }, (_, index) => `if a; then x${index}; el`).join('');
    expect(Math.max(...parse(chain).commands.map(({ guards }) => guards.length))).toBe(9);
  });
});

describe('the failure of a command', () => {
  it.each<[string, string]>([
    ['a', 'a'],
    ['a; b', 'b'],
    ['a && b', 'a b'],
    ['a || b', 'b'],
    ['a || true', 'true'],
    ['a && b || c', 'c'],
    ['a || b && c', 'b c'],
    ['a || exit 1; b', 'a b'],
    ['a || exit 0; b', 'b'],
    ['a || exit $?; b', 'b'],
    ['a || { echo; exit 2; }; b', 'a b'],
    ['(a || exit 1); b', 'b'],
    ['a; exit', 'a exit'],
    ['a; exit $?', 'a exit $?'],
    ['a; exit 0', 'exit 0'],
    ['! a', ''],
    ['a &', ''],
    ['a & b', 'b'],
    ['a | b', 'b'],
    ['set -o pipefail; a | b', 'a b'],
    ['(a; b)', 'b'],
    ['(a; b) && c', 'b c'],
    ['{ a; b; }', 'b'],
    ['if a; then b; else c; fi', 'b c'],
    ['if a; then b; fi; c', 'c'],
    ['while a; do b; done', ''],
    ['for x in y; do a; done', ''],
    ['case x in x) a; b;; esac', 'b'],
    ['f() { a; }; f', 'f'],
    ['set -e; a; b', 'a b'],
    ['set -euo pipefail\na | b\nc', 'a b c'],
    ['set -o errexit; a; b', 'a b'],
    ['set -- -e; a; b', 'b'],
    ['set -e; set +e; a; b', 'b'],
    ['set -e; a && b; c', 'b c'],
    ['set -e; a || true; c', 'true c'],
    ['set -e; if a; then b; c; fi; d', 'b c d'],
    ['set -e; while a; do b; done; c', 'b c'],
    ['set -e; ! a; b', 'b'],
    ['set -e; (a; b); c', 'a b c'],
    ['set -e; (a; b) || c; d', 'c d'],
    ['set -e; f() { a; }; b', 'b'],
    ['x && set -e; a; b', 'b'],
    ['(set -e; a); b; c', 'c'],
    ['#!/bin/bash -e\na\nb', 'a b'],
    ['#!/usr/bin/env bash\na\nb', 'b'],
    ['coproc a', ''],
  ])('counts in %j for %j', (text, expected) => {
    const fatal = parse(text).commands.filter(({ isFailureFatal }) => isFailureFatal);
    const names = fatal.map(textOf).filter((name) => !name.startsWith('set '));
    expect(names.join(' ')).toBe(expected);
  });
});

describe('where a command is', () => {
  const command = (text: string, name: string) =>
    parse(text).commands.find((one) => one.words[0]?.text === name)!;

  it('in the background', () => {
    const names = parse('a & b; (c; d) & coproc e; f')
      .commands.filter(({ isInBackground }) => isInBackground)
      .map(textOf);
    expect(names).toEqual(['a', 'c', 'd', 'e']);
  });

  it.each([
    ['a | { b; c; } | d', ['out', 'both', 'both', 'in']],
    ['{ a | b; } | c', ['out', 'both', 'in']],
    ['a | { b | c; }', ['out', 'both', 'in']],
    ['a | { b | c; } | d', ['out', 'both', 'both', 'in']],
    ['a | while b; do c; done | d', ['out', 'both', 'both', 'in']],
    ['(a; b) | c', ['out', 'out', 'in']],
    ['a || b', [undefined, undefined]],
  ])('in the pipes of %s', (text, expected) => {
    expect(parse(text).commands.map(({ pipe }) => pipe)).toEqual(expected);
  });

  it('in a pipe', () => {
    expect(parse('a | b | c; d; { e | f; } | g').commands.map(({ pipe }) => pipe)).toEqual([
      ...['out', 'both', 'in', undefined],
      ...['out', 'both', 'in'],
    ]);
  });

  it('in a function', () => {
    expect(command('f() { a; }', 'a').functionName).toBe('f');
    expect(command('function f() (a)', 'a').functionName).toBe('f');
    expect(command('f() { a; }; b', 'b').functionName).toBeUndefined();
  });

  it('in shells of their own', () => {
    const { commands } = parse('a; (b; (c)); { d; } | e');
    expect(commands.map(({ subshells }) => subshells.length)).toEqual([0, 1, 2, 1, 1]);
    expect(commands[2]!.subshells[0]).toBe(commands[1]!.subshells[0]);
    expect(commands[3]!.subshells).not.toEqual(commands[4]!.subshells);
  });

  it('in alternatives', () => {
    const excludes = (text: string, a: string, b: string) =>
      excludeOneAnother(command(text, a), command(text, b));
    expect(excludes('if x; then a; else b; fi', 'a', 'b')).toBe(true);
    expect(excludes('if x; then a; fi; if y; then b; fi', 'a', 'b')).toBe(false);
    expect(excludes('if x; then a; b; fi', 'a', 'b')).toBe(false);
    expect(excludes('if x; then if y; then a; fi; else b; fi', 'a', 'b')).toBe(true);
    expect(excludes('case x in 1) a;; 2) b;; esac', 'a', 'b')).toBe(true);
    expect(excludes('a; b', 'a', 'b')).toBe(false);
  });

  it('at its place', () => {
    const { place } = parse('x; A=1 a "b" > c; d').commands[1]!;
    expect(place.file.text.slice(place.span.start, place.span.end)).toBe('A=1 a "b" > c');
  });
});

describe('redirections', () => {
  it('belong to their command', () => {
    const { commands, redirections } = parse('a > x 2>> y; { b; } &> z; > q');
    expect(commands[0]!.redirections.map(({ operator, fd, target }) => [operator, fd, target.text])).toEqual([
      ['>', undefined, 'x'],
      ['>>', 2, 'y'],
    ]);
    expect(redirections.map(({ target }) => target.text)).toEqual(['x', 'y', 'z', 'q']);
  });

  it('carry here-documents', () => {
    const { commands } = parse("a <<E; b <<-'F'\none $x\nE\n\ttwo\n\tF\nc");
    const [first, second] = commands.map(({ redirections }) => redirections[0]?.hereDocument);
    expect([first?.body.text, first?.isQuoted]).toEqual(['one $x\n', false]);
    expect([second?.body.text, second?.isQuoted]).toEqual(['two\n', true]);
    expect(second!.body.offsets[0]).toBe(26);
    expect(second!.body.offsets).toHaveLength(5);
  });

  it('end a here-document with its delimiter also where lines end in CR LF', () => {
    const { commands, problems } = parse('a <<E\r\none\r\nE\r\nb\r\n');
    expect(commands.map(textOf).map((text) => text.trim())).toEqual(['a', 'b']);
    expect(commands[0]?.redirections[0]?.hereDocument?.body.text).toBe('one\r\n');
    expect(problems).toEqual([]);
  });
});

describe('substitutions', () => {
  it.each<[string, string[]]>([
    ['x $(a; b "c")', ['a', 'b c']],
    ['x `a`', ['a']],
    ['x "$(a)$(b)"', ['a', 'b']],
    ['x <(a)', ['a']],
    ['x $((1 + 2)) ${y} $z', []],
    ["x '$(a)'", []],
  ])('in %j', (text, expected) => {
    const { words } = parse(text);
    expect(words.flatMap(substitutionsIn).flatMap(({ commands }) => commands.map(textOf))).toEqual(expected);
  });

  it('are at their places', () => {
    const text = 'x "$(a b)"';
    const [word] = parse(text).words.flatMap(substitutionsIn)[0]!.commands[0]!.words;
    expect(word!.place.span.start).toBe(text.indexOf('a'));
  });
});

describe('problems', () => {
  it.each<[string, string[]]>([
    ['a "b" && c', []],
    ['a;', []],
    ['a &\nb', []],
    ['a &&\nb', []],
    ['if a; then b; fi', []],
    ['case $x in a) b;; esac', []],
    ['for x in a; do b; done > c', []],
    ['f() { a; }', []],
    ['for x do a; done', []],
    ['for x\nin a b\ndo c; done', []],
    ['case $x in a) case $y in b) c;; esac;; d) e;; esac', []],
    ['case $x in a)\n  case $y in\n    b) c\n    ;;\n  esac\n  ;;\nesac', []],
    ['<a || b', []],
    ['>a', []],
    ['a >b 2>&1', []],
    ['a 2>&-', []],
    ['a 2>&1<<< b', []],
    ['a >1<b', []],
    ['cat <<E\nx\nE', []],
    ['a $(b)', []],
    ['a `b`', []],
    ['a ${b}', []],
    ['a $b', []],
    ['a $', []],
    ['a ${b:-"}"}', []],
    ['a "${b:-"}"}"', []],
    ['a ${b:-"}', ['unclosed $']],
    ["exec python3 - <<'E'\nE\nit's", []],
    ["a\nexit 0\nit's", []],
    ["a || exit 0\nit's", ["unclosed '"]],
    ["it's\nexit 0", ["unclosed '"]],
    ['exit 0\nfi', []],
    ['a "b', ['unclosed "']],
    ["a 'b", ["unclosed '"]],
    ['a $(b', ['unclosed $']],
    ['a ${b', ['unclosed $']],
    ['a `b', ['unclosed `']],
    ['cat <<E\nx', ['unclosed <<']],
    ['if a; then b', ['unclosed if']],
    ['while a; do b', ['unclosed while']],
    ['for x in a; do b', ['unclosed for']],
    ['case x in a) b;;', ['unclosed case']],
    ['(a', ['unclosed (']],
    ['{ a', ['unclosed {']],
    ['( if a; then b )', ['unclosed if']],
    ['a; fi', ['unexpected fi']],
    ['a )', ['unexpected )']],
    ['&& a', ['unexpected &&']],
    ['a &&', ['unexpected &&']],
    ['a |', ['unexpected |']],
    ['a && ; b', ['unexpected &&']],
    ['a 2>&', ['unexpected >&']],
    ['a >\nb', ['unexpected >']],
    ['a > > b', ['unexpected >']],
    ['case $x in a) case $y in b) c;; esac', ['unclosed case']],
    ['(a && )', ['unexpected &&']],
    ['if a; then fi', ['empty fi']],
    ['if a; then\n# b\nfi', ['empty fi']],
    ['if then b; fi', ['empty then']],
    ['if a; then b; else fi', ['empty fi']],
    ['if a; then b; elif then c; fi', ['empty then']],
    ['if a; then elif b; then c; fi', ['empty elif']],
    ['while do b; done', ['empty do']],
    ['until a; do done', ['empty done']],
    ['for x in a; do\ndone', ['empty done']],
    ['f() { }', ['empty }']],
    ['f() {\n}\nfi', ['empty }', 'unexpected fi']],
    ['( )', ['empty )']],
    ['case x in a) ;; b) esac', []],
    ['a=$()', []],
    ['a; ;', ['unexpected ;']],
    ['; a', ['unexpected ;']],
    ['a & ; b', ['unexpected ;']],
    ['a;; b', ['unexpected ;;']],
    ['if a; then ; b; fi', ['unexpected ;']],
    ['if a ; ; then b; fi', ['unexpected ;']],
    ['a ;\n\n b &\n', []],
    ['if (a) then (b) fi', []],
    ['if { a; } then { b; } fi', []],
    ['a (b)', ['unexpected (']],
    ['a =(b)', ['unexpected (']],
    ['a+=(b) c[1]=(d)', []],
    ['a | ! b', ['unexpected !']],
    ['a ((1))', ['unexpected ((']],
    ['a \'((1))\' "(("', []],
    ['f x() { a; }', ['unexpected (', 'empty )']],
    ['{ a; } b', ['unexpected b']],
    ['if a; then b; fi c', ['unexpected c']],
    ['if a; then b; fi >c && d', []],
    ['[[ a', ['unclosed [[']],
    ['if [[ -f a; then b; fi', ['unclosed [[']],
    ['[[ a b ]]', ['unexpected b']],
    ['[[ -f a b ]]', ['unexpected b']],
    ['[[ -f a -a -f b ]]', ['unexpected -a']],
    ['[[ a == b c ]]', ['unexpected c']],
    ['[[ -f ]]', ['unexpected ]]']],
    ['[[ ]]', ['unexpected ]]']],
    ['[[ a && ]]', ['unexpected ]]']],
    ['[[ a == b && ! -f c || ( -d d ) ]]', []],
    ['[[ a < b && $x > c ]]', []],
    ['[[ ( -n a && (( b != 1 )) ) ]]', []],
    ['[[ $x =~ ^(a|b) && -n $y ]]', []],
    ['[[ $x == @(a|b) ]]', []],
    ['[[ -f a &&\n-f b ]]', []],
    ['[[ "-f" a ]]', ['unexpected a']],
    ['[[ -v a ]]; [[ -f ]]; [[ $a -nt b ]]', ['unexpected ]]']],
    ['for ((i=0; i<3; i++)); do a; done', []],
    ['for ((;;)) { a; }', []],
    ['for ((i=0; i<3)); do a; done', ['parts ((']],
    ['for ((i; ; "a;b")); do a; done', []],
    ['a <(b', ['unclosed (']],
    ['a >(b', ['unclosed (']],
    ['A=(b c', ['unclosed (']],
    ['a <(b) >(c)', []],
    ['f()', ['incomplete {']],
    ['function f', ['incomplete {']],
    ['f() a', ['incomplete {']],
    ['f() ( a )', []],
    ['f()\n{\na\n}', []],
    ['f() [[ a ]]', []],
    ['f() ((1))', []],
    ['case x a) b;; esac', ['incomplete in']],
    ['case x in a b) c;; esac', ['unexpected b']],
    ['case x in a | b) c;; esac', []],
    ['for x in a b do c; done', ['incomplete do']],
    ['while a; b; done', ['incomplete do']],
    ['while a; do b; done; fi', ['unexpected fi']],
  ])('of %j', (text, expected) => {
    const { problems } = parse(text);
    expect(problems.map(({ kind, text: what }) => `${kind} ${what}`)).toEqual(expected);
    for (const { text: what, place } of problems)
      if (problems.every(({ kind }) => kind !== 'incomplete'))
        expect(text.startsWith(what, place.span.start)).toBe(true);
  });
});

describe('the first problem', () => {
  it.each<[string, string | undefined]>([
    ['a $(b)', undefined],
    ['a "$(b && )"', '&&'],
    ['a <(if b; then fi)', 'fi'],
    ['a=$(b $(c | | d))', '|'],
    ['a `b && `', undefined],
    ['a $(b && ) )', ')'],
    ["a '$(b && )'", undefined],
    ['time f() { a; }', undefined],
    ['a\rb; if a; then\r\nb\r\nfi', undefined],
  ])('in %j', (text, expected) => {
    expect(firstProblem(parse(text))?.text).toBe(expected);
  });

  it('is not looked for beyond eight substitutions in one another', () => {
    const nested = (depth: number) => `${'a $('.repeat(depth)}fi${')'.repeat(depth)}`;
    expect(firstProblem(parse(nested(8)))?.text).toBe('fi');
    expect(firstProblem(parse(nested(9)))).toBeUndefined();
  });
});

describe('compound commands', () => {
  it('are read flat beyond sixty-four levels', () => {
    const { commands } = parse(`${'{ '.repeat(200)}a; b`);
    expect(commands.map(textOf)).toEqual(['a', 'b']);
    expect(parse(`${'f() '.repeat(200)}a`).commands.map(textOf)).toContain('a');
  });
});

describe('the list form of a command', () => {
  it('is one command, in which nothing is an assignment', () => {
    const texts = ['A=1', 'make'].map((text) => mappedText(fileOf(text), 0, text.length));
    const { commands } = scriptOfArguments(texts[0]!, texts);
    expect(commands).toMatchObject([{ words: [{ text: 'A=1' }, { text: 'make' }], isFailureFatal: true }]);
    expect(scriptOfArguments(texts[0]!, []).commands).toEqual([]);
  });
});
