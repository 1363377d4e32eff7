import type { Doubt } from '../../model/doubt.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { liveText } from '../../model/execution/live-text.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { installationOf } from '../../model/packages/installed-packages.js';
import { saidByFile } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import { word } from '../on.js';
import type { Rule } from '../rule.js';
import { addFlag, readsInput } from '../support/add-flag.js';

export const unconfirmedInstall: Rule = {
  meta: {
    summary: 'A command installs packages without -y',
    why: 'yum and dnf ask before they install anything. In a deployment there is no answer, which they take for a no: "Is this ok [y/N]: Operation aborted." The command fails, and nothing is installed. They ask nothing where all packages are there already, and which ones the images of Elastic Beanstalk have is not documented.',
    consequence: 'deploy-fails',
    warnsBecause: 'undocumented',
    references: [
      'https://dnf.readthedocs.io/en/latest/command_ref.html#options',
      'https://github.com/rpm-software-management/dnf/blob/master/dnf/cli/output.py',
      'https://github.com/ioBroker/ioBroker/issues/299',
    ],
  },
  needs: word('yum', 'dnf'),
  *check(project) {
    const unconfirmed = scripts(project).filter(installs).flatMap(installationsIn);
    if (unconfirmed.length === 0) return;
    const always = answerToAll(project);
    for (const { program, verb, script } of unconfirmed)
      yield {
        at: verb.place,
        doubt: always ?? answerThroughPipe(script),
        message: `"${program.text} ${verb.text}" asks for a confirmation that a deployment cannot give`,
        help: 'Add `-y`.',
        ...addFlag(verb, '-y', script),
      };
  },
};

/** A fast check before a script is parsed. */
const installs = ({ stage, isShell, text }: InstanceScript): boolean =>
  stage !== undefined && isShell && /\b(?:yum|dnf)\b/.test(text);

const answerThroughPipe = oncePer((script: InstanceScript): Doubt | undefined =>
  liveText(script).split('\n').some(pipesAnswers)
    ? { reason: 'something in this script is piped into another program', at: script.name.place }
    : undefined,
);

/** Answers may come through a pipe, also to all commands of another shell. */
const pipesAnswers = (line: string): boolean =>
  /\b(?:yes|echo|printf)\b/.test(line.slice(0, Math.max(0, line.lastIndexOf('|'))));

/** The configuration of dnf may answer for all of them. */
function answerToAll(project: Project): Doubt | undefined {
  const at = saidByFile(/assumeyes/, project);
  return at && { reason: 'the configuration of dnf answers', at };
}

function installationsIn(script: InstanceScript) {
  return programRuns(script).flatMap((run) => {
    const installation = installationOf(run, script.script);
    if (!installation || installation.mayBeConfirmed || run.isConditional || readsInput(run.command))
      return [];
    const { verb, names } = installation;
    const isDone =
      names.length > 0 && isAllNamed(run, names) && names.every(({ text }) => isPreinstalled(text));
    return isDone ? [] : [{ program: run.program, verb, script }];
  });
}

/** Whether nothing but packages by name is installed. */
const isAllNamed = ({ args }: ProgramRun, names: readonly Word[]): boolean =>
  args.filter(({ text }) => !text.startsWith('-')).length === names.length + 1;

/**
 * What every image of Amazon Linux 2023 for instances has, as far as projects install it. Images of Elastic Beanstalk have more.
 * https://docs.aws.amazon.com/linux/al2023/ug/amzn2-al2023-ami.html
 */
const PREINSTALLED: ReadonlySet<string> = new Set(
  (
    'amazon-ssm-agent aws-cfn-bootstrap awscli-2 bind-utils chkconfig chrony crontabs curl-minimal dnf-utils ec2-utils ' +
    'initscripts jq nano net-tools nfs-utils python3 rsync screen unzip wget yum-utils zip'
  ).split(' '),
);

/** Whether an instance has a package already. */
const isPreinstalled = (name: string): boolean => PREINSTALLED.has(name);
