import { missingTool } from '../../knowledge/packages/missing-tools.js';
import { fileEntries, packageEntries, sourceEntries } from '../../model/bundle/config-files.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { fact } from '../../model/fact.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { otherRepository } from '../../model/presence/repositories.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { type Node, placeIn, placeOfWritten } from '../../parse/index.js';
import type { Related, Span } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { Finding, Rule } from '../rule.js';
import { helpWithoutEpel } from '../support/migration/without-epel.js';

export const retiredSourceRule: Rule = {
  meta: {
    summary: 'Something is installed from a source that is gone or not for Amazon Linux 2023',
    why: 'Every supported Linux platform runs on Amazon Linux 2023. Repositories that were made for Amazon Linux 1 and 2 or for old versions of other systems have no packages for it, or packages whose dependencies it does not have; some services and addresses no longer exist. The command fails, or installs what does not run.',
    consequence: 'deploy-fails',
    references: ['aws:linux/al2023/ug/epel', 'aws:linux/al2023/ug/compare-with-al2'],
  },
  *check(project) {
    for (const address of addressesIn(project)) yield* inAddress(address, project);
    const downloads = new Set<string>();
    for (const script of liveScripts(project)) {
      if (!namesRetiredSource(script.text)) continue;
      for (const run of programRuns(script)) {
        const { program, args } = run;
        if (missingTool(program.text) || INSTALLS_NOTHING.has(program.text)) continue;
        for (const word of args) {
          const found = retiredSource(word.text);
          if (!found || (isFile(word.text) && downloads.has(found.what))) continue;
          if (!isFile(word.text)) downloads.add(found.what);
          yield {
            at: placeIn(word, found),
            message: found.what,
            ...answerTo(found, project, found.helpBeside?.(run, script)),
            ...(!(
              (run.isDecisive && ENABLES.test(word.text) && !otherRepository(word.place, script, project)) ||
              (found.program !== undefined && mustRun(project).has(found.program))
            ) && {
              warnsBecause: 'error-ignored' as const,
            }),
          };
        }
      }
    }
  },
};

/** The names of programs whose failure fails the deployment. */
const mustRun = fact(
  'mustRun',
  (project): ReadonlySet<string> =>
    new Set(
      liveScripts(project)
        .flatMap((script) => programRuns(script))
        .filter((run) => run.isDecisive)
        .map(({ program }) => baseName(program.text)),
    ),
);

/** dnf refuses to enable a repository that there is not: "Error: Unknown repo". */
const ENABLES = /^--enablerepo=[\w-]+$/;

/** What looks for a name or removes it downloads and installs nothing. */
const INSTALLS_NOTHING: ReadonlySet<string> = new Set(['[', 'egrep', 'fgrep', 'grep', 'ls', 'rm', 'test']);

/** A file on the instance, which another command has downloaded. */
const isFile = (text: string): boolean => !text.includes('://') && /\.(?:rpm|zip)$/.test(text);

/** What is downloaded by the sections of a configuration file. */
const addressesIn = (project: Project): (Node | undefined)[] => [
  ...sourceEntries(project).map(({ value }) => value),
  ...fileEntries(project).map(({ source }) => source?.value),
  ...packageEntries(project).flatMap(({ manager, value }) => (manager?.text === 'rpm' ? [value] : [])),
];

function* inAddress(node: Node | undefined, project: Project): Generator<Finding> {
  if (node?.kind !== 'scalar' || node.valueKind !== 'literal') return;
  const found = retiredSource(node.text);
  if (found)
    yield {
      at: placeOfWritten(node),
      message: found.what,
      ...answerTo(found, project),
      warnsBecause: 'error-ignored',
    };
}

/** What to do about a source, and about the commands that use what it brought. */
function answerTo(
  { help, uses }: RetiredSource,
  project: Project,
  specific?: string,
): Pick<Finding, 'help' | 'related'> {
  if (specific !== undefined) return { help: specific };
  const related = uses ? usesOf(uses.pattern, project) : [];
  return uses && related.length > 0 ? { help: uses.help, related } : { help };
}

