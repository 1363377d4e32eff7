import { describe, expect, it } from 'vitest';
import type { Candidate, FixRefusal } from '../../src/fix/fix-candidate.js';
import { tryFixes } from '../../src/fix/try-fixes.js';
import { NO_SUSPECTS, type State, type Suspects } from '../../src/fix/verify-fixes.js';
import type { Diagnostic } from '../../src/lint/diagnostic.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';

const project = projectOf({
  '.ebextensions/a.config': 'option_settings:\n  aws:x:\n    A: 1\n    B: 2\n  aws:y:\n    C: 3\n',
});
const { file } = configFiles(project)[0]!;
const before: State = {
  project,
  report: {
    diagnostics: [],
    suppressed: [],
    suppressions: [],
    crashed: false,
    isLimited: false,
    lackedPlatform: [],
    lostFiles: [],
  },
};

const fixAt = (start: number): Candidate => ({
  ruleId: 'test/a',
  severity: 'error',
  message: 'm',
  at: placeOf(file, start, start + 1),
  related: [],
  fix: { title: 't', safety: 'safe', edits: [{ file, span: { start, end: start + 1 }, text: 'x' }] },
});

/** Fixes outside of all settings, by number: none is related to another. */
const fixes = (count: number): Candidate[] => Array.from({ length: count }, () => fixAt(0));

interface Failure {
  readonly reason: FixRefusal;
  readonly suspects?: (all: readonly Candidate[]) => Partial<Suspects>;
}

/** Tries fixes where `fails` says of the numbers of some of them why they cannot be made together. */
function attempt(
  all: readonly Candidate[],
  fails: (numbers: readonly number[]) => Failure | 'stop' | undefined,
) {
  const tries: number[][] = [];
  const states: State[] = [];
  const { state, fixed, refused } = tryFixes(before, all, (from, batch) => {
    expect(from).toBe(before);
    const numbers = batch.map((one) => all.indexOf(one));
    tries.push(numbers);
    const failure = fails(numbers);
    if (failure === 'stop') return undefined;
    if (failure) return { reason: failure.reason, suspects: { ...NO_SUSPECTS, ...failure.suspects?.(all) } };
    states.push({ ...before });
    return { state: states.at(-1)! };
  });
  expect(state).toBe(states.at(-1) ?? before);
  return {
    tries,
    fixed: fixed.map((one) => all.indexOf(one)),
    refused: refused.map(({ diagnostic, reason }) => [all.indexOf(diagnostic), reason]),
  };
}

const holds = (numbers: readonly number[], ...some: readonly number[]) =>
  some.every((one) => numbers.includes(one));

describe('fixes', () => {
  it('are not even tried where there are none', () => {
    expect(attempt([], () => undefined)).toEqual({ tries: [], fixed: [], refused: [] });
  });

  it('are made all at once', () => {
    expect(attempt(fixes(3), () => undefined)).toEqual({ tries: [[0, 1, 2]], fixed: [0, 1, 2], refused: [] });
  });

  it('are halved to find the one that fails, each half beside what was made', () => {
    const result = attempt(fixes(5), (numbers) =>
      holds(numbers, 3) ? { reason: 'new-finding' } : undefined,
    );
    expect(result).toEqual({
      tries: [
        [0, 1, 2, 3, 4],
        [0, 1],
        [0, 1, 2, 3, 4],
        [0, 1, 2],
        [0, 1, 2, 3, 4],
        [0, 1, 2, 3],
        [0, 1, 2, 4],
      ],
      fixed: [0, 1, 2, 4],
      refused: [[3, 'new-finding']],
    });
  });

  it('that fail one by one have a reason each', () => {
    const reasons: FixRefusal[] = ['finding-stays', 'changes-meaning'];
    const result = attempt(fixes(2), (numbers) => ({ reason: reasons[numbers.at(-1)!]! }));
    expect(result).toEqual({
      tries: [[0, 1], [0], [1]],
      fixed: [],
      refused: [
        [0, 'finding-stays'],
        [1, 'changes-meaning'],
      ],
    });
  });

  it('are left where no more may be tried', () => {
    expect(attempt(fixes(4), () => 'stop')).toEqual({
      tries: [[0, 1, 2, 3]],
      fixed: [],
      refused: [0, 1, 2, 3].map((number) => [number, 'not-tried']),
    });
  });
});

