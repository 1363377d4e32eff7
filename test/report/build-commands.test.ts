import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchForLog } from '../../src/fix/patch-for-log.js';
import { formatNames, loadFormat, neutralized } from '../../src/report/formats.js';
import { json } from '../../src/report/json.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { holdsCommand, withoutCommands } from '../../src/report/text/build-commands.js';
import { oneLine, visible } from '../../src/report/text/one-line.js';
import { SourceFile } from '../../src/source/index.js';
import { growth, IN_STEP } from '../support/processor-time.js';
import { context, diagnostic, placeAt } from '../support/report-samples.js';
import { temporaryFolder } from '../support/temporary.js';

/** The commands in a log, as the runners find them: whatever they hold, and whoever printed them. */
const commandsIn = (log: string): string[] =>
  log
    .split(/\r\n|\r|\n/)
    .filter(
      (line) => /^[\s\u0085]*::[a-z-]+(?: [^\n]*?)?::/i.test(line) || /##(?:vso|teamcity)?\[/i.test(line),
    );

const COMMANDS = [
  '::set-output name=x::y',
  '  ::error file=x::y',
  '\u00a0\u3000::Add-Mask::x',
  'x\n::stop-commands::y',
  ' \u0085::error::x',
  'x\r\t::warning::y',
  '##[add-matcher]x',
  'text ##[error]x',
  '###[group]x',
  '##vso[task.setvariable variable=PATH]x',
  'a: ##VSO[task.complete]',
  "##teamcity[buildStatus status='SUCCESS']",
];

