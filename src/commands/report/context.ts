import { join } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { repositoryRoot } from '../../discover/repository-root.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import { type FileSystem, ReadError } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import type { FormatContext } from '../../report/formatter.js';
import type { LintResult } from '../../report/lint-result/lint-result.js';
import { toRulesMeta } from '../../report/lint-result/rules-meta.js';
import { counted, totalsOf } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { lazily } from '../../util/memo.js';
import { relativePath } from '../../util/paths.js';
import { list } from '../../util/text.js';
import { docsUrl } from '../../web-addresses.js';
import type { Outcome } from '../outcome.js';
import { exitCodeOf, warningsOver } from './verdict.js';

/** Where a report goes. */
interface Goal {
  /** Undefined for standard output. */
  readonly file: string | undefined;
  /** Decides on color, which not every format asks for. */
  readonly color: () => boolean;
}

/** What a format is given beside the results. */
export async function contextOf(
  outcome: Outcome,
  { file, color }: Goal,
  options: Options,
  ports: Ports,
): Promise<FormatContext> {
  const { errors, warnings } = totalsOf(outcome.results);
  const isTerminal = file === undefined && ports.stdout.isTTY;
  const tooMany = warningsOver(outcome.results, options);
  const workspace = lazily(() => ports.env['GITHUB_WORKSPACE'] || repositoryRoot(ports));
  const rulesMeta = lazily(() => toRulesMeta(ALL_RULES, docsUrl));
  return {
    cwd: ports.cwd,
    get workspace() {
      return workspace();
    },
    get color() {
      return color();
    },
    hyperlinks: errors + warnings > 0 && isTerminal && color() && (await ports.supportsHyperlinks()),
    width: isTerminal ? ports.stdout.columns : undefined,
    isTerminal,
    isBuildService: file === undefined && isBuildService(ports.env),
    quiet: options.quiet,
    fixable: fixableIn(outcome.results, options),
    checked: { projects: outcome.projectRoots.length, files: outcome.files },
    projectRoots: outcome.projectRoots,
    notes: await notesOn(outcome, options, ports),
    failures: outcome.refusals,
    exitCode: exitCodeOf(outcome, options),
    rules: ALL_RULES,
    get rulesMeta() {
      return rulesMeta();
    },
    ...(tooMany && { maxWarningsExceeded: tooMany }),
  };
}

/** How many of the findings that are shown are tagged as fixable; none after fixes, of which other lines tell. */
function fixableIn(results: readonly LintResult[], { fix, quiet }: Options): FormatContext['fixable'] {
  const fixable = { safe: 0, unsafe: 0 };
  if (fix !== 'off') return fixable;
  for (const { messages } of results)
    for (const { severity, fixable: safety } of messages)
      if (safety && !(quiet && severity === 1)) fixable[safety]++;
  return fixable;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables: most build services set `CI`. */
export const isBuildService = ({ CI }: Ports['env']): boolean =>
  CI !== undefined && CI !== '' && CI !== 'false';

/** Why less was checked than a reader may think. */
async function notesOn(
  { projectRoots, lackedPlatform, lostFiles, unknownEnvironments: unknown }: Outcome,
  { changed, staged }: Options,
  ports: Ports,
): Promise<string[]> {
  const { cwd } = ports;
  const names = lostFiles.map((path) => visible(relativePath(cwd, path)));
  const more = names.length - MAX_LISTED_NAMES;
  const shown = more > 0 ? [...names.slice(0, MAX_LISTED_NAMES), `${more} more`] : names;
  return [
    ...(projectRoots.length > 0
      ? []
      : changed !== undefined
        ? [`Nothing was checked: no project differs from ${visible(changed)}.`]
        : staged
          ? ['Nothing was checked: git would commit no project.']
          : []),
    ...(names.length > 0
      ? [
          `What seems to be missing was not reported: it may be in a file that cannot be read: ${list(shown)}.`,
        ]
      : []),
    ...(unknown
      ? [
          `What may be set in the environment was not reported as missing: ${visible(unknown.reason)}${unknown.count > 1 ? `, and so in ${unknown.count - 1} more projects` : ''}.`,
        ]
      : []),
    ...(lackedPlatform.size > 0
      ? [
          `The platform${projectRoots.length > 1 ? ' of some projects' : ''} is unknown, so ${counted(lackedPlatform.size, 'rule')} checked less${staged && (await isPlatformIgnored(projectRoots, ports)) ? `: git ignores ${EB_CLI_CONFIG}, which names it` : ''}. Set it with --platform, or run --init.`,
        ]
      : []),
  ];
}

const EB_CLI_CONFIG = '.elasticbeanstalk/config.yml';

/** Whether the file that names the platform of a project is on the disk, but would never be committed: `eb init` lets git ignore it. */
async function isPlatformIgnored(
  roots: readonly string[],
  { cwd, files, openRepository }: Ports,
): Promise<boolean> {
  const { isKnown } = await openRepository(cwd);
  return roots
    .map((root) => join(root, EB_CLI_CONFIG))
    .some((path) => files.kindOf(path) === 'file' && !isKnown(path) && namesPlatform(path, files));
}

function namesPlatform(path: string, files: FileSystem): boolean {
  try {
    return /^[ \t]*default_platform:[ \t]*\S/m.test(files.read(path));
  } catch (error) {
    if (error instanceof ReadError) return false;
    throw error;
  }
}