describe('fixes that are suspected', () => {
  it('are tried apart from the others, which come first', () => {
    const result = attempt(fixes(4), (numbers) =>
      holds(numbers, 1)
        ? {
            reason: 'new-finding',
            suspects: (all) => ({ all: new Set([all[1]!]), certain: new Set([all[1]!]) }),
          }
        : undefined,
    );
    expect(result).toEqual({
      tries: [
        [0, 1, 2, 3],
        [0, 2, 3],
        [0, 2, 3, 1],
      ],
      fixed: [0, 2, 3],
      refused: [[1, 'new-finding']],
    });
  });

  it('are refused together where each is certain', () => {
    const result = attempt(fixes(2), () => ({
      reason: 'new-finding',
      suspects: (all) => ({ all: new Set(all), certain: new Set(all) }),
    }));
    expect(result).toEqual({
      tries: [[0, 1]],
      fixed: [],
      refused: [
        [0, 'new-finding'],
        [1, 'new-finding'],
      ],
    });
  });

  it('are tried after those of which it is not certain', () => {
    const result = attempt(fixes(3), (numbers) =>
      holds(numbers, 0)
        ? { reason: 'new-finding', suspects: (all) => ({ all: new Set(all), certain: new Set([all[0]!]) }) }
        : undefined,
    );
    expect(result).toEqual({
      tries: [
        [0, 1, 2],
        [1, 2],
        [1, 2, 0],
      ],
      fixed: [1, 2],
      refused: [[0, 'new-finding']],
    });
  });
});

describe('fixes of one namespace', () => {
  const at = (text: string) => fixAt(file.text.indexOf(text));

  it('that are refused one by one are tried together, and are no longer refused then', () => {
    const all = [at('1'), at('2'), at('3')];
    const result = attempt(all, (numbers) =>
      holds(numbers, 0) === holds(numbers, 1) && !holds(numbers, 2) ? undefined : { reason: 'new-finding' },
    );
    expect(result).toMatchObject({ fixed: [0, 1], refused: [[2, 'new-finding']] });
    expect(result.tries.at(-1)).toEqual([0, 1]);
  });

  it('are not tried again where they are all that there are, or where it is one', () => {
    const failing = { reason: 'new-finding' as const };
    expect(attempt([at('1'), at('2')], () => failing).tries).toEqual([[0, 1], [0], [1]]);
    expect(attempt([at('1'), at('3')], () => failing).tries).toEqual([[0, 1], [0], [1]]);
  });

  it('keep their reasons where they do not work together either', () => {
    const result = attempt([at('1'), at('2'), at('3')], () => ({ reason: 'finding-stays' }));
    expect(result.refused).toEqual([0, 1, 2].map((number) => [number, 'finding-stays']));
    expect(result.tries.at(-1)).toEqual([0, 1]);
  });
});

describe('what a refused fix would bring', () => {
  const named = (name: string) => {
    const source = new SourceFile(`/project/${name}`, name, 'text');
    return { ...fixAt(0), at: placeOf(source, 0, 1) };
  };
  const own = { ...fixAt(0), message: 'own' };
  const creating: Candidate = {
    ...fixAt(0),
    fix: {
      title: 't',
      safety: 'safe',
      edits: [],
      files: [{ kind: 'create', name: 'new', text: '', isExecutable: false }],
    },
  };
  const [elsewhere, there, created] = [named('elsewhere'), named(file.name), named('new')];

  const causes = (candidates: readonly Candidate[], brought: readonly Diagnostic[] | undefined) => {
    const suspects = { certain: new Set(candidates), all: new Set(candidates) };
    return tryFixes(before, candidates, () => ({
      reason: 'new-finding',
      suspects,
      ...(brought && { brought }),
    })).refused;
  };

  it('is in its own files, or anywhere where it fails alone', () => {
    const reason = 'new-finding';
    expect(causes([own], [elsewhere, there])).toEqual([{ diagnostic: own, reason, cause: there }]);
    expect(causes([own], [elsewhere, created])).toEqual([{ diagnostic: own, reason, cause: elsewhere }]);
    expect(causes([creating], [elsewhere, created])).toEqual([
      { diagnostic: creating, reason, cause: created },
    ]);
    expect(causes([own, creating], [elsewhere, created])).toEqual([
      { diagnostic: own, reason },
      { diagnostic: creating, reason, cause: created },
    ]);
    expect(causes([own], undefined)).toEqual([{ diagnostic: own, reason }]);
  });
});
