import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import {
  controlledJob,
  mayNameRetiredService,
  type Retired,
  retiredArguments,
  retiredService as retiredServiceNamed,
  retiredTool,
  UNITS,
} from '../../knowledge/platform/retired-services.js';
import { serviceEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { isLook } from '../../model/execution/conditions.js';
import { isBeforeStart } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { platform, runsProcfile } from '../../model/platform/find-platform.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import { doubtOf as doubtOfPresence } from '../../model/presence/presence.js';
import { unitNamed } from '../../model/presence/unit.js';
import type { Project } from '../../model/project.js';
import { type InstanceScript, scripts } from '../../model/scripts/scripts.js';
import { servers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import { literalText, type Related, type Value } from '../../source/index.js';
import { oncePerName } from '../../util/memo.js';
import { anyOf } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { PROCESS_CHOICES, processHelp } from '../support/migration/process-choices.js';
import { removeScript } from '../support/migration/remove-entries.js';
import { isDoneAnyway, serviceAnswer, STARTED } from '../support/migration/service-answer.js';
import { worstOfEach } from '../support/worst-of-each.js';

export const retiredService: Rule = {
  meta: {
    summary: 'A command controls a service, or uses a service tool, that no supported platform has',
    why: 'Supported platforms start everything with systemd. Upstart (initctl, start, stop), the supervisord of the Python platform on Amazon Linux 1, and agents such as awslogs are gone. The units of the application are named as its processes in the Procfile, such as web, and not as the server that they run. A command that calls them fails ("command not found", "Unit awslogsd.service not found"), and with it the deployment.',
    consequence: 'deploy-fails',
    references: [
      'aws:linux/al2023/release-notes/removed-AL2023.12-AL2',
      'aws:linux/al2023/release-notes/removed-AL2023.12-AL1',
      'guide:using-features.migration-al.generic.from-al1',
    ],
  },
  needs: anyOf<object>(scripts, serviceEntries),
  *check(project) {
    if (hasOwnImage(project)) return;
    for (const script of liveScripts(project))
      if (mayNameRetiredService(script.text)) yield* inScript(script, project);
    for (const { name } of serviceEntries(project)) {
      const retired = retiredServiceNamed(name.text);
      const sighting = retired && { kind: 'service' as const, word: name, retired };
      if (sighting && !isThere(sighting, project))
        yield {
          at: name.place,
          doubt: doubtOf(sighting, project),
          ...gone(sighting, project),
          warnsBecause: 'error-ignored',
        };
    }
  },
};

interface Sighting {
  readonly kind: 'tool' | 'service' | 'process';
  readonly word: Pick<Value, 'text' | 'place'>;
  readonly retired: Retired;
  /** The arguments of a tool, flags left out. */
  readonly args?: readonly string[];
}

/** One finding for each service or tool in a script, at the use that fails the deployment if there is one. */
function inScript(script: InstanceScript, project: Project): Finding[] {
  return worstOfEach(usesIn(script, project), kindOf).map(({ worst, all }) => ({
    at: worst.word.place,
    ...gone(worst, project, script),
    doubt: doubtOf(worst, project),
    cause: { key: kindOf(worst), note: `${worst.word.text} is used here` },
    related: all.flatMap(configurationOf),
    ...(!worst.isFatal && { warnsBecause: 'error-ignored' }),
    ...answerTo(all, script, project),
  }));
}

function kindOf({ kind, word, retired, args = [] }: Sighting): string {
  if (retired.controls) return `${kind} ${controlledJob(word.text, args)?.service ?? args[0]}`;
  return `${kind} ${retired.isServer ? unitOf(word.text) : (retired.pip ?? retired.help)}`;
}

/** The files of a tool that are gone with it. */
const configurationOf = ({ kind, run }: Use): Related[] =>
  kind === 'tool'
    ? run.args
        .filter(({ text }) => [...retiredPaths(text, 'command')].length > 0)
        .map(({ place }) => ({ at: place, note: 'its configuration' }))
    : [];

interface Use extends Sighting {
  readonly run: ProgramRun;
  readonly isFatal: boolean;
}

/** The fix of all uses of one kind, which are one finding, or the answers to choose from. */
function answerTo(
  uses: readonly Use[],
  script: InstanceScript,
  project: Project,
): Pick<Finding, 'fix' | 'choices'> {
  const [first] = uses;
  if (first?.kind !== 'tool' || first.args?.includes('reload-configuration')) return {};
  if (saysWeb(first.retired) && !runsWeb(project)) return { choices: PROCESS_CHOICES };
  if (script.script.commands.length === 1 && isDoneAnyway(first.run, script))
    return removeScript(
      'Delete the command: Elastic Beanstalk starts it itself',
      'migration',
      script,
      project,
    );
  const answer = fixOf('migration', 'Use systemctl', ...uses.map(({ run }) => serviceAnswer(run, script)));
  return answer.fix ? answer : { choices: PROCESS_CHOICES };
}

function* usesIn(script: InstanceScript, project: Project): Generator<Use> {
  const ownNames = new Set(script.script.commands.map(({ functionName }) => functionName));
  for (const run of programRuns(script)) {
    const counts = run.isDecisive;
    if (run.isConditional || (isLook(run.command) && !counts)) continue;
    for (const sighting of sightingsIn(run)) {
      const { kind, word, retired } = sighting;
      // Where its failure is ignored, it does no harm that there is nothing to stop.
      if (ownNames.has(word.text) || isThere(sighting, project) || (kind === 'process' && !counts)) continue;
      yield { ...sighting, run, isFatal: retired.certain && counts };
    }
  }
}

const SYSTEM_FOLDER = /^(?:\/(?:usr\/)?s?bin\/)?[a-z]+$/;

/** Where pip puts programs, and where they were on Amazon Linux 1. */
const PIP_FOLDER = /^\/usr\/local\/bin\/[a-z]+$/;

function toolOf({ program, programs, args }: ProgramRun): Retired | undefined {
  const tool = retiredTool(
    program.text,
    args.map(({ text }) => text),
  );
  const path = programs.at(-1)?.text ?? '';
  return SYSTEM_FOLDER.test(path) || (tool?.pip !== undefined && PIP_FOLDER.test(path)) ? tool : undefined;
}

function sightingsIn(run: ProgramRun): Sighting[] {
  const { program, args } = run;
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  const tool = toolOf(run);
  return [
    ...(tool && namesJob(program.text, operands)
      ? [{ kind: 'tool' as const, word: program, retired: tool, args: operands.map(({ text }) => text) }]
      : []),
    ...retiredArguments(program.text, operands),
  ];
}

/** `start` and the like are also words of cmd.exe, whose options begin with a slash. */
const namesJob = (tool: string, [job]: readonly { readonly text: string }[]): boolean =>
  job !== undefined && (tool !== 'start' || !/[/:]|\.exe$/i.test(job.text));

function gone(sighting: Sighting, project: Project, script?: InstanceScript) {
  const { kind, word, retired } = sighting;
  const help = helpFor(sighting, project, script);
  if (kind === 'process') return { message: `No process "${word.text}" runs where nginx is the proxy`, help };
  const what = kind === 'tool' ? `Program "${word.text}"` : `Service "${word.text}"`;
  const probably = retired.certain ? '' : 'probably ';
  return { message: `${what} ${probably}does not exist on supported platforms`, help };
}

function helpFor(sighting: Sighting, project: Project, script?: InstanceScript): string {
  const { kind, word, retired, args = [] } = sighting;
  if (retired.controls) return helpForJob(word.text, args, project, script);
  if (saysWeb(retired) && !runsWeb(project)) return processHelp(retired.help, project);
  const isOfApplication = saysWeb(retired) || (retired.isServer && kind === 'service');
  if (isOfApplication && script && isBeforeStart(script.stage)) return RESTARTED_ANYWAY;
  const unit = retired.isServer && unitOfServer(word.text, project);
  return unit
    ? retired.help.replace('`web`', `\`${unit}\``)
    : processHelp(retired.help, project, args.at(-1));
}

const RESTARTED_ANYWAY = 'Delete it: Elastic Beanstalk restarts the application itself.';

/** The unit of a server that the Procfile starts. */
const unitOfServer = (service: string, project: Project): string | undefined =>
  servers(project).find(({ program }) => program.id === unitOf(service))?.name.value;

/** What systemd does in place of Upstart or monit. */
function helpForJob(
  tool: string,
  args: readonly string[],
  project: Project,
  script: InstanceScript | undefined,
): string {
  if (args.includes('reload-configuration')) return 'Use `systemctl daemon-reload`.';
  const job = controlledJob(tool, args);
  if (!job) return 'Delete it: systemd restarts the processes of the `Procfile` when they end.';
  const { verb, service } = job;
  const isEarly = script !== undefined && isBeforeStart(script.stage);
  if (isEarly && STARTED.has(service)) return `Delete it: Elastic Beanstalk starts ${service} itself.`;
  const retired = retiredServiceNamed(/^tomcat\d*$/.test(service) ? 'tomcat8' : service);
  if (retired?.isServer && isEarly) return RESTARTED_ANYWAY;
  if (retired && !retired.isServer) return processHelp(retired.help, project);
  const unit = retired ? (unitOfServer(service, project) ?? 'web') : service;
  const command = `\`systemctl ${verb} ${unit}\``;
  return retired || UNITS.has(unit) || unitNamed(unit, project).kind !== 'absent'
    ? `Use ${command}.`
    : `Write a unit to \`/etc/systemd/system/${unit}.service\` with \`files\`, and use ${command}.`;
}

const saysWeb = ({ help }: Retired): boolean => /[` ]web`/.test(help);

/** Whether the application is a process `web`, as far as is known: PHP-FPM, Tomcat and containers have other units. */
const runsWeb = (project: Project): boolean => runsProcfile(platform(project)) !== false;

/** Whether the project has it all the same: pip installs it, an option chooses it, or there is a unit of that name. */
const isThere = ({ kind, word, retired: { pip, proxy } }: Sighting, project: Project): boolean =>
  (proxy !== undefined && literalText(settings(project).effective(...PROXY_SERVER)?.value) === proxy) ||
  (pip !== undefined && installsWithPip(project)(pip)) ||
  (kind === 'service' && /^(?:there|made)$/.test(unitNamed(unitOf(word.text), project).kind));

const doubtOf = ({ kind, word }: Sighting, project: Project): Doubt | undefined =>
  kind === 'service' ? doubtOfPresence(unitNamed(unitOf(word.text), project)) : undefined;

const unitOf = (service: string): string => service.replace(/\.service$/, '');

const PROXY_SERVER = ['aws:elasticbeanstalk:environment:proxy', 'ProxyServer'] as const;

/** Whether a command or a list of requirements may install a package of Python. */
const installsWithPip = fact('installsWithPip', (project) =>
  oncePerName(
    (name: string): boolean =>
      scripts(project).some(({ text }) => text.split(/[\n;&|]/).some((part) => installs(part, name))) ||
      deployedFiles(project).files.some(
        (file) => 'source' in file && REQUIREMENTS.test(file.name) && file.source.text.includes(name),
      ),
  ),
);

const installs = (command: string, name: string): boolean =>
  command.includes('install') && command.split(/[^\w.-]+/).some((word) => word === name);

const REQUIREMENTS = /(?:^|\/)(?:requirements[^/]*\.txt|Pipfile|pyproject\.toml)$/;