const usesOf = (pattern: RegExp, project: Project): Related[] =>
  scripts(project)
    .filter(({ text }) => pattern.test(text))
    .flatMap(({ script }) => script.commands)
    .flatMap(({ words }) => {
      const isDownload = words.some(({ text }) => text.includes('://') && retiredSource(text));
      const word = isDownload ? undefined : words.find(({ text }) => pattern.test(text));
      return word ? [{ at: word.place, note: 'uses it' }] : [];
    });

/** A repository or download that is gone, or that is not one for Amazon Linux 2023. */
interface RetiredSource extends Span {
  /** What is wrong: a statement. */
  readonly what: string;
  /** What to do instead: a sentence. */
  readonly help: string;
  readonly uses?: Row['uses'];
  readonly helpBeside?: Row['helpBeside'];
  readonly program?: Row['program'];
}

interface Row {
  readonly pattern: RegExp;
  readonly what: string;
  readonly help: string;
  /** How commands call what was downloaded, and what to do where some do. */
  readonly uses?: { readonly pattern: RegExp; readonly help: string };
  /** What to do where the rest of the script says what it is for. */
  readonly helpBeside?: typeof helpWithoutEpel;
  /** What the download is run as, which ends with an error: "Certbot cannot be installed". */
  readonly program?: string;
  readonly source: string;
}

const EPEL = 'https://docs.aws.amazon.com/linux/al2023/ug/epel.html';
const COMPARE = 'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html';
const NODE = 'https://docs.aws.amazon.com/linux/al2023/ug/nodejs.html';
const OF_AMAZON_LINUX = 'Delete it, and install the package of Amazon Linux 2023 with `yum install -y NAME`.';
const AGENT =
  'Delete it, write what to measure to `/opt/aws/amazon-cloudwatch-agent/bin/config.json`, and run `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a append-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/bin/config.json` in `container_commands`.';