describe('withoutCommands', () => {
  it.each(COMMANDS)('%j commands nothing', (text) => {
    expect(commandsIn(text)).toHaveLength(1);
    expect(holdsCommand(text)).toBe(true);
    expect(commandsIn(withoutCommands(text))).toEqual([]);
    expect(holdsCommand(withoutCommands(text))).toBe(false);
  });

  it('knows a section of GitLab', () => {
    expect(holdsCommand('#\u001b[0Ksection_start:1:x[collapsed=true]\r\u001b[0Kx')).toBe(true);
    expect(patchForLog(' section_end:1:x\r\u001b[0K\n')).toBeUndefined();
    expect(holdsCommand('section_start:1:x')).toBe(false);
  });

  it('does so in colours too', () => {
    expect(withoutCommands('\u001b[31m \u001b[4m::error::x')).toBe('\u001b[31m \u001b[4m\\u003a:error::x');
  });

  it.each([
    'AWS::EC2::Instance',
    '  AWS::X: ::error::',
    '::1',
    ':: error::',
    '# # [x]',
    '## Title [x]',
    '#[x]',
    '[::]:80',
    '##vsoxxxxxxxxxxxxxxxxxxxxx[x]',
  ])('leaves %j as it is', (text) => {
    expect(withoutCommands(text)).toBe(text);
    expect(holdsCommand(text)).toBe(false);
  });

  it('finds what no runner finds in any text', () => {
    const unit = fc.constantFrom('#', '##', '[', 'vso', ':', '::', 'error', ' ', '\t', '\n', '\r', '\u2028');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        expect(commandsIn(withoutCommands(text))).toEqual([]);
        expect(visible(text)).not.toMatch(/##(?:vso)?\[/);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['#', '##a', ' ', '\u2028', '\u001b[', '\n '])(
    'takes time in step with much of %j',
    async (piece) => {
      const power = await growth(300_000, (size) => withoutCommands(`${piece.repeat(size)}x`));
      expect(power).toBeLessThan(IN_STEP);
    },
  );
});

describe('visible', () => {
  it('shows commands as escapes, anywhere', () => {
    expect(oneLine('a ##vso[x] b ##[y]')).toBe('a \\u0023#vso[x] b \\u0023#[y]');
  });

  it('leaves no marks of GitLab sections', () => {
    expect(visible('\u001b[0Ksection_start:1:x\r\u001b[0K')).toBe('\\u001b[0Ksection_start:1:x\\r\\u001b[0K');
  });
});

/** Results in which every text that comes from a project is a command, also once backticks are taken away. */
const commanding = (command: string) => {
  const path = `/repo/app/${command}/.ebextensions/${command}.config`;
  const file = new SourceFile(path, command, `a: 1\n${command}\n`);
  const at = placeAt(file, 'a');
  const spread = command.replace('##', '`#`#').replace('::', '`:`:');
  return toLintResults(
    [command, spread].flatMap((message) => [
      diagnostic(at, { message, related: [{ at, note: message }] }),
      diagnostic(at, { message, severity: 'warning', ruleId: 'routing/unknown-process' }),
    ]),
    { withSource: true },
  );
};

describe('every format', () => {
  it.each(formatNames.flatMap((name) => COMMANDS.map((command) => [name, command] as const)))(
    '%s commands nothing with %j',
    async (name, command) => {
      const format = await loadFormat(name)!;
      for (const cwd of ['/repo/app', '/', '/elsewhere']) {
        const text = await format(commanding(command), context({ cwd }));
        const own = /^::(?:error|warning) file=[^:,]*,line=\d+,[^:]*::[^\n]*$/;
        const foreign = commandsIn(text).filter((line) => name !== 'github' || !own.test(line));
        expect(foreign).toEqual([]);
        expect(text).not.toMatch(/##(?:vso|teamcity)?\[/i);
      }
    },
  );

  it('that a package brings, too', async () => {
    const format = neutralized((results) =>
      results.map(({ source, filePath }) => `${source}${filePath}`).join('\n'),
    );
    for (const command of COMMANDS)
      expect(commandsIn(await format(commanding(command), context()))).toEqual([]);
  });

  it('json means the same', () => {
    const results = commanding('##vso[x]::y');
    const text = json(results, context()) as string;
    expect(text).not.toContain('##vso[');
    expect(JSON.parse(text)).toEqual(results);
  });
});

const diffOf = (before: string, after: string): string =>
  createTwoFilesPatch('a/x', 'b/x', before, after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });

/** What `git apply` makes of a file. */
function applied(text: string, patch: string): string {
  const folder = temporaryFolder({ x: text });
  writeFileSync(join(folder, 'the.patch'), patch);
  const { status, stderr } = spawnSync('git', ['apply', 'the.patch'], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return readFileSync(join(folder, 'x'), 'utf8');
}

describe('patchForLog', () => {
  it('leaves a harmless diff as it is', () => {
    const diff = diffOf('a\nb\nAWS::X\n', 'a\nc\nAWS::X\n');
    expect(patchForLog(diff)).toBe(diff);
  });

  it.each([
    ['before the change', '::error::x\nb\n', '::error::x\nc\n'],
    ['behind the change', 'b\n  ::error::x\nd\n', 'c\n  ::error::x\nd\n'],
    ['with a tab', 'b\n\t::add-mask::x\nd\n', 'c\n\t::add-mask::x\nd\n'],
    ['in the last line without an end', 'b\n::error::x', 'c\n::error::x'],
    ['in lines that end in CR LF', '::error::x\r\nb\r\n', '::error::x\r\nc\r\n'],
    ['in each line', '::a::\n::b::\n::c::\nb\n::d::\n::e::\n', '::a::\n::b::\n::c::\nB\n::d::\n::e::\n'],
    ['in what changes', '::error::x\n', '::error::y\n'],
  ])('says the same where a command is %s', (_, before, after) => {
    const patch = patchForLog(diffOf(before, after))!;
    expect(commandsIn(patch)).toEqual([]);
    expect(applied(before, patch)).toBe(after);
  });

  it.each([
    ['anywhere in a line', 'a ##vso[x]\nb\n', 'a ##vso[x]\nc\n'],
    ['in what changes', 'a: ##[x]\n', 'b: ##[x]\n'],
    ['behind a lone carriage return', 'a\r::error::x\nb\n', 'a\r::error::x\nc\n'],
  ])('is absent where a command is %s', (_, before, after) => {
    expect(patchForLog(diffOf(before, after))).toBeUndefined();
  });
});
