import { describe, expect, it } from 'vitest';
import { type MigrationPlan, type PlanItem, withRefusal } from '../../../src/explore/migrate/plan.js';
import { planJson, type PlanLayout, planMarkdown, planText } from '../../../src/explore/migrate/plan-text.js';
import type { Candidate } from '../../../src/fix/fix-candidate.js';
import type { Edit, FileChange, Fix } from '../../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../../src/source/index.js';
import { diagnostic, placeAt } from '../../support/report-samples.js';

const file = new SourceFile('/p/a.config', 'a.config', 'one\ntwo\nthree\n');

const fixOf = (
  safety: Fix['safety'],
  edits: readonly Edit[] = [],
  files: readonly FileChange[] = [],
): Fix => ({
  title: `Make it ${safety}`,
  safety,
  edits,
  files,
});

const item = (text: string, over: Partial<PlanItem> = {}): PlanItem =>
  diagnostic(placeAt(file, text), { ruleId: 'platform/missing-tool', message: `About ${text}`, ...over });

const CHOICES = [
  { action: 'Delete it.', consequence: 'It is gone.', isFix: true },
  { action: 'Keep it.', consequence: 'It stays.' },
] as const;

const PLAN: MigrationPlan = {
  applied: [item('one', { help: 'Use `a_b`.', fix: fixOf('safe') })],
  decisions: [
    item('two', { fix: fixOf('unsafe'), choices: CHOICES }),
    item('two', { fix: fixOf('unsafe'), choices: [CHOICES[1]] }),
    item('two', { choices: CHOICES }),
    item('two', { fix: fixOf('safe'), choices: CHOICES, refusal: 'Not applied: why.' }),
  ],
  byHand: [],
  others: [],
};

const LAYOUT: PlanLayout = {
  cwd: '/p',
  color: false,
  width: 40,
  sourcesOf: ({ message }) => (message === 'About one' ? ['https://one', 'https://other'] : []),
};

describe('a plan', () => {
  it('is text, as wide as it may be', () => {
    expect(planText(PLAN, LAYOUT)).toBe(`Applied with --write (1)

  a.config
    1:1  About one
         Use \`a_b\`.
         platform/missing-tool

Needs a decision (4)

  a.config
    2:1  About two
         - With --write --unsafe-fixes:
         Delete it. It is gone.
         - Keep it. It stays.
         platform/missing-tool

    2:1  About two
         With --write --unsafe-fixes:
         Make it unsafe.
         - Keep it. It stays.
         platform/missing-tool

    2:1  About two
         - Delete it. It is gone.
         - Keep it. It stays.
         platform/missing-tool

    2:1  About two
         Not applied: why.
         - Delete it. It is gone.
         - Keep it. It stays.
         platform/missing-tool

Sources

  https://one
    platform/missing-tool
`);
    expect(planText(PLAN, { ...LAYOUT, color: true })).toContain('\u001b[1mNeeds a decision (4)\u001b[22m\n');
    expect(planText({ ...PLAN, applied: [item('one', { message: 'a '.repeat(20) })] }, LAYOUT)).toContain(
      `    1:1  ${'a '.repeat(16).trim()}\n         a a a a\n`,
    );
  });

  it('is a checklist', () => {
    expect(planMarkdown(PLAN, LAYOUT)).toBe(`### Applied with --write

#### \`a.config\`

- [ ] 1:1 About one. Use \`a_b\`. ([platform/missing-tool][1])

### Needs a decision

#### \`a.config\`

- [ ] 2:1 About two. (platform/missing-tool)
  - With --write --unsafe-fixes: Delete it. It is gone.
  - Keep it. It stays.
- [ ] 2:1 About two. (platform/missing-tool)
  - With --write --unsafe-fixes: Make it unsafe.
  - Keep it. It stays.
- [ ] 2:1 About two. (platform/missing-tool)
  - Delete it. It is gone.
  - Keep it. It stays.
- [ ] 2:1 About two. Not applied: why. (platform/missing-tool)
  - Delete it. It is gone.
  - Keep it. It stays.

[1]: https://one
`);
  });

  it('is data', () => {
    const choices = (isFix: boolean) => [
      { ...CHOICES[0], isFix },
      { ...CHOICES[1], isFix: false },
    ];
    const common = { filePath: '/p/a.config', ruleId: 'platform/missing-tool', severity: 2, column: 1 };
    const two = { ...common, message: 'About two', line: 2, endLine: 2, endColumn: 4, sources: [] };
    expect(planJson(PLAN, LAYOUT)).toEqual({
      applied: [
        {
          ...common,
          message: 'About one',
          help: 'Use `a_b`.',
          line: 1,
          endLine: 1,
          endColumn: 4,
          change: 'Make it safe',
          sources: ['https://one', 'https://other'],
        },
      ],
      decisions: [
        { ...two, change: 'Make it unsafe', choices: choices(true) },
        { ...two, change: 'Make it unsafe', choices: [{ ...CHOICES[1], isFix: false }] },
        { ...two, choices: choices(false) },
        { ...two, change: 'Make it safe', choices: choices(true), refusal: 'Not applied: why.' },
      ],
      byHand: [],
      others: [],
    });
  });
});

