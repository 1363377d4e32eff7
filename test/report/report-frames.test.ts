import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { frames } from '../../src/report/frames.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { type Place, placeOf, SourceFile } from '../../src/source/index.js';
import { context } from '../support/report-samples.js';
import { runs } from '../support/runs.js';

const config = new SourceFile(
  '/repo/app/.ebextensions/01.config',
  '.ebextensions/01.config',
  "option_settings:\n  aws:elasticbeanstalk:environment:process:websocket:\n    Port: '5000'\n",
);
const procfile = new SourceFile('/repo/app/Procfile', 'Procfile', 'websocket: daphne -p 5001 a:b\n');

function at(file: SourceFile, text: string): Place {
  const start = file.text.indexOf(text);
  return placeOf(file, start, start + text.length);
}

const diagnostic = (over: Partial<Diagnostic> = {}): Diagnostic => ({
  ruleId: 'routing/port-mismatch',
  severity: 'error',
  at: at(procfile, '5001'),
  message: 'daphne listens on port 5001, but process "websocket" expects 5000',
  help: 'Use `-p 5000`, or set `Port` of the process to 5001.',
  related: [{ at: at(config, "'5000'"), note: 'port of process "websocket"' }],
  ...over,
});

const print = (diagnostics: readonly Diagnostic[], over: Parameters<typeof context>[0] = {}) =>
  Promise.resolve(frames(toLintResults(diagnostics, { withExcerpts: true }), context(over)));

