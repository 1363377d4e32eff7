import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { fact } from '../../model/fact.js';
import { nginx } from '../../model/nginx/nginx.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { settings } from '../../model/settings/settings.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { EachRule } from '../rule.js';

export const partialLeaderCommand: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command that every instance needs runs on one instance only',
    why: 'With leader_only a command runs on one instance of a deployment, and on none that is added later. What it installs, or writes to the disk, is missing on all others.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-ec2#linux-container-commands'],
  },
  each: scripts,
  *check(script, project) {
    if (!script.isLeaderOnly || !MAY_BE_LOCAL.test(script.text)) return;
    const found = invocationsOf(script.script).find((run) => isLocal(run, project));
    if (found && isForLeader(found, project)) return;
    if (found?.program)
      yield {
        at: found.program.place,
        message: `${describeScript(script)} ${effectOf(found)} on one instance only`,
        help: 'Remove `leader_only`.',
      };
  },
};

/** A fast check before a script is parsed. */
const MAY_BE_LOCAL = /\b(?:install|localinstall|ci|i|add|collectstatic)\b/;

const INSTALLERS: Readonly<Record<string, RegExp>> = {
  apt: /^install$/,
  'apt-get': /^install$/,
  bundle: /^install$/,
  composer: /^install$/,
  dnf: /^(?:install|localinstall)$/,
  gem: /^install$/,
  npm: /^(?:install|ci|i)$/,
  pip: /^install$/,
  pip3: /^install$/,
  yarn: /^(?:install|add)$/,
  yum: /^(?:install|localinstall)$/,
};

const isInstall = ({ program, args }: Invocation): boolean => {
  const wanted = program && lookUp(INSTALLERS, program.text);
  const action = args.find(({ text }) => !text.startsWith('-'));
  return wanted !== undefined && action !== undefined && wanted.test(action.text);
};

/** Files that the proxy of each instance serves from its own disk. */
const isCollection = ({ args, program }: Invocation): boolean =>
  program?.text === 'manage.py' && args[0]?.text === 'collectstatic';

const isLocal = (run: Invocation, project: Project): boolean =>
  isInstall(run) || (isCollection(run) && servesFromDisk(project));

/** Whether the proxy serves files of the application: those that settings name, or a location of the project's own does. */
const servesFromDisk = fact(
  'servesFromDisk',
  (project): boolean =>
    settings(project).of(STATIC_FILES).length > 0 ||
    nginx(project).installed.all.some(
      ({ directive: { name, args }, file }) =>
        file.source !== undefined &&
        (name.text === 'alias' || name.text === 'root') &&
        /^\/var\/app\/current\/.*(?:static|assets)/.test(args[0]?.text ?? ''),
    ),
);

/** The clients of databases: the packages that have them, and their programs. */
const CLIENTS: readonly (readonly [packages: RegExp, programs: RegExp])[] = [
  [/^postgresql\d*$/, /^(?:psql|pg_dump|pg_restore)$/],
  [/^(?:mariadb|mysql)[\d-]*(?:client)?$/, /^(?:mysql|mysqldump|mariadb|mariadb-dump)$/],
  [/^redis\d*$/, /^redis-cli$/],
];

/** Whether only commands that run on the leader as well use what is installed. */
function isForLeader({ args }: Invocation, project: Project): boolean {
  const [, ...packages] = args.flatMap(({ text }) => (text.startsWith('-') ? [] : [text]));
  return (
    packages.length > 0 &&
    packages.every((name) => clientsOfLeader(scripts(project)).some(([pattern]) => pattern.test(name)))
  );
}

const clientsOfLeader = oncePer((scripts: readonly InstanceScript[]) =>
  CLIENTS.filter(([, programs]) => {
    const users = scripts.filter((script) => runsOneOf(script, programs));
    return users.length > 0 && users.every(({ isLeaderOnly }) => isLeaderOnly);
  }),
);

const runsOneOf = ({ script }: InstanceScript, programs: RegExp): boolean =>
  invocationsOf(script).some(({ program }) => program !== undefined && programs.test(program.text));

const STATIC_FILES = 'aws:elasticbeanstalk:environment:proxy:staticfiles';

const effectOf = (run: Invocation): string =>
  isInstall(run) ? 'installs packages' : 'collects static files';
