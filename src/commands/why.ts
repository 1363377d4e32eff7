import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { wantsColor } from '../cli/color.js';
import { ALL_RULES, lintModel } from '../lint/lint-project.js';
import type { Project } from '../model/project.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { framesOf } from '../report/frames.js';
import type { LintResult } from '../report/lint-result/lint-result.js';
import { toLintResults } from '../report/lint-result/to-lint-results.js';
import { toRulesMeta } from '../report/lint-result/rules-meta.js';
import { wrap } from '../report/text/wrap.js';
import { docsUrl } from '../site.js';
import { asksJson } from './json-output.js';
import { projectsHere } from './projects-here.js';
import type { Answer } from './why/answer.js';
import { matchErrors } from './why/match-errors.js';
import { nearestErrors } from './why/nearest-errors.js';
import { placesInProject } from './why/places-in-project.js';
import { whyJson } from './why/why-json.js';
import { answerText, type WhyLayout } from './why/why-text.js';

/**
 * `eblint why TEXT` explains error texts of deployments, with their places in the project of the working directory.
 * 0: a text is known; 1: none is.
 * @throws UsageError where no text is given
 */
export async function why(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const text = await givenText(options, ports);
  const matches = matchErrors(text);
  const projects = matches.length > 0 ? await projectsHere(options, ports) : [];
  const answers = matches.map((match) => ({
    ...match,
    places: projects.flatMap((project) => placesInProject(match, project)),
  }));
  const results = projects.flatMap((project) => findingsOf(answers, project, { withExcerpts: !isJson }));
  const nearest = answers.length === 0 ? nearestErrors(text) : [];
  ports.stdout.write(
    isJson
      ? whyJson(answers, { nearest, results })
      : answers.length > 0
        ? await answersText(answers, results, { options, ports })
        : unknownText(nearest),
  );
  return answers.length > 0 ? 0 : 1;
}

async function givenText({ paths }: Options, { stdin }: Ports): Promise<string> {
  const isFromStdin = paths.length === 0 ? !stdin.isTTY : paths.length === 1 && paths[0] === '-';
  const text = isFromStdin ? await stdin.read() : paths.join(' ');
  if (text.trim() !== '') return text;
  throw new UsageError(
    'Give the error text: `eblint why "TEXT"`, or pipe the output of `eb deploy` or a log into it.',
  );
}

/** What the rules that predict the errors report of a project. */
function findingsOf(
  answers: readonly Answer[],
  project: Project,
  excerpts: { withExcerpts: boolean },
): readonly LintResult[] {
  const rules = new Set(answers.flatMap(({ error }) => error.rules ?? []));
  if (rules.size === 0) return [];
  const { diagnostics } = lintModel(project);
  return toLintResults(
    diagnostics.filter(({ ruleId }) => rules.has(ruleId)),
    excerpts,
  );
}

/** As wide as the report of a run. */
const WIDTH = 80;

async function answersText(
  answers: readonly Answer[],
  results: readonly LintResult[],
  { options, ports }: { options: Options; ports: Ports },
): Promise<string> {
  const color = wantsColor({ flag: options.color, env: ports.env, isTTY: () => ports.stdout.isTTY });
  const layout: WhyLayout = { cwd: ports.cwd, color, width: ports.stdout.columns ?? WIDTH };
  const frames = await framesOf(results, {
    ...layout,
    hyperlinks: false,
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
  });
  const found = frames === '' ? '' : `\nIn this project, these rules report:\n\n${frames}`;
  return answers.map((answer) => answerText(answer, layout)).join('\n') + found;
}

function unknownText(nearest: ReturnType<typeof nearestErrors>): string {
  if (nearest.length === 0) return 'This text is unknown to eblint.\n';
  const near = nearest.flatMap(({ texts, remedy }) => [
    '',
    `  ${texts[0]}`,
    ...wrap(remedy, WIDTH - 4, ({ length }) => length).map((line) => `    ${line}`),
  ]);
  return `This text is unknown to eblint. The nearest that it knows:\n${near.join('\n')}\n`;
}
