import type { Options } from '../cli/parse-flags.js';
import { readProjectFiles } from '../discover/read-project.js';
import type { ListedSuppression } from '../lint/diagnostic.js';
import { listSuppressions } from '../lint/suppressions.js';
import { readProject } from '../model/project.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { counted } from '../report/text/counted.js';
import { oneLine, visible } from '../report/text/one-line.js';
import { positionsOf } from '../source/index.js';
import { groupBy } from '../util/group-by.js';
import { relativePath } from '../util/relative-path.js';
import { widest } from '../util/widest.js';
import type { LineChange } from '../ports/repository.js';
import { asksJson, commandJson } from './json-output.js';
import { configuredProjects } from './configuration/configured-projects.js';
import { findInput } from './input/input.js';
import { agesOf, type Age } from './report-suppressions/ages.js';

/** A suppression as JSON has it. */
interface Entry {
  readonly filePath: string;
  readonly line: number;
  readonly column: number;
  readonly ruleId: string;
  readonly scope: ListedSuppression['scope'];
  readonly reason: string;
  readonly until: string | null;
  readonly isExpired: boolean;
  /** Whether its line is in HEAD as it is; null where that is not known. */
  readonly isCommitted: boolean | null;
  /** The commit that last changed its line; null where there is none, or it is not known. */
  readonly lastChange: LineChange | null;
}

/** `eblint --report-suppressions [PATH]` lists the suppression comments of projects with their reasons and their age. */
export async function reportSuppressions(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const input = await findInput(options, ports);
  const projects = await configuredProjects(input, options, ports);
  const listed = new Map(
    projects.map(({ root, options: own }) => [
      root,
      listSuppressions(readProject(readProjectFiles(root, input.files), own), own.today),
    ]),
  );
  const suppressions = [...listed.values()].flat();
  const places = new Map([...listed].map(([root, own]) => [root, own.map(({ at }) => at)]));
  const ages = await agesOf(places, input, ports);
  for (const problem of ages.problems)
    ports.stderr.write(`eblint: The age of suppressions is unknown: ${visible(problem)}.\n`);
  const entries = suppressions.map((suppression) => entryOf(suppression, ages.of.get(suppression.at)));
  ports.stdout.write(isJson ? commandJson({ suppressions: entries }) : textOf(entries, ports.cwd));
  return 0;
}

function entryOf({ ruleId, at, scope, reason, until, isExpired }: ListedSuppression, age: Age): Entry {
  const { line, column } = positionsOf(at).start;
  const what = {
    filePath: at.file.path,
    line,
    column,
    ruleId,
    scope,
    reason,
    until: until ?? null,
    isExpired,
  };
  if (age === undefined) return { ...what, isCommitted: null, lastChange: null };
  if (age === 'not committed') return { ...what, isCommitted: false, lastChange: null };
  return { ...what, isCommitted: true, lastChange: age };
}

function textOf(entries: readonly Entry[], cwd: string): string {
  if (entries.length === 0) return 'There are no suppression comments.\n';
  const knowsAges = entries.some(({ isCommitted }) => isCommitted !== null);
  const columns: ((entry: Entry) => string)[] = [
    placeOf,
    ({ ruleId }) => oneLine(ruleId),
    ...(knowsAges ? [ageOf] : []),
  ];
  const files = [...groupBy(entries, ({ filePath }) => [filePath])].map(([path, own]) => {
    const widths = columns.map((textIn) => widest(own.map(textIn)));
    const lines = own.map((entry) => {
      const cells = columns.map((textIn, index) => textIn(entry).padEnd(widths[index] ?? 0));
      return `  ${[...cells, reasonOf(entry)].join('  ')}\n`;
    });
    return `${visible(relativePath(cwd, path))}\n${lines.join('')}`;
  });
  return `${files.join('\n')}\n${counted(entries.length, 'suppression')} in ${counted(files.length, 'file')}\n`;
}

const placeOf = ({ line, column }: Entry): string => `${line}:${column}`;

function ageOf({ isCommitted, lastChange }: Entry): string {
  if (lastChange) return `since ${lastChange.date}${lastChange.isOrEarlier ? ' or earlier' : ''}`;
  return isCommitted === false ? 'not committed' : 'age unknown';
}

function reasonOf({ reason, scope, until, isExpired }: Entry): string {
  const notes = [
    ...(scope === 'file' ? ['whole file'] : []),
    ...(until === null ? [] : [`${isExpired ? 'expired on' : 'until'} ${until}`]),
  ];
  return oneLine(`${reason || 'no reason'}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`);
}