describe('what is not applied', () => {
  const edit = (start: number, end: number): Edit => ({ file, span: { start, end }, text: '' });
  const candidate = (fix: Fix, text = 'one', message = 'x'): Candidate => ({
    ...item(text, { message }),
    fix,
  });
  const NONE = { fixed: [], refused: [] };

  it('has its reason', () => {
    const own = candidate(fixOf('safe', [edit(0, 2)]));
    const other = candidate(fixOf('safe', [edit(1, 3)]), 'two', 'y');
    const apart = candidate(fixOf('safe', [edit(4, 6)]), 'two', 'y');
    const refusal = (attempt: Parameters<typeof withRefusal>[2][0], item: PlanItem = own) =>
      withRefusal(item, true, [attempt, NONE]).refusal;
    expect(refusal({ fixed: [], refused: [{ diagnostic: other, reason: 'not-utf-8' }] })).toBe(
      'Not applied: it does not fit together with the other changes of the plan.',
    );
    expect(
      refusal({
        fixed: [other],
        refused: [
          { diagnostic: other, reason: 'file-refused' },
          { diagnostic: own, reason: 'not-utf-8' },
        ],
      }),
    ).toMatch(/^Not applied: .*UTF-8.*\.$/);
    expect(refusal({ fixed: [apart, other], refused: [] })).toBe(
      'Not applied: another change of the plan edits the same place.',
    );
    expect(refusal({ fixed: [apart], refused: [] })).toBe(
      'Not applied: it does not fit together with the other changes of the plan.',
    );
    const creates = (name: string) =>
      candidate(fixOf('safe', [], [{ kind: 'create', name, text: '', isExecutable: false }]));
    expect(refusal({ fixed: [creates('b'), creates('a')], refused: [] }, creates('a'))).toBe(
      'Not applied: another change of the plan creates `a`.',
    );
    expect(refusal({ fixed: [creates('b')], refused: [] }, creates('a'))).toBe(
      'Not applied: it does not fit together with the other changes of the plan.',
    );
  });

  it('keeps its fix where it is a choice, and loses it where it is never made', () => {
    const none = item('one');
    expect(withRefusal(none, true, [NONE, NONE])).toBe(none);
    expect(withRefusal(none, false, [NONE, NONE])).toBe(none);
    const unsafe = { ...candidate(fixOf('unsafe')), choices: CHOICES };
    expect(withRefusal(unsafe, true, [NONE, NONE])).toBe(unsafe);
    const safe = candidate(fixOf('safe'));
    expect(withRefusal(safe, true, [NONE, NONE])).toEqual({ ...safe, refusal: expect.any(String) as string });
    const { fix, ...rest } = unsafe;
    expect(fix).toBeDefined();
    expect(withRefusal(unsafe, false, [NONE, NONE])).toStrictEqual({
      ...rest,
      choices: [CHOICES[1]],
      refusal: expect.any(String) as string,
    });
    const { fix: own, ...without } = safe;
    expect(own).toBeDefined();
    const refused = { ...NONE, refused: [{ diagnostic: safe, reason: 'not-utf-8' as const }] };
    const lost = withRefusal(safe, false, [NONE, refused]);
    expect(lost).toStrictEqual({ ...without, refusal: expect.stringContaining('UTF-8') as string });
    expect(placeOf(file, 0, 1).file).toBe(lost.at.file);
  });
});
