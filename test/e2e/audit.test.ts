import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';
import { temporaryFolder } from '../support/temporary.js';

const FOUND = 'found 0 vulnerabilities';
const NO_ENDPOINT = 'npm warn audit 405 Method Not Allowed\nnpm error audit endpoint returned an error';
const NO_HOST = 'npm error code ENOTFOUND\nnpm error network request failed';

/** What is printed where npm answers so: a text, and the exit code that it has. */
function audit(answers: Readonly<Record<'audit' | 'signatures', readonly [text: string, status: number]>>) {
  const say = ([text, status]: readonly [string, number]) => `printf '%s\\n' '${text}' >&2; exit ${status}`;
  const npm = `#!/bin/sh\n[ "$2" = signatures ] && { ${say(answers.signatures)}; }\n${say(answers.audit)}\n`;
  const folder = temporaryFolder({ npm });
  spawnSync('chmod', ['+x', `${folder}/npm`]);
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync('bash', ['.ci/audit'], {
    cwd: REPOSITORY,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('the audit of a release', () => {
  it('says that nothing was found', () => {
    const { status, stdout } = audit({ audit: [FOUND, 0], signatures: ['', 0] });
    expect(stdout).toBe('npm audit: nothing found\nnpm audit signatures: nothing found\n');
    expect(status).toBe(0);
  });

  it('goes on where a registry gives no answer, and says so with what npm says', () => {
    const { status, stdout } = audit({ audit: [NO_ENDPOINT, 1], signatures: [NO_HOST, 1] });
    expect(stdout).toContain('npm audit: NOT ASKED, the registry gives no answer:\n  npm warn audit 405');
    expect(stdout).toContain('npm audit signatures: NOT ASKED');
    expect(stdout).toContain('  npm error code ENOTFOUND');
    expect(stdout).toContain('Ask again where the registry answers: `.ci/audit`.');
    expect(status).toBe(0);
  });

  it.each([
    { audit: ['# npm audit report\nyaml <1.2.3 ENOTFOUND', 1], signatures: ['', 0] },
    { audit: [FOUND, 0], signatures: ['1 package has an invalid registry signature', 1] },
    { audit: [NO_ENDPOINT, 1], signatures: ['1 package has an invalid registry signature', 1] },
    { audit: ['npm error code ENOLOCK', 1], signatures: ['', 0] },
  ] as const)('fails with a hole, a wrong signature, or a question that was wrong: %j', (answers) => {
    const { status, stdout, stderr } = audit(answers);
    expect(status).toBe(1);
    expect(stdout).toMatch(/npm audit report|invalid registry signature|ENOLOCK/);
    expect(stderr).toMatch(/^npm audit(?: signatures)?: see above/);
  });
});
