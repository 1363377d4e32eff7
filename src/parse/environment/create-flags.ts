/** An option that a flag sets: to the value of the flag, or to a constant. */
interface FlagOption {
  readonly namespace: string;
  readonly option: string;
  readonly constant?: string;
}

const LAUNCH = 'aws:autoscaling:launchconfiguration';
const ENVIRONMENT = 'aws:elasticbeanstalk:environment';
const VPC = 'aws:ec2:vpc';
const INSTANCES = 'aws:ec2:instances';
const DATABASE = 'aws:rds:dbinstance';
const GROUP = 'aws:autoscaling:asg';

const sets = (namespace: string, option: string, constant?: string): FlagOption => ({
  namespace,
  option,
  ...(constant !== undefined && { constant }),
});

const ROWS: readonly (readonly [flags: string, ...FlagOption[]])[] = [
  ['-i --instance_type --instance-type', sets(LAUNCH, 'InstanceType')],
  ['-it --instance-types', sets(INSTANCES, 'InstanceTypes')],
  ['-ip --instance_profile', sets(LAUNCH, 'IamInstanceProfile')],
  ['-sr --service-role', sets(ENVIRONMENT, 'ServiceRole')],
  ['-k --keyname', sets(LAUNCH, 'EC2KeyName')],
  ['-s --single', sets(ENVIRONMENT, 'EnvironmentType', 'SingleInstance')],
  ['--scale', sets(GROUP, 'MinSize'), sets(GROUP, 'MaxSize')],
  ['-im --min-instances', sets(GROUP, 'MinSize')],
  ['-ix --max-instances', sets(GROUP, 'MaxSize')],
  ['--elb-type', sets(ENVIRONMENT, 'LoadBalancerType')],
  [
    '-ls --shared-lb',
    sets(ENVIRONMENT, 'LoadBalancerIsShared', 'true'),
    sets('aws:elbv2:loadbalancer', 'SharedLoadBalancer'),
  ],
  ['-es --enable-spot', sets(INSTANCES, 'EnableSpot', 'true')],
  ['-sm --spot-max-price', sets(INSTANCES, 'SpotMaxPrice')],
  ['-sb --on-demand-base-capacity', sets(INSTANCES, 'SpotFleetOnDemandBase')],
  ['-sp --on-demand-above-base-capacity', sets(INSTANCES, 'SpotFleetOnDemandAboveBasePercentage')],
  ['--vpc.id', sets(VPC, 'VPCId')],
  ['--vpc.ec2subnets', sets(VPC, 'Subnets')],
  ['--vpc.elbsubnets', sets(VPC, 'ELBSubnets')],
  ['--vpc.dbsubnets', sets(VPC, 'DBSubnets')],
  ['--vpc.publicip', sets(VPC, 'AssociatePublicIpAddress', 'true')],
  ['--vpc.elbpublic', sets(VPC, 'ELBScheme', 'public')],
  ['--vpc.securitygroups', sets(LAUNCH, 'SecurityGroups')],
  ['-db.user --database.username', sets(DATABASE, 'DBUser')],
  ['-db.pass --database.password', sets(DATABASE, 'DBPassword')],
  ['-db.i --database.instance', sets(DATABASE, 'DBInstanceClass')],
  ['-db.size --database.size', sets(DATABASE, 'DBAllocatedStorage')],
  ['-db.engine --database.engine', sets(DATABASE, 'DBEngine')],
  ['-db.version --database.version', sets(DATABASE, 'DBEngineVersion')],
];

/**
 * What the flags of `eb create` set.
 * https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/controllers/create.py, ebcli/objects/requests.py)
 */
export const CREATE_FLAGS: Readonly<Record<string, readonly FlagOption[]>> = Object.fromEntries(
  ROWS.flatMap(([flags, ...options]) => flags.split(' ').map((flag) => [flag, options])),
);

/** Other flags of `eb create` that take a value. */
export const VALUE_FLAGS: ReadonlySet<string> = new Set([
  ...[
    '--cfg',
    '--envvars',
    '--env-group-suffix',
    '-g',
    '--modules',
    '-p',
    '--platform',
    '--profile',
    '-r',
    '--region',
  ],
  ...[
    '--source',
    '-c',
    '--cname',
    '-t',
    '--tier',
    '--tags',
    '--timeout',
    '--version',
    '-l',
    '-lp',
    '--shared-lb-port',
  ],
  ...['-ls', '--shared-lb'],
]);
