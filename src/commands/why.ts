import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { type ErrorMatch, matchErrors } from '../explore/why/match-errors.js';
import { type NamedPlace, placesInProject } from '../explore/why/places-in-project.js';
import { mostExact, type TiedPlace, tiedPlaces } from '../explore/why/tied-places.js';
import { type Stage, STAGES } from '../knowledge/deployment-errors/index.js';
import type { HookFolder } from '../knowledge/instance/deployment-order.js';
import { addressOf } from '../knowledge/pages.js';
import { secretsInUnparsed } from '../knowledge/secrets/unparsed-text.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { ALL_RULES, lintModel } from '../lint/lint-project.js';
import type { Project } from '../model/project.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { framesOf } from '../report/frames.js';
import type { LintResult } from '../report/lint-result/lint-result.js';
import { toRulesMeta } from '../report/lint-result/rules-meta.js';
import { toLintResults } from '../report/lint-result/to-lint-results.js';
import { painter } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { wrap } from '../report/text/wrap.js';
import { type Place, positionsOf } from '../source/index.js';
import { lookUp } from '../util/collections.js';
import { relativePath } from '../util/paths.js';
import { docsUrl } from '../web-addresses.js';
import { asksJson, commandJson, layoutOf } from './command-output.js';
import { projectsHere } from './projects-here.js';

/** A log may have long lines: what is far from the text that is known says little. */
const MAX_SHOWN_LINE_CHARACTERS = 300;

/** How an answer is written. */
interface WhyLayout {
  readonly cwd: string;
  readonly color: boolean;
  readonly width: number;
}

