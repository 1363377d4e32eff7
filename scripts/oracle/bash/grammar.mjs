import { pick } from '../support/random.mjs';

const WORDS = [
  ...[
    'a',
    'b',
    '-x',
    '"$A"',
    "'c d'",
    '$B',
    '${C:-d}',
    '$(ls)',
    '"$(date +%s)"',
    '`pwd`',
    '$((1 + 2))',
    'x=y',
  ],
  ...[
    '*.txt',
    '"a b"',
    '\\$',
    '{a,b}',
    '~',
    '<(ls)',
    "$'\\n'",
    '$"t"',
    '${#A[@]}',
    '"${A[@]}"',
    '${A//x/y}',
    'a#b',
    '!',
    'in',
  ],
  ...[
    '$(echo "$(ls)")',
    '${A:-"b c"}',
    '[',
    ']',
    'then',
    '}',
    'done',
    'time',
    '=',
    '==',
    '$(case a in a) b;; esac)',
  ],
];
const REDIRECTIONS = [
  '>f',
  '2>&1',
  '</dev/null',
  '>>f',
  '&>f',
  '<<<"a"',
  '2>f',
  '>&2',
  '3<>f',
  '>|f',
  '{fd}>f',
  '<<E',
];
const TESTS = [
  ...[
    '-f a',
    '-z "$A"',
    '$A == b',
    '$A =~ ^a.*$',
    '$A =~ (a|b)',
    '! -e a',
    '-n $A && -d b',
    'a || b',
    '( -f a )',
    'a < b',
  ],
  ...['$A != *.txt', '-v A', '1 -eq 2', '$A', '-f a -a -f b', 'a b'],
];
const ARITHMETIC = ['i = 0', 'i < 3', 'i++', '1', 'a + (b)', 'x ? y : z'];

const some = (random, most, make) => Array.from({ length: random(most + 1) }, make);
const gap = (random) => pick(random, ['; ', '\n', ' ;\n']);

const FORMS = [
  (random, inner) => `if ${inner()}; then ${body(random, inner)}; fi`,
  (random, inner) => `if ${inner()}\nthen\n${body(random, inner)}\nelse ${body(random, inner)}\nfi`,
  (random, inner) =>
    `if ${inner()}; then ${body(random, inner)}; elif ${inner()}; then ${body(random, inner)}; fi`,
  (random, inner) => `while ${inner()}; do ${body(random, inner)}; done`,
  (random, inner) => `until ${inner()}\ndo\n${body(random, inner)}\ndone`,
  (random, inner) => `for x in ${words(random)}; do ${body(random, inner)}; done`,
  (random, inner) => `for x; do ${body(random, inner)}; done`,
  (random, inner) => `for x do ${body(random, inner)}; done`,
  (random, inner) => `for x in a\ndo ${body(random, inner)}\ndone`,
  (random, inner) => `for x in a; { ${body(random, inner)}; }`,
  (random, inner) =>
    `for ((${pick(random, ARITHMETIC)}; ${pick(random, ARITHMETIC)}; ${pick(random, ARITHMETIC)})); do ${body(random, inner)}; done`,
  (random, inner) => `for (( ;; )) { ${body(random, inner)}; }`,
  (random, inner) => `case ${pick(random, WORDS)} in a) ${body(random, inner)};; (b|c) ${inner()} ;& *) esac`,
  (random, inner) => `case $A in\n  "x y" ) ${body(random, inner)}\n  ;;\n  *)\n  ${inner()}\nesac`,
  (random, inner) => `select x in a b; do ${body(random, inner)}; done`,
  (random, inner) => `f() { ${body(random, inner)}; }`,
  (random, inner) => `function f { ${body(random, inner)}\n}`,
  (random, inner) => `function f() (${body(random, inner)})`,
  (random, inner) => `f()\n{\n${body(random, inner)}\n}`,
  (random, inner) => `f() if ${inner()}; then ${body(random, inner)}; fi`,
  (random, inner) => `(${body(random, inner)})`,
  (random, inner) => `{ ${body(random, inner)}; }`,
  (random) => `[[ ${pick(random, TESTS)} ]]`,
  (random) => `((${pick(random, ARITHMETIC)}))`,
  (random) => `A=(${words(random)})`,
  (random) => `A+=(${words(random)}) B[1]=c`,
  (random, inner) => `coproc ${inner()}`,
  (random, inner) => `time ${inner()}`,
  (random, inner) => `! ${inner()}`,
  (random) => `cat <<E\n$(${words(random)}\nE\n`,
  () => `cat <<-'E'\n\ta ' $( \`\n\tE`,
  (random) => `# ${words(random)} "`,
  (random) => `declare -a A=(${words(random)})`,
  (random, inner) => `A=$(${body(random, inner)})`,
  (random, inner) => `diff <(${body(random, inner)}) a`,
];

const words = (random) => some(random, 3, () => pick(random, WORDS)).join(' ');
const body = (random, inner) => [inner(), ...some(random, 1, inner)].join(gap(random));

const simple = (random) =>
  [
    pick(random, ['echo', 'ls', 'cd', 'A=b', 'test', 'export', 'eval', '"$A"', ':']),
    words(random),
    random(4) === 0 ? pick(random, REDIRECTIONS) : '',
  ]
    .filter(Boolean)
    .join(' ');

function statement(random, depth) {
  const inner = () => statement(random, depth - 1);
  const part = depth > 0 && random(2) === 0 ? pick(random, FORMS)(random, inner) : simple(random);
  if (depth === 0 || random(4) > 0) return part;
  return `${part} ${pick(random, ['&&', '||', '|', '|&', '&& \n', '||\n'])} ${inner()}`;
}

/** A script of a few statements. */
export const randomScript = (random) =>
  Array.from({ length: 1 + random(3) }, () => statement(random, 2)).join('\n') +
  pick(random, ['\n', '', ' &\n', ';\n']);
