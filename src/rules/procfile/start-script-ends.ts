import { isBuildTool } from '../../knowledge/instance/build-tools.js';
import { detachmentOf } from '../../knowledge/instance/detaching.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { lastRunBy, readStartScript } from '../../model/entry/start-script.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project, ProjectFile } from '../../model/project.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import type { Guard } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';
import type { Finding, Rule } from '../rule.js';
import { moveToContainerCommands } from '../support/container-commands.js';
import { OF_NODE } from '../support/lost-words.js';

export const startScriptEnds: Rule = {
  meta: {
    summary: 'The command that starts the application, or another process, ends instead of going on',
    why: 'The platform starts the process web of the Procfile, and without a Procfile the Node.js platform runs npm start. If that only builds or tests something, or detaches from its shell, it ends, the platform starts it again and again, and requests end in 502 Bad Gateway. It also starts every other process again and again that ends, such as a migration of the database.',
    consequence: 'traffic-breaks',
    references: [
      'guide:nodejs-platform-dependencies',
      'guide:nodejs-configuration-procfile',
      'guide:platforms-linux-extend.build-proc',
    ],
    needsPlatform: true,
    claimsAbsence: OF_NODE,
    yieldsTo: ['procfile/release-process'],
  },
  *check(project) {
    const { files } = deployedFiles(project);
    for (const entry of procfile(project)?.entries ?? []) yield* endOf(entry, files, project);
    if (platform(project).language !== 'node' || files.some(({ name }) => name === 'Procfile')) return;
    const start = readStartScript(files);
    const { program, args = [] } = start?.last ?? {};
    if (!start || !program) return;
    const detachment = detachmentOf(program.text, args);
    if (detachment)
      yield {
        at: start.node.place,
        message: `npm start ends at once, because ${program.text} runs in the background`,
        help: detachment.help,
      };
    else if (ends(program, args))
      yield {
        at: start.node.place,
        message: `npm start ends with ${program.text}, which serves no requests`,
        help: 'Start the server in `start`, such as `node server.js`, and move this command to `prestart`.',
      };
  },
};

/** The last command of a process does one thing and ends; what comes before it has ended. */
function* endOf(
  { name: { value: name, place: at }, command: { text }, commands }: ProcfileEntry,
  files: readonly ProjectFile[],
  project: Project,
): Generator<Finding> {
  const command = commands.at(-1);
  // Something else may serve: in the background, after `||`, or in another branch.
  if (!command || commands.some(({ isInBackground, guards }) => isInBackground || guards.some(isElse)))
    return;
  const { program, args = [] } = lastRunBy(command, files) ?? {};
  if (!program || !ends(program, args)) return;
  yield name === 'web'
    ? {
        at: command.place,
        message: `Process "web" ends with ${program.text}, which serves no requests`,
        help: `Start the server in \`web\`. ${moveToContainerCommands('build', text, project, false)}`,
      }
    : {
        at,
        message: `Process "${name}" ends with ${program.text}, and is started again and again`,
        help: moveToContainerCommands(name.toLowerCase(), text, project),
        warnsBecause: 'undocumented',
      };
}

const isElse = ({ kind, expected }: Guard): boolean => kind !== 'test' || expected !== true;

const ends = ({ text }: Word, args: readonly Word[]): boolean =>
  isBuildTool(
    text,
    args.map((arg) => arg.text),
  );
