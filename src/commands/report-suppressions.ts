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
import { asksJson, commandJson } from './json-output.js';
import { configuredProjects } from './configuration/configured-projects.js';
import { findInput } from './input/input.js';

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
}

/** `eblint --report-suppressions [PATH]` lists the suppression comments of projects with their reasons. */
export async function reportSuppressions(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const input = await findInput(options, ports);
  const projects = await configuredProjects(input, options, ports);
  const entries = projects.flatMap(({ root, options: own }) =>
    listSuppressions(readProject(readProjectFiles(root, input.files), own), own.today).map(entryOf),
  );
  ports.stdout.write(isJson ? commandJson({ suppressions: entries }) : textOf(entries, ports.cwd));
  return 0;
}

function entryOf({ ruleId, at, scope, reason, until, isExpired }: ListedSuppression): Entry {
  const { line, column } = positionsOf(at).start;
  return { filePath: at.file.path, line, column, ruleId, scope, reason, until: until ?? null, isExpired };
}

function textOf(entries: readonly Entry[], cwd: string): string {
  if (entries.length === 0) return 'There are no suppression comments.\n';
  const files = [...groupBy(entries, ({ filePath }) => [filePath])].map(([path, own]) => {
    const width = { place: widest(own.map(placeOf)), rule: widest(own.map(({ ruleId }) => oneLine(ruleId))) };
    const lines = own.map(
      (entry) =>
        `  ${placeOf(entry).padEnd(width.place)}  ${oneLine(entry.ruleId).padEnd(width.rule)}  ${reasonOf(entry)}\n`,
    );
    return `${visible(relativePath(cwd, path))}\n${lines.join('')}`;
  });
  return `${files.join('\n')}\n${counted(entries.length, 'suppression')} in ${counted(files.length, 'file')}\n`;
}

const placeOf = ({ line, column }: Entry): string => `${line}:${column}`;

function reasonOf({ reason, scope, until, isExpired }: Entry): string {
  const notes = [
    ...(scope === 'file' ? ['whole file'] : []),
    ...(until === null ? [] : [`${isExpired ? 'expired on' : 'until'} ${until}`]),
  ];
  return oneLine(`${reason || 'no reason'}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`);
}
