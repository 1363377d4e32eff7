import { hookPlace, type ReplacedScript, replacedScript } from '../../../knowledge/platform/retired-hooks.js';
import { controlledJob, retiredTool, systemdAction } from '../../../knowledge/platform/retired-services.js';
import { hasShebang, type InstanceScript, scriptOfLine } from '../../../model/execution/instance-script.js';
import { foldersAbove } from '../../../model/execution/path-overlap.js';
import { type ProgramRun, programRuns } from '../../../model/execution/program-runs.js';
import { runsLong } from '../../../model/execution/runs-long.js';
import { fact } from '../../../model/fact.js';
import { type RetiredHook, retiredHooks } from '../../../model/paths/retired-hooks.js';
import { procfile } from '../../../model/platform/procfile.js';
import type { Project } from '../../../model/project.js';
import { retiredKeysIn } from '../../../model/scripts/config-keys.js';
import { scripts } from '../../../model/scripts/scripts.js';
import { servers } from '../../../model/servers/servers.js';
import type { Word } from '../../../parse/shell/word.js';
import { type Place } from '../../../source/index.js';
import { groupBy } from '../../../util/collections.js';
import { oncePer } from '../../../util/memo.js';
import { baseName } from '../../../util/paths.js';
import { list, splitWords } from '../../../util/text.js';
import type { Finding } from '../../rule.js';
import { entryAt } from '../../support/migration/entry-at.js';
import { moveToBundle } from '../../support/migration/move-to-bundle.js';
import { onlyRestartsProxy } from '../../support/migration/only-restarts-proxy.js';
import {
  inUnit,
  PROCESS_CHOICES,
  processHelp,
  shownCommand,
} from '../../support/migration/process-choices.js';
import { type PlacedEntry, removalFix } from '../../support/migration/remove-entries.js';
import { writtenFile } from '../../support/migration/written-file.js';
import { DOES_SOMETHING, modernized, withoutRetired } from './without-retired.js';

type Answer = Pick<Finding, 'fix' | 'choices' | 'help'>;

