import { knownResources } from '../../model/bundle/config-files.js';
import { ingressRules, typeOf } from '../../parse/config-file/resources.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { lookUp } from '../../util/collections.js';
import type { EachRule } from '../rule.js';

export const openPort: EachRule<ResourceEntry> = {
  meta: {
    summary: 'A security group opens the port of a database, a cache or SSH to the internet',
    why: 'Programs on the internet try all addresses all day. A database or a cache behind such a rule has only its password, and many have none; SSH has only its keys. Security groups of the environment can name each other in place of a range of addresses.',
    consequence: 'security',
    references: [
      'aws:vpc/latest/userguide/vpc-security-groups',
      'aws:securityhub/latest/userguide/ec2-controls',
      'guide:AWSHowTo.RDS',
    ],
  },
  each: knownResources,
  *check(resource) {
    if (!/^AWS::EC2::SecurityGroup(?:Ingress)?$/.test(typeOf(resource)?.trim() ?? '')) return;
    for (const { from, to, range } of ingressRules(resource)) {
      if (!ANYWHERE.has(range.text.trim())) continue;
      const port = Object.keys(PROGRAMS).find((one) => Number(one) >= from && Number(one) <= to);
      const program = port === undefined ? undefined : lookUp(PROGRAMS, port);
      // All ports are those of everything.
      if (port === undefined || program === undefined || to - from > MAX_NAMED_PORTS) continue;
      yield {
        at: range.place,
        message: `Port ${port} of ${program} is open to the internet`,
        help:
          program === 'SSH' || program === 'Remote Desktop'
            ? 'Write the range of your own network, such as `203.0.113.0/24`, or delete the rule and use Session Manager.'
            : `Replace it with \`SourceSecurityGroupId: {"Fn::GetAtt": ["AWSEBSecurityGroup", "GroupId"]}\`.`,
      };
    }
  },
};

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
