import { STAGES, type KnownError } from '../../knowledge/deployment-errors/index.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import { positionsOf } from '../../source/index.js';
import type { LintResult } from '../../report/lint-result/lint-result.js';
import { commandJson } from '../json-output.js';
import type { Answer } from './answer.js';
import { shownLine } from './why-text.js';

/** What `eblint why --format json` prints. */
export const whyJson = (
  answers: readonly Answer[],
  { nearest, results }: { nearest: readonly KnownError[]; results: readonly LintResult[] },
): string =>
  commandJson({
    matches: answers.map(({ error, line, held, places }) => ({
      line: shownLine(line, error),
      ...described(error),
      names: secretsIn(line).length > 0 ? [] : held,
      places: places.map(({ at, note }) => ({ filePath: at.file.path, ...positionsOf(at).start, note })),
    })),
    nearest: nearest.map(described),
    results,
  });

const described = ({ texts, stage, cause, remedy, rules = [], source }: KnownError) => ({
  texts,
  stage: STAGES[stage],
  cause,
  remedy,
  rules,
  source,
});
