import { describe, expect, it } from 'vitest';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

const repository = () =>
  temporaryFolder({
    '.git/': '',
    '.ebextensions/a.config': [
      '# eblint-disable settings/placeholder -- filled in by CI',
      'option_settings:',
      '  aws:elasticbeanstalk:application:environment:',
      '    # eblint-disable-next-line secrets/plain-text-property, settings/overridden -- old (until 2020-01-01)',
      '    KEY: "<your_key>"',
      '',
    ].join('\n'),
  });

describe('--report-suppressions', () => {
  it('lists all comments', async () => {
    expect(await runEblint(repository(), ['--report-suppressions'])).toEqual({
      exitCode: 0,
      stdout: [
        '.ebextensions/a.config',
        '  1:18  settings/placeholder         filled in by CI (whole file)',
        '  4:32  secrets/plain-text-property  old (expired on 2020-01-01)',
        '  4:61  settings/overridden          old (expired on 2020-01-01)',
        '',
        '3 suppressions in 1 file',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('lists them as JSON', async () => {
    const { stdout } = await runEblint(repository(), ['--report-suppressions', '--format', 'json']);
    const { suppressions } = JSON.parse(stdout) as { suppressions: object[] };
    expect(suppressions).toHaveLength(3);
    expect(suppressions[1]).toMatchObject({
      line: 4,
      ruleId: 'secrets/plain-text-property',
      scope: 'line',
      reason: 'old',
      until: '2020-01-01',
      isExpired: true,
    });
  });

  it('says that there are none', async () => {
    const root = temporaryFolder({ '.git/': '', '.ebextensions/a.config': '' });
    expect((await runEblint(root, ['--report-suppressions'])).stdout).toBe(
      'There are no suppression comments.\n',
    );
  });
});

it('suppressed findings are in the results as ESLint has them', async () => {
  const { stdout } = await runEblint(repository(), ['--format', 'json']);
  const [result] = JSON.parse(stdout) as LintResult[];
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['suppression/expired']);
  expect(result?.suppressedMessages).toMatchObject([
    {
      ruleId: 'settings/placeholder',
      line: 5,
      suppressions: [{ kind: 'directive', justification: 'filled in by CI' }],
    },
  ]);
});
