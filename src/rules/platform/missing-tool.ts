import {
  intendedBinstub,
  mayNameMissingTool,
  missingAlternative,
  type MissingTool,
  missingTool,
} from '../../knowledge/packages/missing-tools.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { configFiles, packageEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { mustSucceed } from '../../model/execution/failure.js';
import {
  describeScript,
  type InstanceScript,
  interpreterOf,
  isBeforeUnpacking,
  scriptOfLine,
} from '../../model/execution/instance-script.js';
import { wordUses } from '../../model/execution/path-uses.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { platform } from '../../model/platform/find-platform.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import { procfile } from '../../model/platform/procfile.js';
import { conditionAbout } from '../../model/presence/conditions.js';
import { saidByScript } from '../../model/presence/mentions.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { isComplete } from '../../model/scripts/completeness.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesIn } from '../../parse/config-file/sections.js';
import { functionNames, type ShellScript } from '../../parse/shell/script.js';
import { type Place, placeOf } from '../../source/index.js';
import { firstOfEach, lookUp } from '../../util/collections.js';
import { lazily, oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const missingToolRule: Rule = {
  meta: {
    summary: 'A command runs a program that the platform does not have',
    why: 'Every supported Linux platform runs on Amazon Linux 2023, which has neither some tools of Amazon Linux 1 and 2 nor those of other distributions, such as apt-get, nor programs such as certbot until they are installed. No Python platform has npm. The command fails, and with it the deployment: "amazon-linux-extras: command not found".',
    consequence: 'deploy-fails',
    references: [
      'aws:linux/al2023/ug/compare-with-al2',
      'aws:linux/al2023/ug/deprecated-al2',
      'aws:linux/al2023/release-notes/removed-AL2023.12-AL2',
      'aws:linux/al2023/release-notes/all-packages-AL2023.12',
      'https://github.com/amazonlinux/amazon-linux-2023/issues/444',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/86',
      'aws:linux/al2023/ug/nodejs',
      'aws:cli/latest/userguide/cliv2-migration-changes',
    ],
  },
  *check(project) {
    if (hasOwnImage(project)) return;
    const isOwn = lazily(() => ownPrograms(configFiles(project), scripts(project)));
    const broughtBy = oncePer((bringing: RegExp) => doubtOf(bringing, project));
    const processes = new Set((procfile(project)?.entries ?? []).map(scriptOfLine));
    for (const script of [...liveScripts(project), ...processes]) {
      if (!mayNameMissingTool(script.text)) continue;
      const missing = [
        ...interpretersOf(script),
        ...programRuns(script).flatMap((run) => toolsOf(run, script, platform(project).language)),
      ].filter(
        ({ program, isOnlyLikely }) =>
          !isOwn()(program, script.script) && !(isOnlyLikely && !isComplete(project)),
      );
      const subject = processes.has(script) ? `Process "${script.name.value}"` : describeScript(script);
      for (const { at, name, verb, help, isDecisive, isOnlyLikely, missingOn, doubt, ...tool } of firstOfEach(
        missing,
        (one) => `${one.name} ${one.help} ${one.doubt !== undefined}`,
      ))
        yield {
          at,
          message: `${subject} ${verb ?? 'runs'} "${name}", which ${missingOn ? 'this platform does not have' : 'no supported platform has'}`,
          help: helpAt(script, help, platform(project).language),
          doubt: doubt ?? (tool.broughtBy && broughtBy(tool.broughtBy)),
          ...(isOnlyLikely
            ? { warnsBecause: 'undocumented' as const }
            : !isDecisive && { warnsBecause: 'error-ignored' as const }),
        };
    }
  },
};

/** What may bring a tool, by what a script or a file says that does. */
function doubtOf(bringing: RegExp, project: Project): Doubt | undefined {
  const entry = packageEntries(project).find(({ name }) => bringing.test(`install ${name.text}`));
  const requirements = sourceNamed('requirements.txt', deployedFiles(project).files);
  const at =
    saidByScript(bringing, project) ??
    entry?.name.place ??
    (requirements && bringing.test(requirements.text) ? placeOf(requirements, 0, 0) : undefined);
  return at && { reason: 'this may bring the program', at };
}

/**
 * The same for where the command runs: the virtual environment of the application is only on Python platforms, and is made
 * after `commands` and prebuild hooks.
 */
function helpAt({ stage }: InstanceScript, help: string, language: Language | undefined): string {
  const usesVenv = help.includes('/var/app/venv/');
  if (usesVenv && language !== undefined && language !== 'python')
    return help.startsWith('Use `python3`')
      ? 'Use `python3`.'
      : 'Add `python3-pip: []` to `packages: yum:` of a file such as `.ebextensions/pip.config`, and use `python3 -m pip`.';
  if (stage === 'buildfile') return helpInBuildfile(help);
  return usesVenv && isBeforeUnpacking(stage) && help.startsWith('Use `/var/app/venv/')
    ? help.replace('Use', 'Move the command to `container_commands`, and use')
    : help;
}

/** Which user runs the Buildfile is not documented, and no variable tells the leader there. */
function helpInBuildfile(help: string): string {
  if (help.includes('EB_IS_COMMAND_LEADER'))
    return 'Move the command to `container_commands`, with `leader_only: true` below it.';
  const [, packages, names] =
    /^Use `yum install -y ?([\w. -]*)`(?: and the names of (.*))?\.$/.exec(help) ?? [];
  if (packages === undefined || packages.includes('FILE')) return help;
  const what = packages === '' ? 'the packages' : list(packages.split(' ').map((name) => `\`${name}: []\``));
  const naming = names === undefined ? '' : `, by the names of ${names}`;
  return `Delete it, and add ${what} to \`packages: yum:\` of a file such as \`.ebextensions/packages.config\`${naming}.`;
}

interface Missing extends Pick<MissingTool, 'help' | 'broughtBy' | 'isOnlyLikely' | 'missingOn'> {
  readonly at: Place;
  readonly name: string;
  /** With its folder, where that is written. */
  readonly program: string;
  readonly isDecisive: boolean;
  /** What is done with it, where it is not run. */
  readonly verb?: string;
  /** Why it may never be asked for. */
  readonly doubt?: Doubt | undefined;
}

/** What the first line of a script names, if that is missing. */
function interpretersOf(script: InstanceScript): Missing[] {
  const name = interpreterOf(script.text);
  const tool = name === undefined ? undefined : missingTool(name);
  const isDecisive = mustSucceed(script);
  return name !== undefined && tool
    ? [{ at: script.name.place, name, program: name, isDecisive, ...tool }]
    : [];
}

/** The missing programs on the way to the one that finally runs, and that one. */
function toolsOf(run: ProgramRun, script: InstanceScript, language: Language | undefined): Missing[] {
  const { program, programs, args, isDecisive } = run;
  const binstub = programs.flatMap((word) => {
    const own = intendedBinstub(word.text);
    return own === undefined
      ? []
      : [{ at: word.place, name: word.text, program: word.text, isDecisive, help: `Use \`${own}\`.` }];
  });
  if (binstub.length > 0) return binstub;
  // Version 2 of the AWS CLI has another subcommand for it.
  if (program.text === 'aws' && args[0]?.text === 'ecr' && args[1]?.text === 'get-login') {
    const help =
      'Use `aws ecr get-login-password | docker login --username AWS --password-stdin ACCOUNT.dkr.ecr.REGION.amazonaws.com`.';
    const doubt = conditionAbout('aws', run, script);
    return [{ at: program.place, name: 'aws ecr get-login', program: program.text, isDecisive, help, doubt }];
  }
  if (ALTERNATIVES.has(program.text))
    return args.flatMap(({ kind, text, place: at }) => {
      const tool = kind === 'literal' ? missingAlternative(text) : undefined;
      const doubt = conditionAbout(baseName(text), run, script);
      return tool
        ? [{ at, name: text, program: baseName(text), isDecisive, verb: 'chooses', ...tool, doubt }]
        : [];
    });
  return programs.flatMap(({ text, place: at }) => {
    const name = baseName(text);
    const tool =
      name === EXTRAS
        ? { help: insteadOfExtras(args.map((word) => word.text)) }
        : missingTool(name, language);
    return tool
      ? [{ at, name, program: text, isDecisive, ...tool, doubt: conditionAbout(name, run, script) }]
      : [];
  });
}

const ALTERNATIVES: ReadonlySet<string> = new Set(['alternatives', 'update-alternatives']);

const EXTRAS = 'amazon-linux-extras';

/** Where the system has its programs, and where Amazon Linux had those of AWS. */
const SYSTEM = /^(?:\/usr)?\/s?bin\/|^\/opt\/aws\//;

/**
 * Tells whether a program, named with or without its folder, is one that the project brings, not the one that other systems
 * have by its name: a function of the script, a file in another folder, or one that the project writes or links.
 */
function ownPrograms(
  configFiles: readonly ConfigFile[],
  scripts: readonly InstanceScript[],
): (path: string, script: ShellScript) => boolean {
  const written = new Set([
    ...configFiles.flatMap((file) => entriesIn(file, 'files').map(({ name }) => baseName(name.text))),
    ...scripts.flatMap(({ script }) =>
      wordUses(script).flatMap(({ word, use }) => (use === 'writes' ? [baseName(word.text)] : [])),
    ),
  ]);
  return (path, script) => {
    const name = baseName(path);
    return (path.includes('/') && !SYSTEM.test(path)) || written.has(name) || functionNames(script).has(name);
  };
}

/**
 * What to do instead of a command of `amazon-linux-extras`: a sentence. Its topics are packages of Amazon Linux 2023, some by
 * another name or in another version.
 * https://docs.aws.amazon.com/linux/al2/ug/al2-extras.html
 * https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages-AL2023.12.html
 */
export function insteadOfExtras(args: readonly string[]): string {
  const [subcommand, ...topics] = args.filter((arg) => !arg.startsWith('-'));
  if (topics.length > 0 && topics.every((topic) => topic === 'epel'))
    return 'Delete it: EPEL has no packages for supported platforms.';
  if (subcommand === 'list') return 'Delete it: there are no extras.';
  if (subcommand === 'enable') return 'Delete it: there are no extras to enable.';
  const packages = topics.map(packageOf);
  return subcommand === 'install' && packages.length > 0 && packages.every((name) => name !== undefined)
    ? `Use \`yum install -y ${packages.join(' ')}\`.`
    : 'Install the package with `yum`: there are no extras.';
}

/** The package of a topic such as `redis6`, `java-openjdk11` or `nginx1=latest`; undefined where it is not known. */
function packageOf(topic: string): string | undefined {
  const [, name = ''] = /^([a-z-]+)[\d.]*x?(?:=.*)?$/.exec(topic) ?? [];
  return lookUp(SAME_PROGRAM, name);
}

/** By the topic, without its version. */
const SAME_PROGRAM: Readonly<Record<string, string>> = {
  ansible: 'ansible',
  collectd: 'collectd',
  corretto: 'java-1.8.0-amazon-corretto',
  dnsmasq: 'dnsmasq',
  docker: 'docker',
  emacs: 'emacs',
  firefox: 'firefox',
  golang: 'golang',
  haproxy: 'haproxy',
  'java-openjdk': 'java-11-amazon-corretto',
  lynx: 'lynx',
  mariadb: 'mariadb105',
  memcached: 'memcached',
  nginx: 'nginx',
  php: 'php8.4',
  postgresql: 'postgresql15',
  python: 'python3.11',
  redis: 'redis6',
  ruby: 'ruby3.4',
  rust: 'rust',
  squid: 'squid',
  unbound: 'unbound',
};