describe('a finding in frames', () => {
  it('shows both ends with their source, and what to do', async () => {
    expect(await print([diagnostic()]))
      .toBe(`✖ error: daphne listens on port 5001, but process "websocket" expects 5000
  routing/port-mismatch
  Procfile:1:22
  1 | websocket: daphne -p 5001 a:b
    |                      ^^^^
  .ebextensions/01.config:3:11
  3 |     Port: '5000'
    |           ------ port of process "websocket"
  help: Use \`-p 5000\`, or set \`Port\` of the process to 5001.

1 error in 1 project (3 files checked)
`);
  });

  it('names its file once', async () => {
    const related = [{ at: at(config, 'aws:'), note: 'declared here' }];
    const text = await print([
      diagnostic({ at: at(config, "'5000'"), related, message: 'Wrong', severity: 'warning' }),
    ]);
    expect(text).toBe(`⚠ warning: Wrong  routing/port-mismatch
  .ebextensions/01.config:3:11
  3 |     Port: '5000'
    |           ^^^^^^
  2 |   aws:elasticbeanstalk:environment:process:websocket:
    |   ---- declared here
  help: Use \`-p 5000\`, or set \`Port\` of the process to 5001.

1 warning in 1 project (3 files checked)
`);
  });

  it('has no source where there is none', async () => {
    const empty = new SourceFile('/repo/app/Procfile', 'Procfile', '');
    const text = await print([
      diagnostic({ at: placeOf(empty, 0, 0), related: [{ at: placeOf(empty, 0, 0), note: 'empty' }] }),
    ]);
    expect(text).toContain('  Procfile:1:1\n    | empty\n  help:');
  });

  it('shows a few of many other ends', async () => {
    const related = Array.from({ length: 7 }, () => ({ at: at(config, 'Port'), note: 'here' }));
    const text = await print([
      diagnostic({ related: [...related, { at: at(procfile, '5001'), note: 'there' }] }),
    ]);
    expect(text.match(/---- here/g)).toHaveLength(4);
    const place = '.ebextensions/01.config:3:5';
    expect(text.replace(/\n +/g, ' ')).toContain(
      ` here: ${place}, ${place}, ${place} there: Procfile:1:22 help:`,
    );
  });

  it('is without source where its rule has spoken often, and without a help that was given', async () => {
    const many = Array.from({ length: 6 }, (_, index) =>
      diagnostic({
        message: `Number ${index}`,
        related: index === 5 ? diagnostic().related : [],
        ...(index === 4 && { help: 'Do something else.' }),
      }),
    );
    const text = await print(many);
    expect(text.split(/\n(?= {2}1 \|)/)).toHaveLength(4);
    expect(text).toContain(`
✖ error: Number 3  routing/port-mismatch
  Procfile:1:22

✖ error: Number 4  routing/port-mismatch
  Procfile:1:22
  help: Do something else.

✖ error: Number 5  routing/port-mismatch
  Procfile:1:22
  port of process "websocket": .ebextensions/01.config:3:11

`);
  });

  it('is one with those that say the same of other places', async () => {
    const places = [at(procfile, 'websocket'), at(procfile, 'daphne'), at(procfile, '5001')];
    const text = await print(places.map((place) => diagnostic({ at: place, related: [] })));
    expect(text.match(/daphne listens/g)).toHaveLength(1);
    expect(text).toContain('\n  and 2 more places: Procfile:1:12, Procfile:1:22\n  help: ');
    expect(text).toContain('\n3 errors in ');
  });

  it('is another one with another help, severity or other end', async () => {
    const place = at(procfile, 'websocket');
    for (const over of [{ help: 'Another.' }, { severity: 'warning' }, { related: [] }] as const) {
      const text = await print([diagnostic(), diagnostic({ at: place, ...over })]);
      expect(text).not.toContain('more place');
    }
  });

  it('says whether it can be fixed', async () => {
    const edits = [{ file: procfile, span: at(procfile, '5001').span, text: '5000' }];
    const fixed = (safety: 'safe' | 'unsafe') =>
      print([diagnostic({ message: 'Wrong', fix: { title: 'Use 5000', safety, edits } })]);
    expect(await fixed('safe')).toContain('Wrong  routing/port-mismatch [fixable]\n');
    expect(await fixed('unsafe')).toContain('Wrong  routing/port-mismatch [fixable with --unsafe-fixes]\n');
  });

  it('is below the name of its project, where several were checked', async () => {
    const other = new SourceFile('/repo/app/services/api/Procfile', 'Procfile', 'web 1\n');
    const findings = [
      diagnostic({ related: [] }),
      diagnostic({ at: at(other, 'web'), message: 'Wrong', related: [] }),
      diagnostic({ at: at(config, 'Port'), message: 'Worse', related: [] }),
    ];
    const projectRoots = ['/repo/app', '/repo/app/services/api', '/repo/app/services/apinot'];
    const lines = (await print(findings, { projectRoots }))
      .split('\n')
      .filter((line) => /^(?:Project|[✖⚠] )/.test(line));
    expect(lines).toEqual([
      'Project .',
      expect.stringContaining('Worse'),
      expect.stringContaining('daphne'),
      'Project services/api',
      expect.stringContaining('Wrong'),
    ]);
  });

  it('marks wide characters and tabs as wide as they are', async () => {
    const file = new SourceFile('/repo/app/Procfile', 'Procfile', 'web:\tここに入力 -p 1\n');
    const text = await print([diagnostic({ at: at(file, '入力'), related: [] })]);
    expect(text).toContain('  1 | web:    ここに入力 -p 1\n    |               ^^^^\n');
  });

  it('cuts a long line around the place', async () => {
    const file = new SourceFile(
      '/repo/app/Procfile',
      'Procfile',
      `web: ${'a'.repeat(200)} HERE ${'b'.repeat(2000)}`,
    );
    const line = (await print([diagnostic({ at: at(file, 'HERE'), related: [] })])).split('\n')[3]!;
    expect(line).toMatch(/^ {2}1 \| …a+ HERE b+…$/);
    expect(line.length).toBeLessThanOrEqual(80);
  });

  it('colours, and links the rule to its page, on a terminal that can', async () => {
    const text = await print([diagnostic()], { color: true, hyperlinks: true });
    expect(text).toContain(
      '\u001b]8;;https://example.com/rules/routing/port-mismatch\u0007routing/port-mismatch\u001b]8;;\u0007',
    );
    expect(text).toContain('\u001b[31m\u2716\u001b[39m \u001b[31merror\u001b[39m\u001b[1m: daphne');
    expect(text).toContain(
      '\u001b]8;;file:///repo/app/.ebextensions/01.config\u0007\u001b[4m.ebextensions/01.config:3:11\u001b[24m\u001b]8;;\u0007',
    );
    expect(await print([diagnostic()], { color: true })).not.toContain('\u001b]8');
  });
  it('links a path with what is no character, and one of Windows', async () => {
    const linkOf = async (path: string) => {
      const file = new SourceFile(path, 'Procfile', 'web: HERE');
      const text = await print([diagnostic({ at: at(file, 'HERE'), related: [] })], {
        color: true,
        hyperlinks: true,
      });
      return text.match(/8;;(file:[^\u0007]*)/)?.[1];
    };
    expect(await linkOf('/repo/app/\ud800 %/Procfile')).toBe('file:///repo/app/%EF%BF%BD%20%25/Procfile');
    expect(await linkOf('C:\\app\\Procfile')).toBe('file:///C:/app/Procfile');
    expect(await linkOf('\\\\server\\share\\Procfile')).toBe('file://server/share/Procfile');
  });
});

