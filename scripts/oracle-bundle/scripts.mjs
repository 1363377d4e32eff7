import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../oracle/eblint.mjs';
import { fixtureProjects } from './fixtures.mjs';
import { hasProgram } from './install.mjs';

/** ShellCheck's codes for what its parser cannot read. https://www.shellcheck.net/wiki/SC1072 */
const isSyntaxError = ({ code, level }) => level === 'error' && code >= 1000 && code < 2000;

/** Advice that is not a syntax error: other interpreters, a byte order mark, look-alikes, a `#!` that is misplaced or misspelled. */
const ADVICE = new Set([1008, 1018, 1071, 1082, 1113, 1128]);

/** Where a verdict differs for a reason, by the fixture and the program. */
const KNOWN = new Map([
  [
    'rules/config/syntax-error/bad-here-document bash',
    'it only warns of a here-document that the end of the text ends',
  ],
  ['rules/config/syntax-error/bad-here-document shellcheck', 'it only warns, too'],
  [
    'rules/project/placeholder/bad-commands-and-files bash',
    'a <placeholder> is read as the text that will replace it',
  ],
  ['rules/project/placeholder/bad-commands-and-files shellcheck', 'the same'],
  [
    'rules/instance/constant-test/bad-without-spaces shellcheck',
    'a shell reads the test as other words, which is what the finding says',
  ],
  ['rules/instance/syntax-error/ok-substitutions bash', 'it does not run the `shopt` that turns patterns on'],
  [
    'rules/resources/unknown-reference/ok-not-known shellcheck',
    'a CloudFormation function is no shell text yet',
  ],
]);

/** Every shell script of the fixtures, judged by `bash -n` and by ShellCheck's parser. */
export async function judgeScripts() {
  if (!hasProgram('bash', '--version', 'bash') || !hasProgram('shellcheck', '--version', 'shellcheck'))
    return undefined;
  const { scripts: scriptsOf } = await load('src/model/scripts/scripts.ts');
  const scripts = (await fixtureProjects()).flatMap(({ name, project }) =>
    scriptsOf(project)
      .filter(({ isShell, script }) => isShell && script.source.text !== '')
      .map((script) => ({ fixture: name, name: script.name.value, script: script.script })),
  );
  const shellcheck = checkAll(scripts.map(({ script }) => script.source.text));
  const differences = scripts.flatMap(({ fixture, name, script: { source, problems } }, index) => {
    const bash = spawnSync('bash', ['-n'], { input: source.text, encoding: 'utf8' });
    const own = problems.length > 0 ? `refuses ${JSON.stringify(problems[0].text)}` : 'ok';
    const verdicts = { bash: bash.status === 0 ? 'ok' : bash.stderr.trim(), shellcheck: shellcheck[index] };
    return Object.entries(verdicts)
      .filter(
        ([program, verdict]) => (verdict === 'ok') !== (own === 'ok') && !KNOWN.has(`${fixture} ${program}`),
      )
      .map(([program, verdict]) => `${fixture} ${name}: ${program} says ${verdict}; eblint says ${own}`);
  });
  return { count: scripts.length, differences };
}

/** ShellCheck's verdicts: one start for all. */
function checkAll(texts) {
  const folder = mkdtempSync(join(tmpdir(), 'eblint-scripts-'));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.sh`);
      writeFileSync(file, text);
      return file;
    });
    const { stdout } = spawnSync('shellcheck', ['--format', 'json', '--shell', 'bash', ...files], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    const problems = JSON.parse(stdout).filter(
      (problem) => isSyntaxError(problem) && !ADVICE.has(problem.code),
    );
    return files.map((file) => problems.find((problem) => problem.file === file)?.message ?? 'ok');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
