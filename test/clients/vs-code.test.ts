import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';
import { sharedFolder } from '../support/shared-folder.js';
import { temporaryFolder } from '../support/temporary.js';
import { Session, VsCode } from './vs-code.js';

/** In milliseconds: nothing is said about how fast it is. */
const PATIENCE = 240_000;
const TEST_TIME = 900_000;

let vsCode: VsCode;
let extension: string;
let suite: string;

/** A project with mistakes, and with an eblint that leaves a trace where it runs. */
function project(): string {
  const cli = `require('node:fs').writeFileSync(${JSON.stringify('ran')}, '');\nrequire(${JSON.stringify(`${REPOSITORY}dist/cli.cjs`)});\n`;
  const folder = temporaryFolder({
    'node_modules/eblint/dist/cli.cjs': cli,
    'other.yaml': 'rules:\n  routing/port-mismatch: off\n',
    'broken.cjs': 'process.exit(3);\n',
    'notes.md': '# Notes\n',
    'app.config': 'key: value\n',
  });
  cpSync(`${REPOSITORY}fixtures/projects/django-channels-mistakes`, folder, { recursive: true });
  return folder;
}

/**
 * Runs a suite in VS Code; returns the names of its cases that passed, which are all.
 *
 * @param use what a user does meanwhile, and sees when it has ended
 */
async function passed(
  name: 'Trusted' | 'Untrusted',
  use: (page: Page, ended: Promise<unknown>) => Promise<void>,
): Promise<string[]> {
  const manifest = { name: 'tests', publisher: 'eblint', version: '1.0.0', engines: { vscode: '*' } };
  const tests = temporaryFolder({
    'package.json': JSON.stringify(manifest),
    'run.cjs': `exports.run = require('./suite.cjs').run${name};\n`,
  });
  cpSync(suite, join(tests, 'suite.cjs'));
  const session = await Session.open(vsCode, {
    extension,
    workspace: project(),
    suite: join(tests, 'run.cjs'),
    isTrusted: name === 'Trusted',
  });
  try {
    const used = use(session.page, session.ended);
    // What is missed is reported after what failed because of it.
    used.catch(() => undefined);
    expect(await session.ended, session.output).toBe(0);
    const { passed, failure } = JSON.parse(readFileSync(join(tests, 'outcome.json'), 'utf8')) as Outcome;
    expect(failure, session.output).toBeUndefined();
    await used;
    return passed;
  } finally {
    await session.close();
  }
}

interface Outcome {
  readonly passed: string[];
  readonly failure?: string;
}

/** What VS Code runs on in these tests. */
const canRun = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!canRun)('the extension for VS Code', () => {
  beforeAll(async () => {
    vsCode = VsCode.installed();
    const folder = await sharedFolder('vs-code', (path) => {
      execFileSync(process.execPath, ['scripts/build-vscode.mjs', join(path, 'extension')], {
        cwd: REPOSITORY,
      });
      vsCode.pack(join(path, 'extension'), join(path, 'eblint.vsix'));
    });
    extension = join(folder, 'eblint.vsix');
    suite = join(folder, 'suite.cjs');
    const bundle = await rolldown({
      input: 'test/clients/vs-code-suite.ts',
      cwd: REPOSITORY,
      platform: 'node',
      external: ['vscode'],
    });
    await bundle.write({ file: suite, format: 'cjs' });
    await bundle.close();
  }, 2 * TEST_TIME);

  it('is small', () => {
    expect(statSync(extension).size).toBeLessThanOrEqual(732_000);
  });

  it(
    'does in a trusted workspace what its page says',
    async () => {
      const names = await passed('Trusted', async (page, ended) => {
        await page.locator('.statusbar-item', { hasText: 'eblint' }).waitFor({ timeout: PATIENCE });
        await ended;
        const message = page.locator('.notifications-center .notification-list-item-message');
        await message.first().waitFor({ timeout: PATIENCE });
        expect(await message.allInnerTexts()).toEqual([
          expect.stringMatching(
            /^eblint: Cannot start .*broken\.cjs, from the setting eblint\.server\.path\.$/,
          ),
        ]);
      });
      expect(names.length).toBeGreaterThan(15);
    },
    TEST_TIME,
  );

  it(
    'runs nothing of a workspace before it is trusted',
    async () => {
      const names = await passed('Untrusted', async (page) => {
        await page.getByRole('button', { name: 'Trust', exact: true }).click({ timeout: PATIENCE });
      });
      expect(names).toHaveLength(3);
    },
    TEST_TIME,
  );
});