describe('the end of the report', () => {
  it('says what was checked where nothing was found, to a person', async () => {
    const notes = ['Platform unknown: 2 rules had less to check.'];
    const clean = (over: Parameters<typeof context>[0]) => frames([], context({ notes, ...over }));
    expect(await clean({ isTerminal: true })).toBe(
      '✔ No problems in 1 project (3 files checked)\nPlatform unknown: 2 rules had less to check.\n',
    );
    expect(await clean({ isTerminal: true, quiet: true })).toBe('');
    expect(await clean({ isTerminal: false })).toBe('');
    expect(await clean({ isBuildService: true, notes: [] })).toBe(
      '✔ No problems in 1 project (3 files checked)\n',
    );
  });

  it('says why nothing was checked', async () => {
    const none = {
      checked: { projects: 0, files: 0 },
      notes: ['Nothing was checked: no project differs from main.'],
    };
    expect(await frames([], context({ isTerminal: true, ...none }))).toBe(`${none.notes[0]}\n`);
  });

  it('counts, tells what can be fixed, and what is not known', async () => {
    const text = await print([diagnostic(), diagnostic({ severity: 'warning', message: 'Another' })], {
      fixable: { safe: 1, unsafe: 0 },
      notes: ['Platform unknown.'],
    });
    expect(text.split('\n\n').at(-1)).toBe(
      '1 error and 1 warning in 1 project (3 files checked)\nFixable: 1 with --fix\nPlatform unknown.\n',
    );
  });
});

describe('whatever the texts', () => {
  it('no line is wider than the terminal, unless a word or the name of a place is', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab /"`入力é\u0301😀\t\n\u001b'), maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          message: text,
          help: text,
          note: text,
          line: text,
          name: text,
          width: fc.integer({ min: 40, max: 130 }),
        }),
        async ({ message, help, note, line, name, width }) => {
          const file = new SourceFile(`/repo/app/${name}`, name, `${line}x`);
          const place = placeOf(file, Math.floor(line.length / 2), line.length);
          const printed = await print(
            [diagnostic({ message, help, at: place, related: [{ at: place, note }] })],
            { width },
          );
          for (const row of printed.split('\n').slice(0, -3))
            if (stringWidth(row) > width) expect(row.trimStart(), row).toMatch(/^(?:\S+|.*:\d+:\d+)$/);
        },
      ),
      runs(300),
    );
  });

  it('keeps each word whole', async () => {
    const words =
      'Rule "ws" is attached to listener 80 but not to 443, which is said at some length here'.split(' ');
    const text = await print([diagnostic({ message: words.join(' '), related: [] })], { width: 40 });
    expect(text.split(/\s+/)).toEqual(expect.arrayContaining(words));
  });
});
