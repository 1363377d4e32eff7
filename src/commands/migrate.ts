import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { readProjectFiles } from '../discover/read-project.js';
import { isMigration, type MigrationPlan, planOf } from '../explore/migrate/plan.js';
import { planJson, type PlanLayout, planMarkdown, planText } from '../explore/migrate/plan-text.js';
import { patchForLog } from '../fix/patch-for-log.js';
import { addressOf } from '../knowledge/pages.js';
import { GENERATION_NAMES } from '../knowledge/platform/platforms.js';
import type { LintOptions } from '../lint/lint-options.js';
import { ALL_RULES } from '../lint/lint-project.js';
import { type ProjectFiles, readProject } from '../model/project.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { markdownCode } from '../report/text/markdown.js';
import { visible, withoutControls } from '../report/text/one-line.js';
import type { NamedRule } from '../rules/rule.js';
import { relativePath } from '../util/paths.js';
import { commandJson, formatOf, layoutOf } from './command-output.js';
import type { ConfiguredProject } from './configuration/configured-projects.js';
import { fixFiles, type FixMode, writablePlaces } from './fix.js';
import { projectsAt } from './projects-here.js';
import { fixLines } from './report/fix-lines.js';

/**
 * `eblint migrate [PATH]` prints what has to change in projects for Amazon Linux 2023; with `--write` it changes what is
 * certain. 0: nothing remains to be changed; 1: something does.
 * @throws UsageError for a format that plans do not have, and where there is no project
 */
export async function migrate(options: Options, ports: Ports): Promise<ExitCode> {
  const format = formatOf(options, ['markdown', 'json']);
  const projects = await projectsAt(options, ports);
  const mode = options.dryRun ? 'print' : options.write ? 'write' : undefined;
  if (mode) return change(projects, mode, options, ports);
  const plans = projects.map((configured) => {
    const { root } = configured;
    const settings = { ...settingsOf(configured, options), ...writablePlaces(root, ports) };
    return {
      root,
      plan: planOf(readProject(readProjectFiles(root, ports.files, settings), settings), settings),
    };
  });
  const layout = planLayout(options, ports);
  ports.stdout.write(
    format === 'json'
      ? plansJson(plans, layout)
      : plansText(plans, format === 'markdown' ? planMarkdown : planText, { options, layout }),
  );
  return plans.every(({ plan }) => isEmpty(plan)) ? 0 : 1;
}

const plansJson = (plans: readonly { root: string; plan: MigrationPlan }[], layout: PlanLayout): string =>
  commandJson({ projects: plans.map(({ root, plan }) => ({ root, ...planJson(plan, layout) })) });

/** Of a configuration only the platform: what has to change has to change, whatever rules are off. */
const settingsOf = ({ options: { platform } }: ConfiguredProject, { to }: Options): LintOptions => ({
  platform,
  generation: to,
  severities: DEPRECATED,
});

/** What still works there, but not on the platform after it, is a part of a plan. */
const DEPRECATED = new Map([['platform/deprecated-service', 'warning']] as const);

const isEmpty = ({ applied, decisions, byHand }: MigrationPlan): boolean =>
  applied.length + decisions.length + byHand.length === 0;

function plansText(
  plans: readonly { root: string; plan: MigrationPlan }[],
  write: (plan: MigrationPlan, layout: PlanLayout) => string,
  { options, layout }: { options: Options; layout: PlanLayout },
): string {
  const goal = GENERATION_NAMES[options.to];
  const texts = plans.map(({ root, plan }) => {
    const folder = visible(relativePath(layout.cwd, root)) || '.';
    const name = write === planMarkdown ? markdownCode(folder) : folder;
    const parts = write(plan, layout);
    return isEmpty(plan)
      ? `${name}: nothing to change for ${goal}, as far as eblint knows.\n${parts === '' ? '' : `\n${parts}`}`
      : `${plans.length > 1 ? `${name}: to ${goal}` : `To ${goal}`}\n\n${parts}`;
  });
  return texts.join('\n');
}

function planLayout(options: Options, ports: Ports): PlanLayout {
  const rulesById = new Map<string, NamedRule>(ALL_RULES.map((rule) => [rule.id, rule]));
  return {
    ...layoutOf(options, ports),
    sourcesOf: ({ ruleId }) => rulesById.get(ruleId)?.meta.references.map(addressOf) ?? [],
  };
}

/** Changes the files, or prints the changes as one diff. */
function change(
  projects: readonly ConfiguredProject[],
  mode: FixMode,
  options: Options,
  ports: Ports,
): ExitCode {
  const outcomes = projects.map((configured) => {
    const settings = {
      ...settingsOf(configured, options),
      unsafe: options.unsafeFixes,
      migrates: true,
      fixes: isMigration,
    };
    return fixFiles(filesOf(configured.root, ports), mode, settings, ports);
  });
  if (mode === 'print') ports.stdout.write(diffText(outcomes.map(({ diff }) => diff).join(''), ports));
  const done = {
    fixed: outcomes.reduce((sum, outcome) => sum + outcome.done.fixed, 0),
    paths: outcomes.flatMap((outcome) => outcome.done.paths),
    refused: outcomes.flatMap((outcome) => outcome.done.refused),
  };
  for (const line of fixLines({ ...options, fix: mode }, done, ports))
    ports.stderr.write(`eblint: ${line}\n`);
  const refusals = outcomes.flatMap((outcome) => outcome.refusals);
  for (const refusal of refusals) ports.stderr.write(`eblint: ${visible(refusal)}\n`);
  if (refusals.length > 0) return 2;
  const remaining = outcomes.flatMap(({ report }) =>
    report.diagnostics.filter(({ ruleId }) => isMigration(ruleId)),
  );
  return remaining.length > 0 ? 1 : 0;
}

const filesOf = (root: string, ports: Ports): ProjectFiles => readProjectFiles(root, ports.files);

/** @throws UsageError where the diff would command a build service */
function diffText(diff: string, { stdout }: Ports): string {
  const text = patchForLog(stdout.isTTY ? withoutControls(diff) : diff);
  if (text !== undefined) return text;
  throw new UsageError('The diff contains text that a build service would read as a command.');
}
