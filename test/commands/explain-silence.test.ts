import { describe, expect, it } from 'vitest';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const HOOK = '#!/bin/bash\nset -e\nnpm ci\n';
const files = {
  '.elasticbeanstalk/config.yml':
    'global:\n  default_platform: Node.js 22 running on 64bit Amazon Linux 2023\n',
  'package.json': '{ "scripts": { "start": "node server.js" } }\n',
  'server.js': "require('node:http').createServer().listen(process.env.PORT);\n",
  '.platform/hooks/prebuild/10_install.sh': HOOK,
};
const withMaker = {
  ...files,
  '.platform/hooks/prebuild/05_lock.sh': '#!/bin/bash\nnpm install --package-lock-only\n',
};

const run = (texts: Record<string, string>, ...flags: string[]) =>
  runEblint(temporaryFolder(texts), ['--no-config', ...flags]);

describe('--explain-silence', () => {
  it('lists what a rule held back, with the place and the reason', async () => {
    const { stdout, stderr, exitCode } = await run(withMaker, '--explain-silence');
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('missing-lock-file');
    expect(stderr).toBe(`.platform/hooks/prebuild/10_install.sh:3:1 bundle/missing-lock-file is silent
  It would say: npm ci needs package-lock.json, which is not in the project
  It is silent because this may write the lock file (.platform/hooks/prebuild/05_lock.sh:1:1)
`);
  });

  it('lists nothing where the rule speaks', async () => {
    const { stdout, stderr } = await run(files, '--explain-silence');
    expect(stdout).toContain('bundle/missing-lock-file');
    expect(stderr).toBe('No rule held anything back.\n');
  });

  it('lists what one rule held back', async () => {
    const { stderr } = await run(withMaker, '--explain-silence=instance/missing-file');
    expect(stderr).toBe('No rule held anything back.\n');
  });

  it('says that a file cannot be read', async () => {
    const { stderr } = await run(
      { ...files, '.ebextensions/a.config': 'option_settings: [\n' },
      '--explain-silence=bundle/missing-lock-file',
    );
    expect(stderr).toContain('It is silent because .ebextensions/a.config cannot be read as a whole');
  });

  it('is in JSON, and only where it is asked for', async () => {
    const asked = JSON.parse((await run(withMaker, '--format=json', '--explain-silence')).stdout) as {
      silences?: unknown[];
    }[];
    expect(asked.flatMap(({ silences = [] }) => silences)).toEqual([
      {
        ruleId: 'bundle/missing-lock-file',
        message: 'npm ci needs package-lock.json, which is not in the project',
        reason: 'this may write the lock file',
        reasonLocation: {
          filePath: expect.stringMatching(/05_lock\.sh$/) as string,
          line: 1,
          column: 1,
        },
        ...{ line: 3, column: 1, endLine: 3, endColumn: 4 },
      },
    ]);
    expect((await run(withMaker, '--format=json')).stdout).not.toContain('silences');
  });

  it('offers the nearest rule', async () => {
    const { stderr, exitCode } = await run(files, '--explain-silence=bundle/missing-lock-fil');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean bundle/missing-lock-file?');
  });
});
