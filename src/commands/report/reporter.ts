import { resolve } from 'node:path';
import { colorEnvironment, wantsColor } from '../../cli/color.js';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { paintDiff } from '../../fix/paint-diff.js';
import { patchForLog } from '../../fix/patch-for-log.js';
import { WriteError } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { type Wanted, wantedBy } from '../../report/formats.js';
import type { Formatter } from '../../report/formatter.js';
import { type LintMessage, type LintResult, withoutWarnings } from '../../report/lint-result/lint-result.js';
import { counted, totalsOf } from '../../report/text/counted.js';
import { visible, withoutControls } from '../../report/text/one-line.js';
import { lazily } from '../../util/memo.js';
import { wantedByMain } from '../checking/check-project.js';
import { timingText } from '../checking/timing.js';
import type { Outcome } from '../outcome.js';
import { silenceText } from '../silence-text.js';
import { contextOf } from './context.js';
import { findFormatter } from './find-formatter.js';
import { fixLines } from './fix-lines.js';
import { tooManyText, warningsOver } from './verdict.js';

/**
 * What writes the reports of a run, and tells whether all of them could be written. It is made before the run, so that a
 * format that does not exist costs no time.
 * @throws UsageError for a format that does not exist, FormatterError for one that does not work
 */
export async function reporterOf(
  options: Options,
  ports: Ports,
): Promise<(outcome: Outcome) => Promise<boolean>> {
  const color = lazily(() => colorOf(options, ports));
  const colorOfFiles = wantsColor({ flag: options.color, env: ports.env, isTTY: () => false });
  const outputs = await outputsOf(options, ports, color);
  return async (outcome) => {
    const shown = options.quiet ? outcome.results.map(withoutWarnings) : outcome.results;
    const failures: string[] = [];
    const print = (text: string, file: string | undefined): void => {
      const failure = failureOf(() => {
        printTo(file, text, ports);
      });
      if (failure !== undefined) failures.push(failure);
    };
    // The diff of a dry run is intended for `git apply`: nothing else goes with it.
    if (options.fix === 'print') print(patch(outcome.diff, options, ports, color), options.outputFile);
    else
      for (const [index, { wants, file, formatter }] of outputs.entries()) {
        const results = outputs.length === 1 ? [...shown] : shown.map((result) => withOnly(wants, result));
        const goal = { file, color: index === 0 ? color : () => colorOfFiles };
        print(await formatter(results, await contextOf(outcome, goal, options, ports)), file);
      }
    if (options.ci && options.fix !== 'print' && ports.env['GITHUB_ACTIONS'] === 'true') {
      const { reportToGithub } = await import('./github-actions.js');
      const goal = { file: undefined, color: () => false };
      await reportToGithub([...shown], await contextOf(outcome, goal, options, ports), options, ports);
    }
    const lines = [...closingLines(outcome, options, ports), ...failures.map(visible)];
    for (const line of lines) ports.stderr.write(`eblint: ${line}\n`);
    if (options.timing !== undefined) {
      ports.stderr.write(timingText(outcome.timings, options.timing));
    }
    if (options.explainsSilence !== undefined) ports.stderr.write(silenceText(outcome.results, ports.cwd));
    return failures.length === 0;
  };
}

/** A result without what only other formats of the same run show. */
function withOnly(wanted: readonly Wanted[], result: LintResult): LintResult {
  const shown = wanted.includes('source') ? result : without('source', result);
  return {
    ...shown,
    messages: shown.messages
      .map((message) => (wanted.includes('excerpts') ? message : withoutExcerpts(message)))
      .map((message) => (wanted.includes('paths') ? message : without('structuralPath', message))),
  };
}

const withoutExcerpts = (message: LintMessage): LintMessage => ({
  ...without('fixable', without('excerpt', message)),
  ...(message.relatedLocations && {
    relatedLocations: message.relatedLocations.map((related) => without('excerpt', related)),
  }),
});

