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
import { asksJson, commandJson } from './json-output.js';
import { projectsHere } from './projects-here.js';
import { matchErrors, type ErrorMatch } from './why/match-errors.js';
import { placesInProject, type NamedPlace } from './why/places-in-project.js';
import { KNOWN_ERRORS, type KnownError, STAGES } from '../knowledge/deployment-errors/index.js';
import { secretsIn } from '../knowledge/secrets/secret-text.js';
import { positionsOf } from '../source/index.js';
import { painter } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { relativePath } from '../util/paths.js';
import { shorten } from '../util/text.js';
import { MAX_SHOWN_LINE_CHARACTERS } from '../knowledge/limits.js';

/** How an answer is written. */
interface WhyLayout {
  readonly cwd: string;
  readonly color: boolean;
  readonly width: number;
}

/** What `eblint why` prints of one known error. */
function answerText({ error, line, places }: Answer, layout: WhyLayout): string {
  const paint = painter(layout.color);
  const title = wrap(shownLine(line, error), layout.width, ({ length }) => length);
  return [
    ...title.map((part) => paint('bold', part)),
    ...row('when', STAGES[error.stage], layout),
    ...row('cause', error.cause, layout),
    ...row('fix', error.remedy, layout),
    ...row('rules', (error.rules ?? []).join(', '), layout),
    `${label('source')}${error.source}`,
    ...places.flatMap(({ at, note }) => {
      const { line: number, column } = positionsOf(at).start;
      const path = visible(relativePath(layout.cwd, at.file.path));
      return row('here', `${path}:${number}:${column} (${note})`, layout);
    }),
    '',
  ].join('\n');
}

/** Columns of the names of rows. */
const INDENT = 10;

const label = (name: string): string => `  ${name}`.padEnd(INDENT);

function row(name: string, text: string, { width }: WhyLayout): string[] {
  const lines = wrap(text, width - INDENT, ({ length }) => length);
  return text === '' ? [] : lines.map((line, index) => label(index === 0 ? name : '') + line);
}

/** The line as it was given; where it may show a secret, only the text that is known. */
const shownLine = (line: string, { texts }: KnownError): string =>
  secretsIn(line).length > 0 ? texts[0] : visible(shorten(line, MAX_SHOWN_LINE_CHARACTERS));

/** What `eblint why --format json` prints. */
const whyJson = (
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
    projectRoots: [],
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

/** Words that many errors have in common. */
const MIN_WORD = 4;

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[a-z][a-z0-9_-]+/g) ?? []).filter((word) => word.length >= MIN_WORD));

/** In how many known errors each word is: a rare one says more. */
const FREQUENCY = new Map<string, number>();
const WORDS = KNOWN_ERRORS.map((error) => {
  const words = wordsOf(error.texts.join(' '));
  for (const word of words) FREQUENCY.set(word, (FREQUENCY.get(word) ?? 0) + 1);
  return { error, words };
});

/** The known errors that share most with a text, best first; those that share nothing are left out. */
export function nearestErrors(text: string, count = 3): KnownError[] {
  const given = wordsOf(text);
  return WORDS.map(({ error, words }) => ({ error, score: scoreOf(words, given) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ error }) => error);
}

const scoreOf = (words: ReadonlySet<string>, given: ReadonlySet<string>): number => {
  const shared = [...words].filter((word) => given.has(word));
  return shared.reduce((sum, word) => sum + 1 / (FREQUENCY.get(word) ?? 1), 0) / Math.sqrt(words.size);
};

/** A known error that was found in a text, and where a project has what it names. */
interface Answer extends ErrorMatch {
  readonly places: readonly NamedPlace[];
}