/** The first that matches is used. */
const ROWS: readonly Row[] = [
  {
    pattern:
      /\bepel-release-latest-\d+|\bepel-release-\d|fedoraproject\.org\/pub\/(?:archive\/)?epel\/|^--enablerepo=epel$|^epel$/,
    what: 'EPEL has no packages for supported platforms',
    help: 'Delete it: many packages are in Amazon Linux 2023 itself, others in SPAL, after `yum install -y spal-release`.',
    helpBeside: helpWithoutEpel,
    source: EPEL,
  },
  {
    pattern: /\bamzn2(?:-core|extra)[\w.-]*|^--(?:enable|disable)repo=amzn-(?:main|updates)$/,
    what: 'No supported platform has this repository',
    help: 'Remove it: the repository of Amazon Linux 2023 is `amazonlinux`.',
    source: COMPARE,
  },
  {
    pattern: /\brpm\.nodesource\.com\/(?:setup_(?:\d|1[0-7])\.x|pub_\d+\.x\/(?:el|fc)\/)\S*/,
    what: 'This repository of NodeSource has no packages for supported platforms',
    help: 'Delete it, and install the packages `nodejs22` and `nodejs22-npm` of Amazon Linux 2023 in place of `nodejs`.',
    source: NODE,
  },
  {
    pattern: /\brpms\.(?:remirepo\.net|famillecollet\.com)\/\S*|\bremi-release-[67]\S*/,
    what: 'The repositories of Remi have no packages for supported platforms',
    help: 'Delete it, and install packages of Amazon Linux 2023, such as `php8.4` and `php8.4-mbstring`.',
    source: EPEL,
  },
  {
    pattern: /\b(?:repo|dl)\.(?:ius\.io|iuscommunity\.org)\/\S*|\brpmforge-release\S*|\bnux-dextop\S*/,
    what: 'This repository has no packages for supported platforms',
    help: OF_AMAZON_LINUX,
    source: EPEL,
  },
  {
    pattern: /\b(?:yum|download)\.postgresql\.org\/\S{0,200}(?:rhel|redhat|EL)-?[5-7]\S*/,
    what: 'This repository of PostgreSQL has no packages for supported platforms',
    help: 'Delete it, and install the packages `postgresql15` and `libpq-devel`.',
    source: EPEL,
  },
  {
    pattern:
      /\byum\.newrelic\.com\/pub\/newrelic\/el5\/\S*|\bnewrelic\.com\/infrastructure_agent\/linux\/yum\/(?:el\/[5-7]|amazonlinux\/2)\/\S*/,
    what: 'This repository of New Relic has no packages for supported platforms',
    help: 'Delete it, and run `curl -o /etc/yum.repos.d/newrelic-infra.repo https://download.newrelic.com/infrastructure_agent/linux/yum/amazonlinux/2023/x86_64/newrelic-infra.repo && yum install -y newrelic-infra` in `commands`.',
    source:
      'https://docs.newrelic.com/docs/infrastructure/infrastructure-agent/linux-installation/package-manager-install/',
  },
  {
    pattern: /\bdl\.eff\.org\/certbot-auto\b/,
    what: 'certbot-auto is no longer supported',
    program: 'certbot-auto',
    help: 'Delete it, and install the package `certbot`.',
    uses: {
      pattern: /\bcertbot-auto\b/,
      help: 'Delete it, install the package `certbot`, and run `certbot` where `certbot-auto` is used.',
    },
    source: EPEL,
  },
  {
    pattern: /\bCloudWatchMonitoringScripts(?:-[\d.]+)?\.zip\b/i,
    what: 'The CloudWatch monitoring scripts are no longer supported',
    help: AGENT,
    uses: {
      pattern:
        /\bCloudWatchMonitoringScripts\b|\baws-scripts-mon\b|\bmon-(?:put|get)-instance-(?:data|stats)\.pl\b/,
      help: AGENT.replace('Delete it', 'Delete it and what uses the scripts'),
    },
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/mon-scripts.html',
  },
  {
    pattern: /\binspector-agent\.amazonaws\.com\/linux\/\S*/,
    what: 'Amazon Inspector Classic ended in May 2024',
    help: 'Remove it: Amazon Inspector needs no agent of its own.',
    source: 'https://docs.aws.amazon.com/inspector/v1/userguide/inspector_introduction.html',
  },
  {
    pattern: /\bawscodestar-templates-common\.s3\.amazonaws\.com\/\S*/,
    what: 'AWS CodeStar projects ended in July 2024',
    help: 'Remove it.',
    source: 'https://docs.aws.amazon.com/codestar/latest/userguide/welcome.html',
  },
  {
    pattern: /\bdownload\.elasticsearch\.org\/\S*/,
    what: 'download.elasticsearch.org no longer has packages',
    help: 'Use a file below `https://artifacts.elastic.co/downloads/`, such as `elasticsearch/elasticsearch-8.15.0-x86_64.rpm`.',
    source: 'https://www.elastic.co/guide/en/elasticsearch/reference/current/rpm.html',
  },
  {
    pattern: /\bgit:\/\/github\.com\/\S*/,
    what: 'GitHub no longer serves the git:// protocol',
    help: 'Write `https://` in place of `git://`.',
    source: 'https://github.blog/security/application-security/improving-git-protocol-security-github/',
  },
  {
    // Not the rpm of a vendor that only bears the version of the oldest system that it runs on.
    pattern: /[.-]amzn[12](?:\.\w{1,20}){0,4}\.rpm\b|-redhat-repo[\w-]{0,40}\.rpm\b/,
    what: 'This package is not for any supported platform',
    help: 'Use the package of its vendor for Amazon Linux 2023.',
    source: COMPARE,
  },
];

/** What is wrong with a place that something is downloaded or installed from; undefined where nothing is known to be. */
export function retiredSource(text: string): RetiredSource | undefined {
  for (const { pattern, what, help, uses, helpBeside, program } of ROWS) {
    const found = pattern.exec(text);
    if (found)
      return {
        what,
        help,
        start: found.index,
        end: found.index + found[0].length,
        ...(uses && { uses }),
        ...(helpBeside && { helpBeside }),
        ...(program !== undefined && { program }),
      };
  }
  return undefined;
}

/** A fast check before a text is looked at closely. */
export const namesRetiredSource = (text: string): boolean =>
  /epel|amzn|nodesource|remi|ius|rpmforge|nux-|postgresql\.org|newrelic|certbot-auto|MonitoringScripts|inspector-agent|awscodestar|elasticsearch\.org|git:\/\/github|-redhat-repo/i.test(
    text,
  );
