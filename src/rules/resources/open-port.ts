import { knownResources } from '../../model/bundle/config-files.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { ingressRules, LAST_PORT, typeOf } from '../../parse/config-file/resources.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { type Word, wordAfter } from '../../parse/shell/word.js';
import { literalText, type Place } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { anyOf, option, word } from '../on.js';
import type { Finding, Rule } from '../rule.js';

const sshRestrictions = option('aws:autoscaling:launchconfiguration', 'SSHSourceRestriction');

export const openPort: Rule = {
  meta: {
    summary: 'A security group opens the port of a database, a cache or SSH, or all ports, to the internet',
    why: 'Programs on the internet try all addresses all day. A database or a cache behind such a rule has only its password, and many have none; SSH has only its keys. Security groups of the environment can name each other in place of a range of addresses.',
    consequence: 'security',
    references: [
      'aws:vpc/latest/userguide/vpc-security-groups',
      'aws:securityhub/latest/userguide/ec2-controls',
      'guide:AWSHowTo.RDS',
      'guide:command-options-general#command-options-general-autoscalinglaunchconfiguration',
    ],
  },
  needs: anyOf<object>(knownResources, sshRestrictions, word('authorize')),
  *check(project) {
    for (const resource of knownResources(project)) yield* openIn(resource);
    for (const { value } of sshRestrictions(project))
      if (OPEN_SSH.test(literalText(value) ?? ''))
        yield {
          at: value.place,
          message: 'Port 22 of SSH is open to the internet',
          help: 'Write the range of your own network, such as `tcp, 22, 22, 203.0.113.0/24`, or use Session Manager and write `tcp, 22, 22, 127.0.0.1/32`.',
        };
    for (const script of word('authorize')(project))
      if (script.isShell)
        for (const { program, args } of programRuns(script))
          if (program.text === 'aws') yield* openedBy(args);
  },
};

/** `aws ec2 authorize-security-group-ingress --protocol tcp --port 5432 --cidr 0.0.0.0/0`, or the same in `--ip-permissions`. */
function* openedBy(args: readonly Word[]): Generator<Finding> {
  if (args[1]?.text !== 'authorize-security-group-ingress') return;
  for (const { help, protocol, ports, range } of [...rulesOfFlags(args), ...permissionsIn(args)]) {
    const isOfAll = /^(?:-1|all)$/.test(protocol);
    const [from = NaN, to = from] = (isOfAll ? `0-${String(LAST_PORT)}` : ports).split('-').map(Number);
    for (const finding of openedTo({ from, to, range })) yield { ...finding, help };
  }
}

const OWN_NETWORK = 'Write the range of your own network, such as `203.0.113.0/24`,';

/** A rule in the flags of the AWS CLI. */
interface IngressFlags {
  readonly help: string;
  readonly protocol: string;
  /** `5432` or `8000-8100`. */
  readonly ports: string;
  readonly range: Opened['range'];
}

function rulesOfFlags(args: readonly Word[]): IngressFlags[] {
  const range = wordAfter(args, '--cidr');
  const [protocol, ports] = ['--protocol', '--port'].map((flag) => wordAfter(args, flag)?.text ?? '');
  return range
    ? [
        {
          help: `${OWN_NETWORK} after \`--cidr\`, or another group after \`--source-group\` in its place.`,
          protocol: protocol ?? '',
          ports: ports ?? '',
          range,
        },
      ]
    : [];
}

/** `IpProtocol=tcp,FromPort=5432,ToPort=5432,IpRanges=[{CidrIp=0.0.0.0/0}]`, or the same in JSON. */
function permissionsIn(args: readonly Word[]): IngressFlags[] {
  const start = args.findIndex(({ text }) => text === '--ip-permissions') + 1;
  if (start === 0) return [];
  const end = args.findIndex(({ text }, index) => index >= start && text.startsWith('--'));
  return args.slice(start, end === -1 ? undefined : end).flatMap(({ text, place }) => {
    const pairs = [...text.matchAll(PAIR)];
    const values = new Map(pairs.map(([, name = '', value = '']) => [name, value]));
    // In a list of several, it is unknown what belongs together.
    if (values.size < pairs.length) return [];
    const of = (name: string): string => values.get(name) ?? '';
    const range = { text: of('CidrIp') || of('CidrIpv6'), place };
    return {
      help: `${OWN_NETWORK} after \`CidrIp\`, or name another group in \`UserIdGroupPairs\` in place of \`IpRanges\`.`,
      protocol: of('IpProtocol'),
      ports: `${of('FromPort')}-${of('ToPort')}`,
      range,
    };
  });
}

const PAIR = /\b(IpProtocol|FromPort|ToPort|CidrIp|CidrIpv6)["']?\s*[=:]\s*["']?([\w.:/-]+)/g;

/** Ports that are open to a range of addresses. */
interface Opened {
  readonly from: number;
  readonly to: number;
  readonly range: { readonly text: string; readonly place: Place };
}

function* openIn(resource: ResourceEntry): Generator<Finding> {
  if (!/^AWS::EC2::SecurityGroup(?:Ingress)?$/.test(typeOf(resource)?.trim() ?? '')) return;
  for (const rule of ingressRules(resource)) yield* openedTo(rule);
}

function* openedTo({ from, to, range }: Opened): Generator<Finding> {
  if (!ANYWHERE.has(range.text.trim())) return;
  if (from <= 1 && to === LAST_PORT) {
    yield {
      at: range.place,
      message: 'All ports are open to the internet',
      help: 'Write `IpProtocol: tcp`, and the one port that the internet needs after `FromPort` and `ToPort`, or delete the rule.',
    };
    return;
  }
  const port = Object.keys(PROGRAMS).find((one) => Number(one) >= from && Number(one) <= to);
  const program = port === undefined ? undefined : lookUp(PROGRAMS, port);
  if (port === undefined || program === undefined || to - from > MAX_NAMED_PORTS) return;
  yield {
    at: range.place,
    message: `Port ${port} of ${program} is open to the internet`,
    help:
      program === 'SSH' || program === 'Remote Desktop'
        ? 'Write the range of your own network, such as `203.0.113.0/24`, or delete the rule and use Session Manager.'
        : `Replace it with \`SourceSecurityGroupId: {"Fn::GetAtt": ["AWSEBSecurityGroup", "GroupId"]}\`.`,
  };
}

/** Protocol, first and last port, and who may connect: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const OPEN_SSH = /^\s*tcp\s*,\s*22\s*,\s*22\s*,\s*(?:0\.0\.0\.0|::)\/0\s*$/;

const ANYWHERE: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** More at once are a range for something else, such as passive FTP. */
const MAX_NAMED_PORTS = 100;

const PROGRAMS: Readonly<Record<string, string>> = {
  22: 'SSH',
  1433: 'SQL Server',
  1521: 'Oracle',
  2049: 'NFS',
  3306: 'MySQL',
  3389: 'Remote Desktop',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  6379: 'Redis',
  9200: 'OpenSearch',
  11211: 'Memcached',
  27017: 'MongoDB',
};
