import { mayRunLong } from '../../knowledge/instance/long-running.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isPackageManager } from '../../model/entry/package-script.js';
import { lastRunBy, readStartScript } from '../../model/entry/start-script.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { runsLong } from '../../model/execution/runs-long.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { servers } from '../../model/servers/servers.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { EachRule } from '../rule.js';

export const foregroundProcess: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command starts a program that never ends, and the deployment waits for it',
    why: 'The instance waits until each command has ended. A server, a worker or "tail -f" in the foreground holds the deployment until its time limit, and then it fails ("command timeouts. Try increasing the timeout period").',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'guide:customize-containers-ec2#linux-container-commands',
      'https://github.com/IvanAnishchuk/aws-cfn-bootstrap/blob/master/cfnbootstrap/util.py',
    ],
  },
  each: scripts,
  *check(script, project) {
    if (script.stage === undefined || !mayRunLong(script.text)) return;
    const process = invocationsOf(script.script).find(
      (invocation) =>
        isInForeground(invocation) && (runsLong(invocation) || runsApplication(invocation, project)),
    );
    if (
      !process?.program ||
      (isPackageManager(process.program.text) && !startsLong(deployedFiles(project).files))
    )
      return;
    yield {
      at: process.program.place,
      message: `${describeScript(script)} waits for ${process.program.text}, which does not end`,
      help: startedBy(process.program.text, project) ?? HELP,
      ...(script.origin !== 'command' && { warnsBecause: 'milder' as const }),
    };
  },
};

const HELP =
  'Start it in the `Procfile`, or write a unit to `/etc/systemd/system` with `files` and restart it in a hook in `.platform/hooks/postdeploy`.';

/** A server that a process starts already would find its port taken. */
function startedBy(program: string, project: Project): string | undefined {
  const server =
    program === 'node' ? undefined : servers(project).find((each) => each.program.id === program);
  return server && `Delete it: process "${server.name.value}" starts ${program}.`;
}

/** What `npm start` does, the project says. */
function startsLong(files: Project['files']['files']): boolean {
  const last = readStartScript(files)?.last;
  if (!last?.program) return false;
  return /^(?:node|nodemon|ts-node)$/.test(last.program.text) || runsLong(last);
}

/** Whether `node FILE` runs the file that starts the application, and with the same arguments: with others it may end. */
function runsApplication(invocation: Invocation, project: Project): boolean {
  const own = fileRunBy(invocation);
  if (own === undefined || invocation.scope.assignments.some(({ name }) => !HARMLESS.has(name.value)))
    return false;
  const web = procfile(project)
    ?.entries.find(({ name }) => name.value === 'web')
    ?.commands.at(-1);
  const starts = [
    readStartScript(deployedFiles(project).files)?.last,
    web && lastRunBy(web, deployedFiles(project).files),
  ];
  return starts.some((start) => start && fileRunBy(start) === own);
}

/** Variables that do not choose what an application does. */
const HARMLESS: ReadonlySet<string> = new Set(['NODE_ENV', 'PORT']);

/** The file and its arguments. */
const fileRunBy = ({ program, args: [file, ...others] }: Invocation): string | undefined =>
  program?.text === 'node' && file?.expansions.length === 0
    ? [
        file.text.replace(/^(?:\.\/|\/var\/app\/(?:current|staging)\/)/, ''),
        ...others.map(({ text }) => text),
      ].join(' ')
    : undefined;

/** Whether it runs for certain, and nothing ends it. */
const isInForeground = (invocation: Invocation): boolean =>
  !invocation.programs.some(({ text }) => text === 'timeout') &&
  invocation.commands.every(
    ({ isInBackground, functionName, guards, pipe }) =>
      !isInBackground &&
      functionName === undefined &&
      pipe === undefined &&
      guards.every(({ expected }) => expected),
  ) &&
  invocation.commands.every(({ branches }) => branches.length === 0);
