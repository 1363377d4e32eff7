import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { INSTALL_TIMEOUT, installedProgram, type Program, run, runProgram } from '../support/program.js';
import { change, git } from '../support/repository.js';
import { sharedFolder } from '../support/shared-folder.js';
import { temporaryFolder } from '../support/temporary.js';

// With all that decides what is reported: a configuration with a base, rules, an override and a platform, which takes
// precedence over that of the EB CLI; comments; and suppressions of what is old.
const FILES = {
  'eblint.config.yaml': `extends: ./shared.yaml
platform: Python 3.12 running on 64bit Amazon Linux 2023
overrides:
  - files: services/legacy
    rules: { settings/invalid-value: warning }
ignores: [examples/]
`,
  'shared.yaml': 'rules: { procfile/*: off }\n',
  '.gitignore': '.elasticbeanstalk/\n',
  'services/api/Procfile': 'web gunicorn app:app\n',
  'services/api/.ebextensions/a.config': `option_settings:
  aws:elbv2:listener:80:
    Protocol: nobody
  aws:elasticbeanstalk:container:python:
    WSGIPath: app.py
  aws:elasticbeanstalk:application:environment:
    # eblint-disable-next-line settings/placeholder -- filled in by CI
    KEY: "<your_key>"
`,
  'services/legacy/.ebextensions/a.config': `option_settings:
  aws:elbv2:listener:80:
    Protocol: nobody
  aws:elasticbeanstalk:application:environment:
    OLD: "<your_key>"
`,
  'examples/.ebextensions/a.config': 'option_settings: {aws:elbv2:listener:80: {Protocol: nobody}}\n',
};

/** What is never committed, and would tell another platform. */
const EB_CLI = { 'services/api/.elasticbeanstalk/config.yml': 'global: {default_platform: Docker}\n' };

let program: Program;
let root: string;

beforeAll(async () => {
  program = await installedProgram();
  root = await sharedFolder('same-findings', (folder) => {
    git(folder, ['init', '-q', '-b', 'main']);
    change(folder, { ...FILES, ...EB_CLI });
  });
  expect(eblint('--suppress-rule', 'settings/placeholder').status).toBe(1);
  git(root, ['add', '-A']);
  git(root, ['commit', '-qm', 'b']);
}, INSTALL_TIMEOUT);

const eblint = (...args: string[]) => runProgram(program, args, { cwd: root });

interface Result {
  readonly filePath: string;
  readonly messages: readonly { ruleId: string; severity: number; line: number }[];
  readonly suppressedMessages: readonly { ruleId: string; line: number; suppressions: { kind: string }[] }[];
}

/** What results in JSON say, whichever folder they are of. */
const told = (json: string, folder = root): string[] =>
  (JSON.parse(json) as Result[]).flatMap(({ filePath, messages, suppressedMessages }) => {
    const name = filePath.slice(folder.length + 1);
    return [
      ...messages.map(({ ruleId, severity, line }) => `${name}:${line} ${ruleId} ${severity}`),
      ...suppressedMessages.map(
        ({ ruleId, line, suppressions }) => `${name}:${line} ${ruleId} ${suppressions[0]?.kind ?? ''}`,
      ),
    ];
  });

const FINDINGS = [
  'services/api/.ebextensions/a.config:3 settings/invalid-value 2',
  // Known because of the platform in the configuration.
  'services/api/.ebextensions/a.config:5 platform/wrong-wsgi-path 2',
  'services/api/.ebextensions/a.config:8 settings/placeholder directive',
  'services/legacy/.ebextensions/a.config:3 settings/invalid-value 1',
  'services/legacy/.ebextensions/a.config:5 settings/placeholder file',
];

describe('the same files, configuration and suppressions give the same findings', () => {
  it('in a terminal', () => {
    const { status, stdout, stderr } = eblint('--format', 'json');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(told(stdout).sort()).toEqual(FINDINGS);
  });

  it('with --staged, whatever is on the disk', () => {
    change(root, {
      'eblint.config.yaml': 'rules: { settings/*: off }\n',
      'eblint-suppressions.json': '{}\n',
      'services/api/.ebextensions/a.config': '# other\n',
    });
    const { stdout } = eblint('--staged', '--format', 'json');
    git(root, ['checkout', '-q', '.']);
    expect(told(stdout).sort()).toEqual(FINDINGS);
  });

  it('in a hook that git runs', () => {
    const hook = join(root, '.git/hooks/pre-commit');
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    const report = join(temporaryFolder({}), 'report.json');
    writeFileSync(
      hook,
      `#!/bin/sh\nexec node '${program.cli}' --staged --changed --output 'json:${report}'\n`,
    );
    chmodSync(hook, 0o755);
    change(root, { 'services/api/Buildfile': 'make: make\n', 'services/legacy/Buildfile': 'make: make\n' });
    git(root, ['add', '-A']);
    expect(() => git(root, ['commit', '-m', 'c'])).toThrow(/settings\/invalid-value/);
    git(root, ['reset', '-q', '--hard']);
    expect(told(readFileSync(report, 'utf8')).sort()).toEqual(FINDINGS);
  });

  it('in CI, in a clone without what is not committed', () => {
    const clone = join(temporaryFolder({}), 'clone');
    git(root, ['clone', '-q', root, clone]);
    const summary = join(temporaryFolder({}), 'summary');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: clone, GITHUB_STEP_SUMMARY: summary };
    const { status, stdout } = runProgram(program, ['--output', 'json:report.json'], { cwd: clone, env });
    expect(status).toBe(1);
    expect(told(readFileSync(join(clone, 'report.json'), 'utf8'), clone).sort()).toEqual(FINDINGS);
    expect(
      stdout.match(/^::(?:error|warning) file=services\/\w+\/\.ebextensions\/a\.config,line=[35],/gm),
    ).toHaveLength(3);
    expect(readFileSync(summary, 'utf8')).toContain('2 errors and 1 warning in 2 projects');
  });

  it('in the library', () => {
    const code = `import { lintFolder, toLintResults } from 'eblint';
      const reports = await lintFolder(process.argv[1]);
      const all = reports.flatMap(({ diagnostics, suppressed }) => toLintResults(diagnostics, { suppressed }));
      console.log(JSON.stringify(all));`;
    const { stdout, stderr } = run(process.execPath, ['--input-type=module', '-e', code, root], program.home);
    expect(stderr).toBe('');
    expect(told(stdout).sort()).toEqual(FINDINGS);
  });

  it('with a configuration that is not right, no findings', () => {
    change(root, { 'eblint.config.yaml': 'rules: { settings/invalid-valeu: off }\n' });
    git(root, ['add', '-A']);
    const outcomes = [[], ['--staged'], ['--changed']].map((args) => eblint(...args));
    git(root, ['reset', '-q', '--hard']);
    for (const { status, stdout, stderr } of outcomes) {
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('Did you mean "settings/invalid-value"?');
    }
  });
});
