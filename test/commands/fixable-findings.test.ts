import { expect, it } from 'vitest';
import { fixableFindings } from '../../src/commands/fixable-findings.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { keyOf } from '../../src/lint/suppressions/surplus.js';
import { projectOf } from '../support/fixtures.js';

const MINE = 'Topic: {Type: AWS::SNS::Topic, Propertes: {DisplayName: shop}}';
/** The fix would bring another finding. */
const WITH_MISTAKE = 'Other: {Type: AWS::SNS::Topic, Propertes: {DisplayNam: shop}}';

it.each([
  ['first', [MINE, WITH_MISTAKE], [true, false]],
  ['last', [WITH_MISTAKE, MINE], [false, true]],
])(
  'of two equal findings the one whose fix is refused is not fixable, the other one %s',
  (_, resources, expected) => {
    const project = projectOf({ '.ebextensions/a.config': `Resources:\n  ${resources.join('\n  ')}\n` });
    const report = lintModel(project);
    const own = report.diagnostics.filter(
      ({ at, fix }) => fix && at.file.text.slice(at.span.start, at.span.end) === 'Propertes',
    );
    expect(new Set(own.map(keyOf)).size).toBe(1);
    const fixable = fixableFindings(project, {}, report);
    expect(own.map((diagnostic) => fixable.has(diagnostic))).toEqual(expected);
  },
);