/** What `eblint why` prints of one known error. */
function answerText(answer: Answer, note: string, layout: WhyLayout): string {
  const { error, places } = answer;
  const { rules = [] } = error;
  const paint = painter(layout.color);
  const title = wrap(shownLine(answer), layout.width, ({ length }) => length);
  return [
    ...title.map((part) => paint('bold', part)),
    ...places.flatMap(({ at, note }) => {
      const { line: number, column } = positionsOf(at).start;
      const path = visible(relativePath(layout.cwd, at.file.path));
      return row('here', `${path}:${number}:${column} (${note})`, layout);
    }),
    ...row('when', STAGES[stageOf(answer)], layout),
    ...row('cause', error.cause, layout),
    ...row('fix', error.remedy, layout),
    ...row('rules', rules.length === 0 ? '' : rules.join(', ') + note, layout),
    `${label('source')}${addressOf(error.source)}`,
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

/** How much of a long line is shown before the text that is known. */
const LEAD = 40;

/**
 * The line as it was given: of a long one the part with the text that is known, and what comes after it, which names files.
 * Where the line may show a secret, only the text that is known.
 */
function shownLine({ line, span, error: { texts } }: ErrorMatch): string {
  if (secretsInUnparsed(line).length > 0) return texts[0];
  if (line.length <= MAX_SHOWN_LINE_CHARACTERS) return visible(line);
  const start = Math.max(0, Math.min(span.start - LEAD, line.length - MAX_SHOWN_LINE_CHARACTERS));
  const end = Math.max(span.end, start + MAX_SHOWN_LINE_CHARACTERS);
  return visible(`${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`);
}

/** When hooks run, by the name of their folder. */
const HOOK_STAGES: Readonly<Record<HookFolder, Stage>> = {
  prebuild: 'build',
  predeploy: 'container',
  postdeploy: 'start',
};

/** When a text is printed: that of a hook depends on the folder of the hook. */
function stageOf({ error, line }: ErrorMatch): Stage {
  const [, folder = ''] = /\.platform\/(?:config)?hooks\/(\w+)\//.exec(line) ?? [];
  return lookUp(HOOK_STAGES, folder) ?? error.stage;
}

/** What `eblint why --format json` prints. */
const whyJson = (answers: readonly Answer[], results: readonly LintResult[]): string =>
  commandJson({
    matches: answers.map((answer) => {
      const { error, line, held, places } = answer;
      const { texts, cause, remedy, rules = [], source } = error;
      return {
        line: shownLine(answer),
        ...{ texts, stage: STAGES[stageOf(answer)], cause, remedy, rules, source: addressOf(source) },
        names: secretsInUnparsed(line).length > 0 ? [] : held,
        places: places.map(({ at, note }) => ({ filePath: at.file.path, ...positionsOf(at).start, note })),
      };
    }),
    results,
  });

/**
 * `eblint why TEXT` explains error texts of deployments, with their places in the project of the working directory.
 * 0: a text is known, or names a place where something is reported; 1: neither.
 * @throws UsageError where no text is given
 */
export async function why(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const text = await givenText(options, ports);
  const matches = matchErrors(text);
  const projects = await projectsHere(options, ports);
  const answers = matches.map((match) => ({
    ...match,
    places: projects.flatMap((project) => placesInProject(match, project)),
  }));
  const results = projects.flatMap((project) =>
    findingsOf(text, matches, project, { withExcerpts: !isJson }),
  );
  const isExplained = answers.length > 0 || results.length > 0;
  ports.stdout.write(
    isJson
      ? whyJson(answers, results)
      : isExplained
        ? await answersText(answers, results, { options, ports, hasProject: projects.length > 0 })
        : UNKNOWN,
  );
  return isExplained ? 0 : 1;
}

async function givenText({ paths }: Options, { stdin }: Ports): Promise<string> {
  const isFromStdin = paths.length === 0 ? !stdin.isTTY : paths.length === 1 && paths[0] === '-';
  const text = isFromStdin ? await stdin.read() : paths.join(' ');
  if (text.trim() !== '') return messagesIn(text);
  throw new UsageError(
    'Give the error text: `eblint why "TEXT"`, or pipe the output of `eb deploy` or a log into it.',
  );
}

/**
 * The messages in the answer of `aws elasticbeanstalk describe-events`, the oldest first, a line for each; any other text as
 * it is.
 */
function messagesIn(text: string): string {
  if (!/^\s*\{\s*"Events"/.test(text)) return text;
  try {
    const { Events } = JSON.parse(text) as { Events: unknown };
    return Array.isArray(Events) ? Events.flatMap(messageOf).reverse().join('\n') : text;
  } catch {
    return text;
  }
}

const messageOf = (event: unknown): string[] =>
  typeof event === 'object' && event !== null && 'Message' in event && typeof event.Message === 'string'
    ? [event.Message]
    : [];

/**
 * What is reported in the places that a text names, whichever rule does; where there is nothing, what the rules report that
 * predict its errors.
 */
function findingsOf(
  text: string,
  matches: readonly ErrorMatch[],
  project: Project,
  excerpts: { withExcerpts: boolean },
): readonly LintResult[] {
  const { diagnostics } = lintModel(project);
  const rules = new Set(matches.flatMap(({ error }) => error.rules ?? []));
  const isPredicted = ({ ruleId }: Diagnostic): boolean => rules.has(ruleId);
  const places = tiedPlaces(text, project);
  const inside = ({ within }: TiedPlace): readonly Diagnostic[] =>
    diagnostics.filter(({ at }) => isWithin(at, within));
  const named = [...new Set(mostExact(places, (place) => inside(place).length > 0).flatMap(inside))];
  const found = named.length > 0 ? named : diagnostics.filter(isPredicted);
  return [found.filter(isPredicted), found.filter((diagnostic) => !isPredicted(diagnostic))].flatMap((part) =>
    toLintResults(part, excerpts),
  );
}

const isWithin = ({ file, span }: Place, within: Place): boolean =>
  file === within.file && within.span.start <= span.start && span.start <= within.span.end;

async function answersText(
  answers: readonly Answer[],
  results: readonly LintResult[],
  { options, ports, hasProject }: { options: Options; ports: Ports; hasProject: boolean },
): Promise<string> {
  const layout = layoutOf(options, ports);
  const frames = await framesOf(results, {
    ...layout,
    hyperlinks: false,
    projectRoots: [],
    rulesMeta: toRulesMeta(ALL_RULES, docsUrl),
  });
  const found = frames === '' ? '' : `In this project, these rules report:\n\n${frames}\n`;
  const note = hasProject && results.length === 0 ? ' (eblint reports nothing here)' : '';
  return found + answers.map((answer) => answerText(answer, note, layout)).join('\n');
}

const UNKNOWN = `This text is unknown to eblint. Try the lines before it: the first error of a
deployment says most.
`;

/** A known error that was found in a text, and where a project has what it names. */
interface Answer extends ErrorMatch {
  readonly places: readonly NamedPlace[];
}
