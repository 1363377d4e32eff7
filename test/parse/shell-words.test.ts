import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScriptCommand } from '../../src/parse/shell/script.js';
import { parseScript } from '../../src/parse/shell/script.js';
import { unwrapCommand } from '../../src/parse/shell/unwrap-command.js';
import { mappedText, placeOfMapped } from '../../src/parse/shell/word.js';
import type { Place } from '../../src/source/index.js';
import { SourceFile } from '../../src/source/index.js';
import { runs } from '../support/runs.js';

const parse = (text: string): readonly ScriptCommand[] => {
  const file = new SourceFile('/app/Procfile', 'Procfile', text);
  return parseScript(mappedText(file, 0, file.text.length)).commands;
};

const textAt = ({ file, span }: Place) => file.text.slice(span.start, span.end);
const words = (text: string) => parse(text).map((command) => command.words.map((word) => word.text));

describe('words', () => {
  it.each<[string, string[][]]>([
    ['gunicorn app', [['gunicorn', 'app']]],
    ['  a \t b  ', [['a', 'b']]],
    ['a && b || c; d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
    ['a&&b;c', [['a'], ['b'], ['c']]],
    ['a\nb\r\nc', [['a'], ['b'], ['c']]],
    ['(cd x && a); { b; }', [['cd', 'x'], ['a'], ['b']]],
    ['if [ -f x ]; then a; else b; fi', [['[', '-f', 'x', ']'], ['a'], ['b']]],
    ['while true; do a; done', [['true'], ['a']]],
    [
      '"then" a; \\if b',
      [
        ['then', 'a'],
        ['if', 'b'],
      ],
    ],
    ['a \'b c\' "d e" f\\ g', [['a', 'b c', 'd e', 'f g']]],
    [`a ""`, [['a', '']]],
    [`a b'c'"d"e`, [['a', 'bcde']]],
    ['a "b\\"c\\$d\\e"', [['a', 'b"c$d\\e']]],
    ['a \\\n b\\\nc \\\r\n d', [['a', 'bc', 'd']]],
    ['a # b', [['a']]],
    ['a#b', [['a#b']]],
    ["a '#' b", [['a', '#', 'b']]],
    ['a # b\nc', [['a'], ['c']]],
    ['a > out 2>&1 < in b', [['a', 'b']]],
    ['a >>out 2>/dev/null b', [['a', 'b']]],
    ['a &> out b', [['a', 'b']]],
    ['a "2">x b', [['a', '2', 'b']]],
    ['a 2b>x', [['a', '2b']]],
    ['a "b\\\n c\\\r\nd"', [['a', 'b cd']]],
    ["'' b", [['', 'b']]],
    ['a 22>x b2>y', [['a', 'b2']]],
    ['a <<< text b', [['a', 'b']]],
    ['daphne <your_app>.asgi:application', [['daphne', '<your_app>.asgi:application']]],
    ['a <in>out b', [['a', 'b']]],
    ["a 'open", [['a', 'open']]],
    ['a "open $(x', [['a', 'open $(x']]],
    ['a \\', [['a', '\\']]],
    ['a $(b; c) `d; e` ${f:-g h}', [['a', '$(b; c)', '`d; e`', '${f:-g h}']]],
    ["a $(echo ')' b) c", [['a', "$(echo ')' b)", 'c']]],
    ['a $((1 + 2)) b', [['a', '$((1 + 2))', 'b']]],
    ["a $(echo 'x)' b) c", [['a', "$(echo 'x)' b)", 'c']]],
    ["a $(b 'c) d", [['a', "$(b 'c) d"]]],
    ['a $(b \\) c) d', [['a', '$(b \\) c)', 'd']]],
    ['a `b \\` c` d', [['a', '`b \\` c`', 'd']]],
    ['a $(awk {print) b', [['a', '$(awk {print)', 'b']]],
    ['a; ($(b) c)', [['a'], ['$(b)', 'c']]],
    ['A=(a b) c', [['c']]],
    [`a $(echo "b)" c) d`, [['a', '$(echo "b)" c)', 'd']]],
    [`a $'b c' $"d e"`, [['a', 'b c', 'd e']]],
    ['a <(b | c) d', [['a', '<(b | c)', 'd']]],
    ['((i = 1 + 2)); a', [['((i = 1 + 2))'], ['a']]],
    ['[[ $a && b ]] && c', [['[[', '$a', 'b', ']]'], ['c']]],
    ['for x in a b; do c $x; done', [['c', '$x']]],
    ['case $x in a|b) c;; (*) d;; esac; e', [['c'], ['d'], ['e']]],
    ['case $x in\n  a)\n    b\n    ;;\nesac', [['b']]],
    ['f() { a; }; function g { b; }; f', [['a'], ['b'], ['f']]],
    ['coproc a; b', [['a'], ['b']]],
    ['cat <<E > out; b\nx y\nE\nc', [['cat'], ['b'], ['c']]],
    ['cat <<-E\n\tx\n\tE\nc', [['cat'], ['c']]],
    ['a <<E\nx', [['a']]],
    ['fi; a', [['a']]],
    [`a "\${b:-it's}" c`, [['a', "${b:-it's}", 'c']]],
    ['', []],
    ['# only', []],
    ['&& ; | ()', []],
  ])('of %j', (text, expected) => expect(words(text)).toEqual(expected));

  it('know their separators', () => {
    const separators = (text: string) => parse(text).map((command) => command.separatorBefore);
    expect(separators('a && b || c; d | e & f\ng')).toEqual([undefined, '&&', '||', ';', '|', '&', '\n']);
    expect(separators('cd x && (a; b) & c |& d')).toEqual([undefined, '&&', ';', '&', '|']);
    expect(separators('(a) (b)')).toEqual([undefined, ';']);
    expect(separators('; a ;; b')).toEqual([undefined, ';']);
  });
});

describe('assignments', () => {
  it.each<[string, string[], string[]]>([
    ['PORT=5000 gunicorn app', ['PORT=5000'], ['gunicorn', 'app']],
    ['A=1 B="2 3" C= a D=4', ['A=1', 'B=2 3', 'C='], ['a', 'D=4']],
    ['"A"=1 a', [], ['A=1', 'a']],
    ['1A=1 a', [], ['1A=1', 'a']],
    ['A=1', ['A=1'], []],
    ['$A=1', [], ['$A=1']],
  ])('of %j', (text, assignments, expected) => {
    const [command] = parse(text);
    expect(command!.assignments.map(({ name, value }) => `${name.value}=${value.text}`)).toEqual(assignments);
    expect(command!.words.map((word) => word.text)).toEqual(expected);
  });

  it('are where their names and values are', () => {
    const { name, value } = parse(`a; PORT="5000" b`)[1]!.assignments[0]!;
    expect([textAt(name.place), textAt(value.place)]).toEqual(['PORT', '5000']);
  });
});

describe('kinds', () => {
  it.each([
    ['5000', 'literal'],
    ['$PORT', 'dynamic'],
    ['"$PORT"', 'dynamic'],
    ["'$PORT'", 'literal'],
    ['\\$PORT', 'literal'],
    ['"\\$PORT"', 'literal'],
    ['${PORT:-5000}', 'dynamic'],
    ['0.0.0.0:$PORT', 'dynamic'],
    ['$(cat port)', 'dynamic'],
    ['`cat port`', 'dynamic'],
    ["$'80'", 'literal'],
    ["$'8\\x30'", 'dynamic'],
    ['$"80"', 'literal'],
    ['$"$PORT"', 'dynamic'],
    ['a$', 'literal'],
    ['a$.b', 'literal'],
    ['*.jar', 'dynamic'],
    ['*-', 'dynamic'],
    ['--include=*', 'literal'],
    ["'*.jar'", 'literal'],
    ['--listen=*:8080', 'literal'],
    ['*:8080', 'literal'],
    ['[::]:8000', 'literal'],
    ['<your_app>.asgi:application', 'placeholder'],
    ['YOUR_APP.wsgi', 'placeholder'],
    ['$YOUR_APP', 'dynamic'],
  ])('of %s is %s', (text, kind) => expect(parse(`x ${text}`)[0]!.words[1]!.kind).toBe(kind));

  it('of the first word is literal as well', () =>
    expect(parse('gunicorn app')[0]!.words[0]!.kind).toBe('literal'));
});

describe('unwrapCommand', () => {
  const programs = (text: string) =>
    parse(text)
      .flatMap((command) => unwrapCommand(command))
      .map(({ program, args }) => [program?.text, ...args.map((arg) => arg.text)].join(' '));

  it.each<[string, ...string[]]>([
    ['daphne app', 'daphne app'],
    ['exec daphne app', 'daphne app'],
    ['exec -a name daphne app', 'daphne app'],
    ['./venv/bin/daphne app', 'daphne app'],
    ['/var/app/venv/*/bin/gunicorn app', 'gunicorn app'],
    ['$VENV/bin/gunicorn app', 'gunicorn app'],
    ['"$(which gunicorn)" app', '$(which gunicorn) app'],
    ['env -i A=b C=d daphne app', 'daphne app'],
    ['env -u X --unset Y daphne app', 'daphne app'],
    ['/usr/bin/env daphne app', 'daphne app'],
    ['nohup nice -n 5 timeout -k 9 5 daphne app', 'daphne app'],
    ['time -p daphne app', 'daphne app'],
    ['sudo -u webapp -E daphne app', 'daphne app'],
    ['command daphne app', 'daphne app'],
    ['command -v daphne', 'command -v daphne'],
    ['newrelic-admin run-program gunicorn app', 'gunicorn app'],
    ['newrelic-admin validate-config x', 'newrelic-admin validate-config x'],
    ['ddtrace-run gunicorn app', 'gunicorn app'],
    ['opentelemetry-instrument --service_name x --traces_exporter=y gunicorn app', 'gunicorn app'],
    ['bundle exec puma -p 3000', 'puma -p 3000'],
    ['bundle exec --gemfile x puma', 'puma'],
    ['bundle install', 'bundle install'],
    ['poetry -C dir run gunicorn app', 'gunicorn app'],
    ['pipenv run gunicorn app', 'gunicorn app'],
    ['uv run --no-sync --with x -- gunicorn app', 'gunicorn app'],
    ['uv run -m gunicorn app', 'gunicorn app'],
    ['uv run --module gunicorn app', 'gunicorn app'],
    ['uv run python -m gunicorn app', 'gunicorn app'],
    ['python -m daphne app', 'daphne app'],
    ['python3.11 -u -W ignore -m gunicorn app', 'gunicorn app'],
    ['python3 -um daphne app', 'daphne app'],
    ['python3 -mdaphne app', 'daphne app'],
    ['python -u manage.py runserver', 'manage.py runserver'],
    ['python -c "import x"', 'python -c import x'],
    ['python', 'python'],
    ['python -m', 'python -m'],
    ['opentelemetry-instrument -- gunicorn app', 'gunicorn app'],
    ['ruby bin/rails server', 'rails server'],
    [`sh -c 'exec daphne app'`, 'daphne app'],
    [`bash -lc "cd x && daphne app"`, 'cd x', 'daphne app'],
    [`bash -o pipefail -ec 'a | b'`, 'a', 'b'],
    [`/bin/sh -c "sh -c 'daphne app'"`, 'daphne app'],
    ['bash start.sh', 'bash start.sh'],
    ['bash -e start.sh', 'bash -e start.sh'],
    ['bash --norc start.sh', 'bash --norc start.sh'],
    ['sh', 'sh'],
    ['env', 'env'],
    ['A=1', ''],
    ['constructor x', 'constructor x'],
  ])('of %s', (text, ...expected) => expect(programs(text)).toEqual(expected));

  it.each([
    'builtin exec',
    'bundle --retry 3 exec --gemfile a -r b',
    'catchsegv',
    'chrt -f 10',
    'chamber exec service --',
    'cross-env A=1 B=2',
    'cross-env-shell A=1',
    'doppler run -p a --project a -c b --config b -t c --token c --',
    'dotenv -f .env --file .env run',
    'dumb-init -r 15:3 --rewrite 15:3',
    'env -u A --unset A -C / --chdir / -i - --ignore-environment A=1',
    'exec -c -a name',
    'gosu web',
    'infisical run --env a --path / --projectId b --token c --',
    'ionice -c 2 --class 2 -n 1 --classdata 1 -t',
    'nice -n 5 --adjustment 5 -5',
    'npx -p a --package a -w b --workspace b --yes',
    'pdm run -p . --project .',
    'pipenv --python 3 run',
    'poetry -C a --directory a -P b --project b run',
    'pypy3 -m',
    'pypy3.9 -m',
    'python2 -m',
    'python -BEIOPRSbdiqsuvxm',
    'python3 -W a -X b -Q c -m',
    'ruby -I a -r b -C c -E d',
    'runuser -u a --user a -g b --group b -G c --supp-group c -w D',
    'setpriv --reuid a --regid a --ruid a --rgid a --euid a --egid a --groups b --clear-groups',
    'setpriv --inh-caps a --ambient-caps a --bounding-set a --securebits a --no-new-privs',
    'setpriv --pdeathsig a --selinux-label a --apparmor-profile a',
    'setsid -w',
    'stdbuf -i 0 -o L -e L --input 0 --output L --error L -oL',
    'su-exec web:web',
    'sudo -u a --user a -g b --group b -C 3 -D / -h c -p d -R / -r e -t f -T 5 -U g -n A=1',
    'taskset -c 0,1',
    'time -o a --output a -f b --format b -v',
    'timeout -s KILL --signal KILL -k 9 --kill-after 9 --foreground 5',
    'tini -p SIGTERM -e 143 -g --',
    'uv run --with a --with-editable a --with-requirements a --extra a --no-extra a --group a --no-group a',
    'uv run --only-group a --env-file a --package a --python a -p a --directory a --project a --index a',
    'uv run --default-index a --config-file a --cache-dir a --color a --allow-insecure-host a -f a',
    'uv run --find-links a --refresh-package a --link-mode a -w a -P a -C a',
    'xargs -a b --arg-file b -d , -E c -I {} -L 1 -n 1 --max-args 1 -P 2 --max-procs 2 -s 9 -r',
  ])('of %s runs what comes after it', (wrapper) =>
    expect(programs(`${wrapper} daphne app`)).toEqual(['daphne app']),
  );

  it.each([
    'command -v',
    'command -V',
    'ddtrace-run -i',
    'ddtrace-run --info',
    'ddtrace-run -v',
    'ddtrace-run --version',
    'ionice -p',
    'ionice --pid',
    'npx -c',
    'npx --call',
    'python -V',
    'python3 -h',
    'pythonx',
    'xpython3.9',
    'ruby -e',
    'ruby -v',
    'ruby -h',
    'setpriv -d',
    'setpriv --dump',
    'setpriv -h',
    'setpriv --help',
    'setpriv -V',
    'setpriv --version',
    'sudo -l',
    'sudo -v',
    'sudo -e',
    'sudo -i',
    'sudo -s',
    'poetry add',
    'dotenv list',
    'doppler setup',
    'pdm add',
    'uv add',
    'pipenv install',
    'chamber write',
    'infisical export',
  ])('of %s runs nothing else', (text) =>
    expect(programs(`${text} daphne app`)).toEqual([`${text} daphne app`]),
  );

  it.each([
    'bash -o pipefail +o a -O b +O b --rcfile c --init-file c -c',
    'sh -ec',
    'dash -c',
    'ash -c',
    'ksh -c',
    'zsh -lc',
    'env -S',
    'env --split-string',
    'runuser -l web -c',
    'runuser web --command',
    'su web -c',
    'su - web --command',
    'su 1 2 3 4 5 6 7 -c',
  ])('of %s runs a script', (shell) =>
    expect(programs(`${shell} "cd x; daphne app"`)).toEqual(['cd x', 'daphne app']),
  );

  it.each(['su 1 2 3 4 5 6 7 8 -c', 'bash -o', 'sh --c', 'sh +x', 'csh -c'])('of %s runs none', (shell) =>
    expect(programs(`${shell} "daphne app"`)).toEqual([`${shell} daphne app`]),
  );

  it.each([
    ['env -i', true],
    ['env -', true],
    ['env --ignore-environment', true],
    ['exec -c', true],
    ['env', false],
    ['exec -a x', false],
  ])('of %s keeps variables out: %s', (wrapper, isClosed) => {
    const [invocation] = parse(`A=1 ${wrapper} daphne`).flatMap(unwrapCommand);
    expect([invocation!.scope.isClosed, invocation!.scope.assignments.length]).toEqual([
      isClosed,
      isClosed ? 0 : 1,
    ]);
  });

  it('goes through eight shells within shells', () => {
    const within = (depth: number, command: string): string =>
      depth === 0 ? command : `sh -c ${JSON.stringify(within(depth - 1, command))}`;
    expect(programs(within(8, 'daphne app'))).toEqual(['daphne app']);
    expect(programs(within(9, 'daphne app'))).toEqual(['sh -c daphne app']);
  });

  it('puts the commands of a script where it is', () => {
    const separators = parse('a && sh -c "b; c" | d')
      .flatMap((command) => unwrapCommand(command))
      .map(({ separatorBefore }) => separatorBefore);
    expect(separators).toEqual([undefined, '&&', ';', '|']);
  });

  it('keeps places through nested shells and quotes', () => {
    const text = `sh -c "exec ./bin/daphne -p \\"5000\\" 'app'"`;
    const [invocation] = parse(text).flatMap((command) => unwrapCommand(command));
    expect(invocation!.program!.place.span.start).toBe(text.indexOf('daphne'));
    expect(invocation!.args.map((arg) => textAt(arg.place))).toEqual(['-p', '5000', 'app']);
  });

  it('keeps variables apart from those that it closes out', () => {
    const [invocation] = parse('A=1 env B=2 sh -c "C=3 env -i D=4 x"').flatMap((command) =>
      unwrapCommand(command),
    );
    const { scope } = invocation!;
    expect(scope.assignments.map(({ name }) => name.value)).toEqual(['D']);
    expect(scope.isClosed).toBe(true);
    expect(scope.outer!.assignments.map(({ name }) => name.value)).toEqual(['A', 'B']);
  });
});

describe('any text', () => {
  const shellText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...'ab1 \'"\\$`{}()<>&|;#*?\n\r\t=-./:'.split(''),
          'sh -c ',
          'env ',
          'exec ',
          '<your_app>',
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join('')),
  );

  it('gives words that lie inside it, in order', () => {
    fc.assert(
      fc.property(shellText, (text) => {
        let last = 0;
        for (const { words, assignments } of parse(text)) {
          for (const part of [...assignments.map(({ value }) => value), ...words]) {
            const { start, end } = part.place.span;
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(part.offsets).toHaveLength(part.text.length + 1);
            expect(placeOfMapped(part)).toEqual(part.place);
            last = end;
          }
        }
      }),
      runs(500),
    );
  });

  it('maps each character of a word to one that is the same in the file', () => {
    fc.assert(
      fc.property(shellText, (text) => {
        const file = new SourceFile('', '', text);
        for (const { words } of parse(text)) {
          for (const word of words) {
            expect([...word.offsets.slice(0, -1)].map((offset) => file.text[offset]).join('')).toBe(
              word.text,
            );
          }
        }
      }),
    );
  });

  it('gives plain words as they are', () => {
    const plain = fc.stringMatching(/^[a-z0-9.:/=_-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), (parts) => {
        const [command] = parse(`x ${parts.join('  ')}`);
        expect(command!.words.slice(1).map((word) => textAt(word.place))).toEqual(parts);
      }),
    );
  });

  it('can be unwrapped', () => {
    fc.assert(
      fc.property(shellText, (text) => {
        for (const { program, args } of parse(text).flatMap((command) => unwrapCommand(command))) {
          for (const word of [...(program ? [program] : []), ...args]) {
            expect(word.place.span.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      runs(500),
    );
  });
});
