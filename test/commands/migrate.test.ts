import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMigration, MIGRATION_RULES } from '../../src/explore/migrate/plan.js';
import { diskWrites } from '../../src/io/writes/create-file.js';
import { ALL_RULES } from '../../src/lint/lint-project.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const eblint = (argv: readonly string[], cwd: string) => runEblint(cwd, argv, diskWrites);

const CONFIG = '.ebextensions/01.config';

/** Something that is certain, and something that is left to people. */
const OLD = `option_settings:
  aws:elasticbeanstalk:container:python:staticfiles:
    /static/: static/
commands:
  01_tool:
    command: amazon-linux-extras install -y epel
`;

const project = (config = OLD): string =>
  temporaryFolder({
    [CONFIG]: config,
    '.elasticbeanstalk/config.yml': 'global:\n  default_platform: Python 3.6 running on 64bit Amazon Linux\n',
  });

describe('a plan', () => {
  it('names what each choice does, where one fix answers several options', async () => {
    const config = `option_settings:
  aws:elasticbeanstalk:container:nodejs:
    NodeVersion: 12.0.0
    GzipCompression: true
`;
    const { stdout } = await eblint(['migrate'], project(config));
    for (const option of ['NodeVersion', 'GzipCompression'])
      expect(stdout).toContain(`- With --write --unsafe-fixes: Delete \`${option}\`. `);
  });

  it('groups what has to change', async () => {
    const { exitCode, stdout } = await eblint(['migrate'], project());
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^To Amazon Linux 2023\n\nApplied with --write \(1\)\n\n {2}\.ebextensions\/01\.config\n {4}2:3 {2}\S/,
    );
    expect(stdout).toMatch(/\nBy hand \(\d\)\n/);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });

  it('names each page once', async () => {
    for (const flags of [[], ['--format', 'markdown']]) {
      const { stdout } = await eblint(['migrate', ...flags], project());
      const pages = stdout.match(/https:\S+/g) ?? [];
      expect(pages.length).toBeGreaterThan(1);
      expect(new Set(pages).size).toBe(pages.length);
    }
  });

  it('lists what is wrong on any platform in a part of its own, which is no reason to fail', async () => {
    const { exitCode, stdout } = await eblint(['migrate'], project('commands:\n  a:\n    commnd: x\n'));
    expect(stdout).toContain('Also wrong, on any platform (1)');
    expect(stdout).toContain('config/');
    expect(exitCode).toBe(1);
    const cwd = temporaryFolder({ [CONFIG]: 'commands:\n  a:\n    commnd: x\n' });
    const clean = await eblint(['migrate'], cwd);
    expect(clean.stdout).toMatch(/^\.: nothing to change for [^\n]+\n\nAlso wrong/);
    expect(clean.exitCode).toBe(0);
  });

  it.each([
    [
      'files:\n  /etc/init.d/jobs:\n    content: |\n      #!/bin/bash\n',
      'SysV script /etc/init.d/jobs is deprecated',
    ],
    ['commands:\n  a:\n    command: pip install supervisor\n', 'supervisord from pip'],
    ['commands:\n  a:\n    command: service supervisord restart\n', 'Service "supervisord" does not exist'],
    ['commands:\n  a:\n    command: chkconfig supervisord on\n', 'Service "supervisord" does not exist'],
  ])('has what still works, but not for long: %j', async (config, message) => {
    const cwd = temporaryFolder({ [CONFIG]: config });
    const { exitCode, stdout } = await eblint(['migrate'], cwd);
    expect(stdout.replace(/\s+/g, ' ')).toContain(message);
    expect(exitCode).toBe(1);
    expect((await eblint(['migrate', '--write'], cwd)).exitCode).toBe(1);
  });

  it.each(['pywin32==306\n', 'psycopg2-binary==2.8.6\n'])('has what pip cannot install: %j', async (text) => {
    const platform = 'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n';
    const texts = {
      'requirements.txt': text,
      Pipfile: '[packages]\n',
      '.elasticbeanstalk/config.yml': platform,
    };
    const { stdout } = await eblint(['migrate'], temporaryFolder({ ...texts, [CONFIG]: 'files: {}\n' }));
    expect(stdout).toContain('  requirements.txt\n    1:1  ');
  });

  it('is a checklist in Markdown', async () => {
    const { stdout } = await eblint(['migrate', '--format', 'markdown'], project());
    expect(stdout).toContain('### Applied with --write\n\n#### `.ebextensions/01.config`\n\n- [ ] 2:3 ');
    expect(stdout).toContain('Use `aws:elasticbeanstalk:environment:proxy:staticfiles`.');
    expect(stdout).toContain('amazon-linux-extras');
  });

  it('is JSON', async () => {
    const cwd = project();
    const { stdout } = await eblint(['migrate', '--format', 'json'], cwd);
    expect(JSON.parse(stdout)).toMatchObject({
      projects: [
        {
          root: cwd,
          applied: [{ filePath: `${cwd}/${CONFIG}`, line: 2, ruleId: 'platform/retired-namespace' }],
          decisions: [],
        },
      ],
    });
  });

  it('has each change in its part, by who decides', async () => {
    const config = `${OLD}  02_key:\n    commnd: x\n`.replace(
      'commands:',
      '  aws:elasticbeanstalk:container:nodejs:\n    NodeVersion: 12.0.0\ncommands:',
    );
    const { stdout } = await eblint(['migrate', '--format', 'json'], project(config));
    const { projects } = JSON.parse(stdout) as {
      projects: readonly Record<string, readonly { ruleId: string; sources: readonly string[] }[]>[];
    };
    const { applied, decisions, byHand } = projects[0]!;
    const ids = [applied, decisions, byHand].map((items) => items?.map(({ ruleId }) => ruleId));
    expect(ids).toEqual([
      ['platform/retired-namespace'],
      ['platform/retired-namespace'],
      ['platform/missing-tool', 'platform/retired-branch'],
    ]);
    for (const item of [applied, decisions, byHand].flat()) expect(item?.sources[0]).toMatch(/^https:/);
  });

  it('is of the current folder, or of the given ones, and 1 where one of them has to change', async () => {
    const cwd = temporaryFolder({ [`a/${CONFIG}`]: OLD, [`b/${CONFIG}`]: 'files: {}\n' });
    expect((await eblint(['migrate', 'b'], cwd)).stdout).toBe(
      'b: nothing to change for Amazon Linux 2023, as far as eblint knows.\n',
    );
    expect((await eblint(['migrate', 'b'], cwd)).exitCode).toBe(0);
    expect((await eblint(['migrate', 'a', 'b'], cwd)).exitCode).toBe(1);
    expect((await eblint(['migrate'], join(cwd, 'a'))).exitCode).toBe(1);
  });

  describe('says why a fix is not applied', () => {
    const nginx = (path: string, content = 'proxy_read_timeout 300s;'): string =>
      `files:\n  ${path}:\n    content: |\n      ${content}\n`;

    const planOf = async (texts: Readonly<Record<string, string>>, ...flags: string[]): Promise<string> => {
      const { stdout } = await eblint(['migrate', ...flags], temporaryFolder(texts));
      return stdout.replaceAll(/\s+/g, ' ');
    };

    const TWICE = {
      [CONFIG]: nginx('/etc/nginx/conf.d/b.conf', 'upstream api { server 127.0.0.1:9000; }'),
      '.platform/nginx/conf.d/a.conf': 'upstream api { server 127.0.0.1:9001; }\n',
    };

    it.each([[], ['--format', 'markdown']])(
      'it would cause another problem: the help says so %s',
      async (...flags) => {
        expect((await planOf(TWICE, ...flags)).replaceAll('\\_', '_')).toContain(
          'upstream "api" appears twice',
        );
      },
    );

    it('as JSON', async () => {
      expect(JSON.parse(await planOf(TWICE, '--format', 'json'))).toMatchObject({
        projects: [{ applied: [], decisions: [{ ruleId: 'proxy/overwritten-file' }] }],
      });
    });

    it('another one creates the file', async () => {
      const texts = {
        [CONFIG]: nginx('/etc/nginx/conf.d/a.conf'),
        '.ebextensions/02.config': nginx('/etc/nginx/conf.d/a.conf'),
      };
      expect(await planOf(texts)).toContain(
        'Not applied: another change of the plan creates `.platform/nginx/conf.d/a.conf`.',
      );
    });

    it('there is such a file: the help says so', async () => {
      const texts = {
        [CONFIG]: nginx('/etc/nginx/conf.d/a.conf'),
        '.platform/nginx/conf.d/a.conf': 'gzip on;\n',
      };
      expect(await planOf(texts)).toContain(
        'Delete it, and write what `.platform/nginx/conf.d/a.conf` lacks of it there.',
      );
    });
  });

  it('is 0 where nothing remains', async () => {
    const { exitCode, stdout } = await eblint(
      ['migrate'],
      temporaryFolder({ [CONFIG]: 'option_settings: {}\n' }),
    );
    expect(stdout).toBe('.: nothing to change for Amazon Linux 2023, as far as eblint knows.\n');
    expect(exitCode).toBe(0);
  });

  it('names each of several projects', async () => {
    const cwd = temporaryFolder({ [`a/${CONFIG}`]: OLD, [`b/${CONFIG}`]: 'files: {}\n' });
    expect((await eblint(['migrate'], cwd)).stdout).toMatch(
      /^a: to Amazon Linux 2023\n[^]*\nb: nothing to change/,
    );
  });
});