function without<T extends object>(key: string, whole: T): T {
  const copy = { ...whole };
  Reflect.deleteProperty(copy, key);
  return copy;
}

/** What `--fix` left that more flags would fix, where some was fixed: else the line before says it. */
function leftLines({ results, done }: Outcome, { fix, unsafeFixes }: Options): string[] {
  if (fix !== 'write' || unsafeFixes || done.fixed + done.refused.length === 0) return [];
  const left = results.flatMap(({ messages }) => messages).filter(({ fixable }) => fixable === 'unsafe');
  return left.length === 0
    ? []
    : [`The fix of ${counted(left.length, 'more problem')} needs --unsafe-fixes.`];
}

/** What is printed for a person beside the report. */
function closingLines(outcome: Outcome, options: Options, ports: Ports): string[] {
  const { errors, warnings } = totalsOf(outcome.results);
  const tooMany = warningsOver(outcome.results, options);
  return [
    ...fixLines(options, outcome.done, ports),
    ...leftLines(outcome, options),
    ...(options.fix === 'print' && errors + warnings > 0
      ? [
          `${counted(errors, 'error')} and ${counted(warnings, 'warning')} would remain; run eblint without --fix-dry-run to see them.`,
        ]
      : []),
    ...(tooMany ? [tooManyText(tooMany)] : []),
    ...outcome.refusals.map(visible),
  ];
}

/** A report that cannot be written stops none of the others. */
function failureOf(write: () => void): string | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
}

function printTo(file: string | undefined, text: string, ports: Ports): void {
  if (file !== undefined) ports.writeReport(file, text);
  else if (text !== '') ports.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Decides on color once, for this program and for the libraries that will be loaded. */
function colorOf({ color: flag, outputFile }: Options, { env, stdout, setEnvironment }: Ports): boolean {
  const color = wantsColor({ flag, env, isTTY: () => outputFile === undefined && stdout.isTTY });
  setEnvironment(colorEnvironment(color));
  return color;
}

/**
 * For `git apply`, in a file as it is; for eyes without what would act on their terminal, for a log without what would
 * command a build service.
 * @throws UsageError where that cannot be kept apart
 */
function patch(diff: string, { outputFile }: Options, { stdout }: Ports, color: () => boolean): string {
  if (outputFile !== undefined) return diff;
  const text = patchForLog(stdout.isTTY ? withoutControls(diff) : diff);
  if (text !== undefined) return stdout.isTTY && color() ? paintDiff(text) : text;
  throw new UsageError(
    'The diff contains text that a build service would read as a command. Write it to a file with --output-file.',
  );
}

/** One report of a run. */
interface Output {
  readonly wants: readonly Wanted[];
  /** Undefined for standard output. */
  readonly file: string | undefined;
  readonly formatter: Formatter;
}

/**
 * The reports that a run is asked for, that of `--format` first.
 * @param color decides on color: some packages do while they are loaded
 * @throws UsageError for a format that does not exist and for a file of two reports
 */
async function outputsOf(options: Options, ports: Ports, color: () => boolean): Promise<Output[]> {
  const wanted = [{ format: options.format, file: options.outputFile }, ...options.outputs];
  const files = new Set<string>();
  const outputs: Output[] = [];
  for (const [index, { format, file }] of wanted.entries()) {
    if (file !== undefined) {
      const path = resolve(ports.cwd, file);
      if (files.has(path)) throw new UsageError(`Two reports would be written to ${file}.`);
      files.add(path);
    }
    if (index === 0 && options.statistics) {
      const { statisticsIn } = await import('./statistics.js');
      outputs.push({ wants: wantedByMain(options), file, formatter: statisticsIn(options) });
      continue;
    }
    const formatter = await findFormatter({ ...options, format }, ports, color);
    outputs.push({ wants: wantedBy(format), file, formatter });
  }
  return outputs;
}
