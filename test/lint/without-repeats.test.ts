import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { withoutRepeats } from '../../src/lint/without-repeats.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const FILE = new SourceFile('/p/Procfile', 'Procfile', 'a\nb\nc\nd\n');

const at = (line: number, file = FILE) => placeOf(file, (line - 1) * 2, (line - 1) * 2 + 1);

const said = (line: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  ruleId: 'a/b',
  severity: 'error',
  at: at(line),
  message: 'wrong',
  help: 'Right it.',
  related: [],
  ...more,
});

describe('what one answer settles is one finding', () => {
  it('at the first place, with the others beside it', () => {
    const [one, ...others] = withoutRepeats([said(1), said(2), said(4)]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ at: at(1), message: 'wrong' });
    expect(one?.related).toEqual([
      { at: at(2), note: 'the same here' },
      { at: at(4), note: 'the same here' },
    ]);
  });

  it('by its cause, whatever the messages are', () => {
    const cause = (note: string) => ({
      key: 'k',
      note,
      message: (others: number) => `${note} and ${others}`,
    });
    const found = [
      said(1, { message: 'x', cause: cause('X') }),
      said(2, { message: 'y', cause: cause('Y') }),
    ];
    const [one, ...others] = withoutRepeats(found);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ message: 'X and 1', related: [{ note: 'Y' }] });
  });

  it('keeps what the others name as their other ends', () => {
    const other = { at: at(4), note: 'set here' };
    const cause = { key: 'k', note: 'here as well' };
    const [one] = withoutRepeats([said(1, { cause }), said(2, { cause, related: [other] })]);
    expect(one?.related).toEqual([{ at: at(2), note: 'here as well' }, other]);
  });

  it.each<[string, Partial<Diagnostic>]>([
    ['another rule', { ruleId: 'a/c' }],
    ['another severity', { severity: 'warning' }],
    ['another message', { message: 'false' }],
    ['another help', { help: 'Leave it.' }],
    ['a cause of its own', { cause: { key: 'wrong', note: 'x' } }],
    ['another file', { at: at(2, new SourceFile('/p/Buildfile', 'Buildfile', FILE.text)) }],
    ['another end', { related: [{ at: at(4), note: 'set here' }] }],
    ['a fix', { fix: { title: 'Fix it', safety: 'safe', edits: [] } }],
    ['choices', { choices: [] }],
    ['a file that cannot be parsed', { fatal: true }],
  ])('but not with %s', (_, more) => {
    const found = [said(1), said(2, more)];
    expect(withoutRepeats(found)).toEqual(found);
  });

  it('and what is not repeated stays in its order', () => {
    const found = [said(1), said(2, { message: 'false' }), said(3), said(4, { message: 'odd' })];
    expect(withoutRepeats(found).map(({ at: { span } }) => span.start / 2 + 1)).toEqual([1, 2, 4]);
  });
});

it('a suppression counts each place by itself', () => {
  const text = `option_settings:
  aws:elasticbeanstalk:application:environment:
    # eblint-disable-next-line secrets/plain-text-property -- a test account
    DB_PASSWORD: h7Gh2kd92kdl
    MAIL_PASSWORD: k3Jf83hd7Qla
    API_PASSWORD: p0Lf92hd7Zmx
`;
  const { diagnostics, suppressed } = lintModel(projectOf({ '.ebextensions/a.config': text }));
  expect(suppressed).toHaveLength(1);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'MAIL_PASSWORD and 1 other property are set to credentials in plain text',
  ]);
  const { baseline } = lintModel(projectOf({ '.ebextensions/a.config': text }), { baseline: {} });
  expect(baseline?.found).toHaveLength(2);
});
