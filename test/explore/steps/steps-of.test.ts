import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../src/explore/steps/steps-of.js';
import { EACH_PLACE } from '../../../src/lint/bounded.js';
import { lintModel } from '../../../src/lint/lint-project.js';
import type { RuleId } from '../../../src/rules/rule.js';
import { badCasesOf, loadProject, projectOf, RULE_FIXTURES } from '../../support/fixtures.js';

/** The rules about when something runs, and about what is lost by that. */
const ABOUT_THE_ORDER: readonly RuleId[] = [
  ...(['config/ignored-leader-only', 'config/misordered-commands', 'config/overridden-file'] as const),
  ...(['instance/early-container', 'instance/early-current-folder', 'instance/missing-application'] as const),
  ...(['instance/overwritten-file', 'instance/without-virtual-environment'] as const),
  ...(['proxy/early-reload', 'proxy/ebextensions-folder', 'proxy/missing-confighook'] as const),
  ...(['proxy/overwritten-file', 'proxy/unused-program'] as const),
  ...(['settings/overridden', 'settings/overridden-by-later-file'] as const),
];

describe('the steps of a project', () => {
  it.each(ABOUT_THE_ORDER)('show each place of %s at the step that it is about', (id) => {
    // What describes an environment is of no step.
    const cases = badCasesOf(id).filter((name) => name !== 'bad-terraform');
    expect(cases.length).toBeGreaterThan(0);
    for (const name of cases) {
      const project = loadProject(`${RULE_FIXTURES}${id}/${name}`);
      const { diagnostics } = lintModel(
        project,
        { severities: new Map([[id, 'warning']]) },
        undefined,
        EACH_PLACE,
      );
      const own = diagnostics.filter(({ ruleId }) => ruleId === id);
      expect(own.length, name).toBeGreaterThan(0);
      for (const diagnostic of own) {
        const shown = stepsOf(project, 'deployment', [diagnostic]).steps.flatMap(({ items }) =>
          items.flatMap(({ findings }) => findings),
        );
        expect(shown, `${name}, ${diagnostic.message}`).toHaveLength(1);
      }
    }
  });

  it('show what is before the first entry of a file with that entry', () => {
    const project = projectOf({
      Procfile: '# the application\nweb: gunicorn shop.wsgi\n',
      'shop/wsgi.py': '',
    });
    const diagnostics = lintModel(project).diagnostics.filter(
      ({ ruleId }) => ruleId === 'procfile/comment-line',
    );
    expect(diagnostics).toHaveLength(1);
    const { steps, atNoStep } = stepsOf(project, 'deployment', diagnostics);
    expect(atNoStep).toEqual([]);
    expect(steps.flatMap(({ items }) => items.flatMap(({ findings }) => findings))).toHaveLength(1);
  });
});