/** The fix that turns a hook of Amazon Linux 1 into one of supported platforms, or the answers to choose from. */
export function hookAnswer(hook: RetiredHook, project: Project): Answer {
  const written = writtenFile(hook.place, project);
  const replaced = replacedScript(hook.path);
  if (!written) return replaced ? { help: deletion(replaced) } : {};
  const entries = [written, ...(preparations(project).get(hook.path) ?? [])];
  const script = scriptsByPlace(scripts(project)).get(hook.place);
  if (script && onlyRestartsProxy(script.script))
    return {
      help: 'Delete the hook: Elastic Beanstalk starts the proxy itself.',
      ...removalFix('Delete the hook', 'migration', entries),
    };
  const started =
    script &&
    programRuns(script).filter((run) => STARTS_PROCESS.has(run.program.text) && !restartsApplication(run));
  if (script && started?.[0]) return { ...helpToStart(script, started, project), choices: PROCESS_CHOICES };
  const second = script && processThatRuns(programRuns(script), project);
  if (second)
    return {
      help: `Delete it: process "${second.process}" starts ${second.run}.`,
      ...removalFix('Delete the hook', 'migration', entries),
    };
  if (replaced !== undefined) return replacementAnswer(replaced, hook, entries);
  if (hook.path.startsWith('/opt/elasticbeanstalk/hooks/restartappserver/')) return restartAnswer(entries);
  const place = hookPlace(hook.path, written.text);
  if (!place) return {};
  const lost = script ? retiredKeysIn(script).filter(({ successor }) => successor === undefined) : [];
  if (lost.length > 0)
    return {
      help: `Move it to \`${place.path}\`, without the lines that need ${list(new Set(lost.map(({ key }) => key.text)))} of \`get-config container\`.`,
    };
  const kept = withoutRestarts(written.text);
  if (kept !== written.text && !kept.split('\n').some((line) => DOES_SOMETHING.test(line)))
    return {
      help: 'Delete the hook: Elastic Beanstalk restarts the application itself.',
      ...removalFix('Delete the hook', 'migration', entries),
    };
  const text = withShebang(modernized(kept.replace(/^\s+(?=#!)/, ''), place.path, place.stage));
  const answer: Answer =
    withoutRetired(text, place, project) ??
    moveToBundle({ name: place.path, text, isExecutable: true }, entries, project);
  return kept === written.text || !answer.fix
    ? answer
    : {
        ...answer,
        help: `Move it to \`${place.path}\`, without the restart: Elastic Beanstalk restarts the application itself.`,
      };
}

/** A script without the lines that only restart the application. */
const withoutRestarts = (text: string): string =>
  text
    .split('\n')
    .filter((line) => {
      const [, program, args] = RESTART_LINE.exec(line) ?? [];
      return program === undefined || systemdAction(program, splitWords(args ?? ''))?.service !== 'web';
    })
    .join('\n');

const RESTART_LINE = /^\s*(?:sudo )?(?:\/usr\/local\/bin\/)?(supervisorctl)((?: [\w./:*-]+)+)\s*$/;

/** Elastic Beanstalk does so itself at each deployment. */
const restartsApplication = ({ program, args }: ProgramRun): boolean =>
  systemdAction(
    program.text,
    args.map(({ text }) => text),
  )?.service === 'web';

/** What starts a process that keeps running, or controls one of the project's own. */
const STARTS_PROCESS: ReadonlySet<string> = new Set([
  ...[
    'celery',
    'daphne',
    'gunicorn',
    'hypercorn',
    'initctl',
    'java',
    'node',
    'pm2',
    'puma',
    'sidekiq',
    'start',
  ],
  ...['supervisorctl', 'supervisord', 'unicorn', 'uvicorn', 'uwsgi'],
]);

/** A hook would wait for a program that does not end, and what controls supervisord would not find it. */
function helpToStart(script: InstanceScript, runs: readonly ProgramRun[], project: Project): Answer {
  for (const run of runs) {
    const { program, args } = run;
    const tool = retiredTool(
      program.text,
      args.map(({ text }) => text),
    );
    if (tool?.pip !== undefined) return { help: processHelp(tool.help, project, args.at(-1)?.text) };
    if (!runsLong(run) && !args.some(isOfDaemon)) continue;
    const texts = [program, ...args].map(({ text }) => text);
    const process =
      servers(project).find((each) => each.program.id === program.text)?.name.value ??
      processWith(texts, project);
    return {
      help:
        process === undefined
          ? processHelp(
              `Delete it, and write \`${nameFor(program.text, project)}: ${shownCommand(lineFor(run, script))}\` to the \`Procfile\`.`,
              project,
            )
          : `Delete it: process "${process}" starts ${program.text}.`,
    };
  }
  const run = runs.find(({ program }) => OF_UPSTART.has(program.text));
  return run ? { help: inUnit(jobOf(run) ?? 'NAME') } : {};
}

/** The job that is controlled. What is beside it may be a secret, which no report repeats. */
function jobOf({ program, args }: ProgramRun): string | undefined {
  const texts = args.map(({ text }) => text);
  const { service = '' } = controlledJob(program.text, texts) ?? {};
  return /^[\w.-]+$/.test(service) && service === texts.at(-1) ? service : undefined;
}

/** Upstart is gone, and the commands that start its jobs with it: a hook that ends with one fails. */
const OF_UPSTART: ReadonlySet<string> = new Set(['initctl', 'restart', 'start']);

/** Elastic Beanstalk waits for a process of the Procfile: it must not go into the background. */
const isOfDaemon = ({ text }: Word): boolean => text === '-d' || /^--?daemon(?:ize)?$/.test(text);

/** The command for a Procfile, without what only the script knows: its variables, and the files of a daemon. */
function lineFor({ program, programs, args }: ProgramRun, { text }: InstanceScript): string {
  const isLost = (word: Word | undefined): boolean =>
    word !== undefined && namesOfVariables(word.text).some((name) => text.includes(`${name}=`));
  const kept = args.filter(
    (word, index) =>
      !isLost(word) &&
      !isOfDaemon(word) &&
      !(word.text.startsWith('-') && isLost(args[index + 1])) &&
      !/^(?:-P|--pidfile)$/.test(word.text) &&
      !/^(?:-P|--pidfile)$/.test(args[index - 1]?.text ?? ''),
  );
  const bundler = programs.some((word) => word.text === 'bundle') ? 'bundle exec ' : '';
  return bundler + [program, ...kept].map((word) => word.text).join(' ');
}

const namesOfVariables = (text: string): string[] =>
  [...text.matchAll(/\$\{?(\w+)/g)].flatMap(([, name]) => name ?? []);

/** The process that runs a file of the bundle that the hook runs as well, such as `./server`. */
function processThatRuns(
  runs: readonly ProgramRun[],
  project: Project,
): { run: string; process: string } | undefined {
  for (const { programs } of runs) {
    const run = programs.at(-1)?.text ?? '';
    const own = procfile(project)?.entries.find((entry) =>
      programRuns(scriptOfLine(entry)).some(({ programs: words }) => words.at(-1)?.text === run),
    );
    if (run.startsWith('./') && own) return { run, process: own.name.value };
  }
  return undefined;
}

/** The process whose command has all words of another one that are no flags and no values of flags. */
function processWith([program = '', ...args]: readonly string[], project: Project): string | undefined {
  const isValue = (index: number): boolean => args[index - 1]?.startsWith('-') === true;
  const words = [
    baseName(program),
    ...args.filter((text, index) => /^[a-z]+$/.test(text) && !isValue(index)),
  ];
  return procfile(project)?.entries.find(({ command }) => {
    const own = new Set(splitWords(command.text).map(baseName));
    return words.every((word) => own.has(word));
  })?.name.value;
}

/** A name for a process that no other one has. */
function nameFor(program: string, project: Project): string {
  const name = baseName(program);
  const isTaken = procfile(project)?.entries.some((entry) => entry.name.value === name) === true;
  return isTaken ? `${name}-2` : name;
}

const withShebang = (text: string): string => (hasShebang(text) ? text : `#!/bin/bash\n${text}`);

const deletion = (replaced: ReplacedScript): string => `Delete it: the ${ofPlatform(replaced)}.`;

/** What the platform does today instead of a script that a hook replaced. */
const ofPlatform = ({ step, unless }: ReplacedScript): string =>
  `platform itself ${step}${unless === undefined ? '' : `, unless ${unless}`}`;

const replacementAnswer = (
  replaced: ReplacedScript,
  { path }: RetiredHook,
  entries: readonly PlacedEntry[],
): Answer => ({
  help: deletion(replaced),
  ...removalFix('Delete the hook', 'unsafe', entries),
  choices: [
    {
      action: 'Delete the hook.',
      consequence: `The ${ofPlatform(replaced)}; what the hook did instead is no longer done.`,
      isFix: true,
    },
    {
      action: path.includes('/configdeploy/')
        ? 'Move it to `.platform/confighooks/prebuild` or `.platform/confighooks/predeploy`.'
        : 'Move it to `.platform/hooks/prebuild` or `.platform/hooks/predeploy`.',
      consequence: `It runs in addition: it no longer replaces the step of the platform that ${replaced.step}.`,
    },
  ],
});

const restartAnswer = (entries: readonly PlacedEntry[]): Answer => ({
  ...removalFix('Delete the hook', 'unsafe', entries),
  choices: [
    {
      action: 'Delete the hook.',
      consequence: 'Nothing runs when somebody restarts the application server in the console.',
      isFix: true,
    },
    {
      action: 'Move what it does into the command in the Procfile.',
      consequence: 'It is done at every start of the application, including after a failure.',
    },
  ],
});

/** Programs that prepare a hook and do nothing else. */
const PREPARES: ReadonlySet<string> = new Set(['chmod', 'chown', 'dos2unix', 'echo', 'ls', 'mkdir', 'touch']);

/** The commands that only make the folder of one hook or change its mode, by the path of that hook. */
const preparations = fact('preparations', (project): ReadonlyMap<string, readonly PlacedEntry[]> => {
  const paths = new Set(retiredHooks(project).map(({ path }) => path));
  const hooks = groupBy(paths, (path) => [path, ...foldersAbove(path)]);
  const commands = scripts(project).filter(
    ({ origin, text }) => origin === 'command' && text.includes('/elasticbeanstalk/hooks/'),
  );
  const byHook = groupBy(commands, (script) => {
    const prepared = (preparedPaths(script) ?? []).flatMap((path) => hooks.get(path)?.slice(0, 2) ?? []);
    return new Set(prepared).size === 1 ? prepared : [];
  });
  return new Map(
    [...byHook].map(([hook, scripts]) => [
      hook,
      scripts.flatMap(({ name }) => entryAt(name.place, project) ?? []),
    ]),
  );
});

const scriptsByPlace = oncePer(
  (scripts: readonly InstanceScript[]): ReadonlyMap<Place, InstanceScript> =>
    new Map(scripts.map((script) => [script.name.place, script])),
);

/** The paths that a script prepares; undefined where it does anything else. */
function preparedPaths({ script }: InstanceScript): string[] | undefined {
  if (!script.commands.every(({ words }) => PREPARES.has(words[0]?.text ?? ''))) return undefined;
  const paths = script.commands.flatMap(({ words }) =>
    words.flatMap(({ text }) => (text.startsWith('/') ? [text.replace(/\/(?:\*(?:\.sh)?)?$/, '')] : [])),
  );
  return paths.every((path) => path.startsWith('/opt/elasticbeanstalk/hooks/')) ? paths : undefined;
}