describe('--write', () => {
  it('makes the changes that are certain, and twice changes nothing', async () => {
    const cwd = project();
    const first = await eblint(['migrate', '--write'], cwd);
    expect(first.stderr).toBe('eblint: Fixed 1 problem in 1 file: .ebextensions/01.config.\n');
    expect(first.exitCode).toBe(1);
    const text = readFileSync(join(cwd, CONFIG), 'utf8');
    expect(text).toBe(OLD.replace('container:python:staticfiles', 'environment:proxy:staticfiles'));
    const second = await eblint(['migrate', '--write'], cwd);
    expect(second.stderr).toContain('eblint: Nothing to fix');
    expect(readFileSync(join(cwd, CONFIG), 'utf8')).toBe(text);
  });

  it('is 0 where nothing is left', async () => {
    const cwd = temporaryFolder({ [CONFIG]: OLD.slice(0, OLD.indexOf('commands')) });
    expect((await eblint(['migrate', '--write'], cwd)).exitCode).toBe(0);
  });

  it('--dry-run prints them for git apply, and changes nothing', async () => {
    const cwd = project();
    const { stdout } = await eblint(['migrate', '--dry-run'], cwd);
    expect(readFileSync(join(cwd, CONFIG), 'utf8')).toBe(OLD);
    writeFileSync(join(cwd, 'a.patch'), stdout);
    execFileSync('git', ['apply', 'a.patch'], { cwd });
    expect(readFileSync(join(cwd, CONFIG), 'utf8')).not.toBe(OLD);
  });
});

describe('usage', () => {
  it.each([
    [['migrate', '--to', 'al2'], 'Flag --to takes al2023, not al2.'],
    [['migrate', '--format', 'github'], 'The command "migrate" prints text, markdown or json, not github.'],
    [['--write'], 'Flag --write works only with a command: `eblint migrate --write`.'],
  ])('%j is refused', async (argv, message) => {
    expect(await eblint(argv, project())).toMatchObject({ exitCode: 2, stderr: `eblint: ${message}\n` });
  });

  it('needs a project', async () => {
    const cwd = temporaryFolder({ a: '' });
    expect((await eblint(['migrate'], cwd)).stderr).toMatch(
      /^eblint: There is no Elastic Beanstalk project here/,
    );
    expect(existsSync(join(cwd, '.ebextensions'))).toBe(false);
  });
});

it('knows the rules that it names', () => {
  const known = ALL_RULES.map(({ id }) => id);
  expect(known.filter(isMigration).length).toBeGreaterThan(30);
  for (const id of MIGRATION_RULES) expect(known).toContain(id);
});
