import { expect, it } from 'vitest';
import { lintProject } from '../../src/lint/lint-project.js';
import { projectAt, type Texts } from '../support/changed-projects.js';
import { growth, IN_STEP } from '../support/processor-time.js';

/** As long as files may be that are read but have no part in the limit on pieces. */
const LENGTH = 400_000;

const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const hook = (text: string): Texts => ({
  '.platform/hooks/predeploy/a.sh': `#!/bin/bash\n${text}`,
  '.ebextensions/a.config': 'option_settings: {}\n',
});
const node = (text: string): Texts => ({ Procfile: 'web: node app.js\n', 'app.js': text });

/** What begins in many places and ends in none; with patterns that try all of them, each of these takes minutes. */
it.each<[string, (length: number) => Texts]>([
  ['addresses', (length) => hook(filled('://', length))],
  ['addresses of repositories', (length) => hook(`echo "${filled('yum.postgresql.org/', length)}"`)],
  ['versions of repositories', (length) => hook(`echo "${filled('yum.postgresql.org/arhel-', length)}"`)],
  ['flags of npm', (length) => hook(filled('npm -', length))],
  ['tests over many lines', (length) => hook(`[ ${filled('\\\n', length)}`)],
  ['calls of chmod', (length) => hook(`chmod 755 a\n${filled('chmod ', length)}`)],
  [
    'installations, beside a job of cron',
    (length) => ({
      ...hook(filled('install ', length)),
      '.ebextensions/a.config': 'files:\n  /etc/cron.d/a: {content: "* * * * * root a"}\n',
    }),
  ],
  [
    'folders of hooks',
    (length) => ({
      '.ebextensions/a.config': `files:\n  ? "/opt${filled('/hooks/', length)}"\n  : {content: a}\n`,
    }),
  ],
  [
    'variables of a script of Node.js',
    (length) => node(`app.listen(process.env.PORT)\n${filled('process.env[', length)}`),
  ],
  ['a name in a script of Node.js', (length) => node(`app.listen(3000, ${filled('async', length)}`)],
  [
    'values with quotes',
    (length) => ({ '.ebextensions/a.config': `a: "b" ${filled(': "a', length * 0.375)}` }),
  ],
  [
    'values with brackets',
    (length) => ({ '.ebextensions/a.config': `a: {b} ${filled(': {', length * 0.375)}` }),
  ],
  [
    'redirections of a build',
    (length) => ({
      Procfile: 'web: ./build.sh\n',
      'build.sh': `cat .platform/nginx/a\n${filled('>', length)}`,
      '.platform/nginx/conf.d/a.conf': 'gzip on;\n',
    }),
  ],
  [
    'wildcards of .ebignore',
    (length) => ({
      '.ebignore': Array.from({ length: length / 400 }, (_, i) => `*${'a'.repeat(120)}b${i}\n`).join(''),
      ...Object.fromEntries(
        Array.from({ length: 500 }, (_, i) => [`.platform/hooks/predeploy/${'a'.repeat(240)}${i}`, '']),
      ),
    }),
  ],
])(
  'time in step with %s',
  async (_, texts) => {
    const lint = (length: number) => {
      const { crashed } = lintProject(projectAt('/p', texts(length)), { preset: 'strict' });
      expect(crashed).toBe(false);
    };
    expect(await growth(LENGTH, lint, { runs: 1 })).toBeLessThan(IN_STEP);
  },
  600_000,
);
