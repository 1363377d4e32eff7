import { expect, it } from 'vitest';
import { lintProject } from '../../src/lint/lint-project.js';
import { projectAt, type Texts } from '../support/changed-projects.js';
import { processorTime } from '../support/processor-time.js';

/** As long as files may be that are read but have no part in the limit on pieces. */
const filled = (piece: string, length = 400_000): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const hook = (text: string): Texts => ({
  '.platform/hooks/predeploy/a.sh': `#!/bin/bash\n${text}`,
  '.ebextensions/a.config': 'option_settings: {}\n',
});
const node = (text: string): Texts => ({ Procfile: 'web: node app.js\n', 'app.js': text });

/** What begins in many places and ends in none; with patterns that try all of them, each of these takes minutes. */
it.each<[string, Texts]>([
  ['addresses', hook(filled('://'))],
  ['addresses of repositories', hook(`echo "${filled('yum.postgresql.org/')}"`)],
  ['versions of repositories', hook(`echo "${filled('yum.postgresql.org/arhel-')}"`)],
  ['flags of npm', hook(filled('npm -'))],
  ['tests over many lines', hook(`[ ${filled('\\\n')}`)],
  ['calls of chmod', hook(`chmod 755 a\n${filled('chmod ')}`)],
  [
    'installations, beside a job of cron',
    {
      ...hook(filled('install ')),
      '.ebextensions/a.config': 'files:\n  /etc/cron.d/a: {content: "* * * * * root a"}\n',
    },
  ],
  [
    'folders of hooks',
    { '.ebextensions/a.config': `files:\n  ? "/opt${filled('/hooks/')}"\n  : {content: a}\n` },
  ],
  ['variables of a script of Node.js', node(`app.listen(process.env.PORT)\n${filled('process.env[')}`)],
  ['a name in a script of Node.js', node(`app.listen(3000, ${filled('async')}`)],
  ['values with quotes', { '.ebextensions/a.config': `a: "b" ${filled(': "a', 150_000)}` }],
  ['values with brackets', { '.ebextensions/a.config': `a: {b} ${filled(': {', 150_000)}` }],
  [
    'redirections of a build',
    {
      Procfile: 'web: ./build.sh\n',
      'build.sh': `cat .platform/nginx/a\n${filled('>')}`,
      '.platform/nginx/conf.d/a.conf': 'gzip on;\n',
    },
  ],
  [
    'wildcards of .ebignore',
    {
      '.ebignore': Array.from({ length: 1000 }, (_, i) => `*${'a'.repeat(120)}b${i}\n`).join(''),
      ...Object.fromEntries(
        Array.from({ length: 500 }, (_, i) => [`.platform/hooks/predeploy/${'a'.repeat(240)}${i}`, '']),
      ),
    },
  ],
])(
  'bounded time for %s',
  (_, texts) => {
    const start = process.cpuUsage();
    const { crashed } = lintProject(projectAt('/p', texts), { preset: 'strict' });
    expect(crashed).toBe(false);
    expect(processorTime(start)).toBeLessThan(10_000);
  },
  600_000,
);
