import { describe, expect, it } from 'vitest';
import { constantsIn, withConstants } from '../../../src/model/execution/constants.js';
import { isDecisive, isGuarded } from '../../../src/model/execution/failure.js';
import { scriptOfFile } from '../../../src/model/execution/instance-script.js';
import { wordUses } from '../../../src/model/execution/path-uses.js';
import { SourceFile, textAt } from '../../../src/source/index.js';

const scriptOf = (text: string) =>
  scriptOfFile(new SourceFile('/project/a.sh', 'a.sh', text), 'hook', 'prebuild');

const usesOf = (text: string) => wordUses(scriptOf(text).script).filter(({ use }) => use !== 'names');

/** What a script enters, reads, runs or writes. */
const pathsOf = (text: string) => usesOf(text).map(({ word }) => word.text);

describe('a constant', () => {
  it.each([
    ['A=/a\ncat $A', '/a'],
    ['A=/a; cat "${A}"', '/a'],
    ["A='/a'\ncat $A/b", '/a/b'],
    ['A="/a"\ncat < "$A"/b', '/a/b'],
    ['export A=/a\ncat $A', '/a'],
    ['readonly A=/a\ncat $A', '/a'],
    ['A=/a B=/b\ncat $A$B', '/a/b'],
    ['A=/a\nexport A\ncat $A', '/a'],
    ['A=/a\nB=$A/b\ncat $B/c', '/a/b/c'],
    ['A=/a\nif test -n x; then cat $A; fi', '/a'],
    ['A=/a\nfor f in x y; do cat $A; done', '/a'],
    ['A=/a\n(cat $A)', '/a'],
    ['A=/a\nf() { cat $A; }', '/a'],
    ['source x\nA=/a\ncat $A', '/a'],
    ['A=/a\ncat $A\nsource x', '/a'],
    ['A=/a\nread -r B\ncat $A', '/a'],
    ['A=/a\nwhile IFS= read -r line; do cat $A; done', '/a'],
    ['A=/a\nexport PATH=$PATH:/b\ncat $A', '/a'],
    ["A=/a\nbash -c 'source x'\ncat $A", '/a'],
    ['{ A=/a; }\ncat $A', '/a'],
  ])('%j uses %j', (text, path) => {
    expect(pathsOf(text)).toContain(path);
  });

  it.each([
    'A=/a\nA=/b\ncat $A',
    'cat $A\nA=/a',
    'cat $A',
    'if test -n x; then A=/a; fi\ncat $A',
    'test -n x && A=/a\ncat $A',
    'case x in x) A=/a;; esac\ncat $A',
    'for i in x; do A=/a; done\ncat $A',
    'for A in /a; do cat $A; done',
    'A=/a\nfor A in /b; do cat $A; done',
    '(A=/a)\ncat $A',
    'A=/a | true\ncat $A',
    '{ A=/a; } | true\ncat $A',
    'A=/a &\ncat $A',
    'f() { A=/a; }\nf\ncat $A',
    'f() { local A=/b; }\nA=/a\ncat $A',
    'A=/a true\ncat $A',
    'A=/a cat $A',
    'A=/a\nA+=/b\ncat $A',
    'A=/a\nread A\ncat $A',
    'A=/a\nread -r B A\ncat $A',
    'A=/a\nread "$B"\ncat $A',
    'A=/a\nunset A\ncat $A',
    'A=/a\neval "$B"\ncat $A',
    'A=/a\ncommand eval "$B"\ncat $A',
    'A=/a\nsource x\ncat $A',
    'A=/a\n. ./x\ncat $A',
    'A=/a\nexport $(cat env)\ncat $A',
    'A=/a\nwhile read -r line; do export "$line"; done < env\ncat $A',
    'A=/a\nfor f in x y; do cat $A; . $f; done',
    'A=/a\nf() { cat $A; }\nsource x\nf',
    'f() { source x; }\nA=/a\nf\ncat $A',
    'A=/a\nprintf -v A /b\ncat $A',
    'A=/a\ndeclare A=/b\ncat $A',
    'IFS=/\nA=/a/b\ncat $A',
    'A=/a\ncat ${A:-/b}',
    'A=/a\ncat ${A%/*}',
    'A=${B:-/a}\ncat $A',
    'A=$(pwd)\ncat $A',
    "A=/a\ncat '$A'",
    'A=/a\ncat \\$A',
    'A=/a\ncat $A/*.conf',
    'A=/a\ncat $A$B',
    'A="/a *"\ncat $A',
    'A=~/a\ncat $A',
    'A=/a\ncat > x <<EOF\ncat $A\nEOF',
    "A=/a\nbash -c 'cat $A'",
    'PWD=/a\ncat $PWD',
  ])('nothing is one in %j', (text) => {
    expect(pathsOf(text).filter((path) => /^\/[ab]/.test(path) && path !== '/b')).toEqual([]);
  });

  it('is where its name is', () => {
    const [use] = usesOf('A=/a\ncat "$A/b"').filter(({ use }) => use === 'reads');
    expect(textAt(use!.word.place)).toBe('$A/b');
    expect(constantsIn(use!.word)).toEqual(['A']);
  });

  it('leaves a script without constants as it is', () => {
    const { script } = scriptOf('A=$(pwd)\ncat $A');
    expect(withConstants(script)).toBe(script);
  });

  it.each([
    ['A=/a\n[ -d "$A" ] && cat $A/b', true],
    ['A=/a\n[ -d "$A" ] || exit 0\ncat $A/b', true],
    ['A=/a\n[ -d /a ] || exit 0\ncat $A/b', true],
    ['A=/a\n[ -d "$A" ] || exit 0\ncat /a/b', true],
    ['A=/a\nif [ -f "$A/b" ]; then cat $A/b; fi', true],
    ['A=/a\n[ -d "${A%/}" ] && cat $A/b', true],
    ['A=/a\n[ -d "$B" ] && cat $A/b', false],
    ['A=/a\n[ -d /c ] || exit 0\ncat $A/b', false],
  ])('is looked at like the path in %j: %s', (text, expected) => {
    const script = scriptOf(text);
    const use = usesOf(text).find(({ word }) => word.text === '/a/b');
    expect(use && isGuarded(script, use, '/a/b')).toBe(expected);
  });

  it('is decisive where the path is', () => {
    const script = scriptOf('A=/a\nsource $A/b\nmake');
    const use = wordUses(script.script).find(({ word }) => word.text === '/a/b');
    expect(use && isDecisive(script, use.commands)).toBe(true);
  });

  it('does not grow without end', () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `A${at + 1}=$A${at}$A${at}`);
    expect(pathsOf(`A0=/a\n${lines.join('\n')}\ncat $A3000`)).toContain('$A3000');
  });
});
