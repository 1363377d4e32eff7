// Writes src/knowledge/resources/specification.ts: the types of CloudFormation and what the types that projects of Elastic
// Beanstalk declare take, as @aws-cdk/aws-service-spec describes them: npm run catalogue
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const target = fileURLToPath(new URL('../src/knowledge/resources/specification.ts', import.meta.url));
const folder = new URL('.', `file://${require.resolve('@aws-cdk/aws-service-spec')}`);
const { version } = JSON.parse(readFileSync(new URL('../package.json', folder), 'utf8'));

/** The types whose properties are kept: those that public projects declare beside an environment, and their neighbors. */
const DESCRIBED = `
  ApplicationAutoScaling::ScalableTarget ApplicationAutoScaling::ScalingPolicy AutoScaling::AutoScalingGroup
  AutoScaling::LaunchConfiguration AutoScaling::LifecycleHook AutoScaling::ScalingPolicy AutoScaling::ScheduledAction
  CertificateManager::Certificate CloudFront::Distribution CloudWatch::Alarm CloudWatch::Dashboard DynamoDB::Table EC2::EIP
  EC2::EIPAssociation EC2::Instance EC2::SecurityGroup EC2::SecurityGroupEgress EC2::SecurityGroupIngress EC2::Subnet EC2::VPC
  EC2::VPCEndpoint EC2::Volume EFS::AccessPoint EFS::FileSystem EFS::MountTarget ElastiCache::CacheCluster
  ElastiCache::ParameterGroup ElastiCache::ReplicationGroup ElastiCache::SubnetGroup ElasticBeanstalk::Application
  ElasticBeanstalk::ApplicationVersion ElasticBeanstalk::ConfigurationTemplate ElasticBeanstalk::Environment
  ElasticLoadBalancing::LoadBalancer
  ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::ListenerCertificate ElasticLoadBalancingV2::ListenerRule
  ElasticLoadBalancingV2::LoadBalancer ElasticLoadBalancingV2::TargetGroup Events::Rule IAM::InstanceProfile
  IAM::ManagedPolicy IAM::Policy IAM::Role Kinesis::Stream Lambda::Function Lambda::Permission Logs::LogGroup
  Logs::MetricFilter Logs::SubscriptionFilter RDS::DBInstance RDS::DBParameterGroup RDS::DBSubnetGroup Route53::RecordSet
  Route53::RecordSetGroup S3::Bucket S3::BucketPolicy SNS::Subscription SNS::Topic SNS::TopicPolicy SQS::Queue
  SQS::QueuePolicy SSM::Parameter SecretsManager::Secret WAFv2::WebACL WAFv2::WebACLAssociation`;

const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');
const database = loadAwsServiceSpecSync();
const types = new Map(database.all('resource').map((type) => [type.cloudFormationType, type]));

const names = [...types.keys()].sort();
const byService = new Map();
for (const name of names) byService.set(serviceOf(name), [...(byService.get(serviceOf(name)) ?? []), name]);
const services = [...byService].map(
  ([service, own]) => `${service} ${own.map((name) => name.slice(service.length + 2)).join(' ')}`,
);

const described = DESCRIBED.trim()
  .split(/\s+/)
  .flatMap((short) => {
    const { properties } = types.get(`AWS::${short}`);
    return [
      lineOf(short, properties),
      ...Object.entries(properties)
        .filter(([name]) => name !== 'Tags')
        .flatMap(([name, { type }]) =>
          definitionsIn(type)
            .slice(0, 1)
            .map((inner) => lineOf(`${short}/${name}`, inner.properties)),
        ),
    ];
  });

/** What `Fn::GetAtt` reads: no map as a whole, and no deeper part than one of a map. */
const attributes = DESCRIBED.trim()
  .split(/\s+/)
  .map((short) => {
    const all = Object.keys(types.get(`AWS::${short}`).attributes).sort();
    const read = all.filter(
      (name) => !/\..*\./.test(name) && !all.some((other) => other.startsWith(`${name}.`)),
    );
    return [short, ...read].join(' ');
  });

writeFileSync(
  target,
  `// Written by \`npm run catalogue\` from @aws-cdk/aws-service-spec ${version} (Apache-2.0), which is made from the schemas of
// CloudFormation: https://github.com/cdklabs/awscdk-service-spec

/** The day on which the tables were written. */
export const SPECIFICATION_DATE = '${new Date().toISOString().slice(0, 10)}';

/** All types: each service with its own. */
export const types = (): string => \`
${services.join('\n')}
\`;

/** What the most usual types take, without \`AWS::\`; after a \`/\` what is in a property, or in its items. A \`!\` marks what is required. */
export const properties = (): string => \`
${described.join('\n')}
\`;

/** What \`Fn::GetAtt\` reads of these types, beside properties. */
export const attributes = (): string => \`
${attributes.join('\n')}
\`;
`,
);
execFileSync('npx', ['prettier', '--write', target], { stdio: 'inherit' });

function serviceOf(name) {
  return name.slice(0, name.lastIndexOf('::'));
}

function lineOf(name, properties) {
  const own = Object.entries(properties).map(([key, { required }]) => `${key}${required ? '!' : ''}`);
  return `${name} ${own.sort().join(' ')}`;
}

/** What the values of a property are made of: none where they may be any JSON as well. */
function definitionsIn(type) {
  if (type.type === 'ref') return [database.get('typeDefinition', type.reference.$ref)];
  if (type.type === 'array') return definitionsIn(type.element);
  return type.type === 'union' ? type.types.flatMap(definitionsIn) : [];
}
