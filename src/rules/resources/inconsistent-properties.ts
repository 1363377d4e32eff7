import { knownResources } from '../../model/bundle/config-files.js';
import {
  keyTypes,
  propertyOf,
  showsProperties,
  tableAttributes,
  textOfProperty,
  throughputsOfTable,
  typeOf,
} from '../../parse/config-file/resources.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { isFalse, isTrue } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { shorten, trim } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { neededProtocol } from '../support/needed-protocol.js';

export const inconsistentProperties: EachRule<ResourceEntry> = {
  meta: {
    summary: 'Properties of a resource contradict each other',
    why: 'The service refuses the resource, and with it the new environment or the update fails: "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions", "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST", "Bucket cannot have ACLs set with ObjectOwnership\'s BucketOwnerEnforced setting" (the default since April 2023), "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix", "Unknown Attribute ContentBasedDeduplication", "Invalid KeySchema: The first KeySchemaElement is not a HASH key type", "Cannot create a Redis cluster with a NumCacheNodes parameter greater than 1", "Invalid parameter: Endpoint must match the specified protocol", "DBName must begin with a letter and contain only alphanumeric characters", "MasterUsername admin cannot be used as it is a reserved word used by the engine", or "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters".',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table',
      'aws:AmazonS3/latest/userguide/about-object-ownership',
      'aws:AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues',
      'aws:sns/latest/api/API_Subscribe',
      'aws:AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm',
      'https://github.com/hashicorp/terraform/issues/2272',
      'aws:AmazonRDS/latest/APIReference/API_CreateDBInstance',
      'https://github.com/aws-cloudformation/cfn-lint/pull/4425',
    ],
    yieldsTo: ['resources/misspelled-property', 'resources/unknown-value'],
  },
  each: knownResources,
  *check(resource) {
    const checkType = lookUp(CHECKS, typeOf(resource)?.trim() ?? '');
    if (checkType && showsProperties(resource)) yield* checkType(resource);
  },
};

const CHECKS: Readonly<Record<string, (resource: ResourceEntry) => Generator<Finding>>> = {
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::DynamoDB::Table': table,
  'AWS::ElastiCache::CacheCluster': cacheCluster,
  'AWS::RDS::DBInstance': database,
  'AWS::S3::Bucket': bucket,
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': (resource) => fifo(resource, 'topic', 'TopicName', 'FifoTopic'),
  'AWS::SQS::Queue': (resource) => fifo(resource, 'queue', 'QueueName', 'FifoQueue'),
};

const numberOf = (resource: ResourceEntry, property: string): number =>
  Number(textOfProperty(resource, property)?.trim() || NaN);

function* alarm(resource: ResourceEntry): Generator<Finding> {
  const points = propertyOf(resource, 'DatapointsToAlarm');
  const periods = propertyOf(resource, 'EvaluationPeriods');
  const most = numberOf(resource, 'EvaluationPeriods');
  if (!points || !periods || !(numberOf(resource, 'DatapointsToAlarm') > most)) return;
  yield {
    at: points.value.place,
    message: `Alarm "${resource.name.text}" needs more data points than it evaluates`,
    help: `Set \`DatapointsToAlarm\` to \`${most}\` or less.`,
    related: [{ at: periods.value.place, note: 'evaluated periods' }],
  };
}

function* cacheCluster(resource: ResourceEntry): Generator<Finding> {
  const nodes = propertyOf(resource, 'NumCacheNodes');
  if (!nodes || textOfProperty(resource, 'Engine')?.trim() !== 'redis') return;
  if (numberOf(resource, 'NumCacheNodes') > 1)
    yield {
      at: nodes.value.place,
      message: `Redis cluster "${resource.name.text}" has more than one node`,
      help: 'Set `NumCacheNodes` to `1`; replicas need an `AWS::ElastiCache::ReplicationGroup`.',
    };
}

/** The engines whose first database has a name of letters, digits and underscores. */
const NAMED_DATABASES = /^(?:mariadb|mysql|postgres)$/;

const isReserved = (user: string, engine: string): boolean =>
  user === 'rdsadmin' || (user === 'admin' && engine === 'postgres');

/** What restores another database takes the names and the password of that one. */
const RESTORES = ['DBClusterIdentifier', 'DBSnapshotIdentifier', 'SourceDBInstanceIdentifier'];

function* database(resource: ResourceEntry): Generator<Finding> {
  if (RESTORES.some((property) => propertyOf(resource, property))) return;
  const engine = textOfProperty(resource, 'Engine')?.trim() ?? '';
  const name = literalOf(resource, 'DBName');
  if (name && NAMED_DATABASES.test(engine) && !/^[A-Za-z]\w*$/.test(name.text.trim()))
    yield {
      at: name.place,
      message: `DBName of engine ${engine} cannot be "${shorten(name.text.trim())}"`,
      help: 'Use letters, digits and underscores: a letter first.',
    };
  const user = literalOf(resource, 'MasterUsername');
  if (user && isReserved(user.text.trim(), engine))
    yield {
      at: user.place,
      message: `MasterUsername "${user.text.trim()}" is reserved by the engine`,
      help: 'Write another name, such as `dbadmin`.',
    };
  const password = literalOf(resource, 'MasterUserPassword');
  if (password && password.text.length < 8)
    yield {
      at: password.place,
      message: 'MasterUserPassword has fewer than 8 characters',
      help: 'Replace it by `ManageMasterUserPassword: true`, with which RDS makes a password.',
    };
}

const literalOf = (resource: ResourceEntry, property: string) => {
  const value = propertyOf(resource, property)?.value;
  return value?.kind === 'scalar' && value.valueKind === 'literal' && value.text.trim() !== ''
    ? value
    : undefined;
};

/** The first key of a table is its partition key. */
function* keyOrder(resource: ResourceEntry): Generator<Finding> {
  const [first, ...others] = keyTypes(resource);
  if (first?.valueKind !== 'literal' || first.text.trim() !== 'RANGE') return;
  if (others.some((type) => type?.valueKind !== 'literal')) return;
  yield {
    at: first.place,
    message: `The first key of table "${resource.name.text}" is not of type HASH`,
    help: others.some((type) => type?.text.trim() === 'HASH')
      ? 'Move the key of type `HASH` before it.'
      : 'Use `KeyType: HASH`.',
  };
}

function* table(resource: ResourceEntry): Generator<Finding> {
  yield* keyOrder(resource);
  yield* throughputs(resource);
  const attributes = tableAttributes(resource);
  if (!attributes) return;
  const defined = new Set(attributes.defined.map(({ text }) => text));
  const used = new Set(attributes.keys.map(({ text }) => text));
  const undefinedKeys = attributes.keys.filter(({ text }) => !defined.has(text));
  for (const key of undefinedKeys)
    yield {
      at: key.place,
      message: `AttributeDefinitions does not define the key "${shorten(key.text)}"`,
      help: `Add \`{AttributeName: ${shorten(key.text)}, AttributeType: S}\` to \`AttributeDefinitions\`.`,
    };
  // A name without a key is the other end of a key without a definition.
  if (undefinedKeys.length > 0) return;
  for (const definition of attributes.defined)
    if (!used.has(definition.text))
      yield {
        at: definition.place,
        message: `No key or index uses the attribute "${shorten(definition.text)}"`,
        help: 'Delete it from `AttributeDefinitions`, which lists only the attributes of keys.',
      };
}

/** A table that is paid by request has no throughput, and neither have its indexes; any other has one, and each index has its own. */
function* throughputs(resource: ResourceEntry): Generator<Finding> {
  const { text: id, place } = resource.name;
  const mode = propertyOf(resource, 'BillingMode');
  const billing = mode && textOfProperty(resource, 'BillingMode')?.trim();
  if (mode && (billing === undefined || mode.value.valueKind !== 'literal')) return;
  const all = throughputsOfTable(resource);
  if (mode && billing === 'PAY_PER_REQUEST') {
    for (const { key } of all)
      if (key)
        yield {
          at: key.place,
          message: `Table "${id}" is paid by request and takes no ProvisionedThroughput`,
          help: 'Delete `ProvisionedThroughput`.',
          related: [{ at: mode.value.place, note: 'the billing mode' }],
        };
    return;
  }
  const own = propertyOf(resource, 'ProvisionedThroughput');
  if (!own)
    yield {
      at: place,
      message: `Table "${id}" has neither a throughput nor a billing mode that needs none`,
      help: 'Add `BillingMode: PAY_PER_REQUEST` to its `Properties`.',
    };
  else
    for (const { of, at, key } of all)
      if (of === 'index' && !key)
        yield {
          at: at.place,
          message: `This index of table "${id}" has no ProvisionedThroughput`,
          help: 'Add `ProvisionedThroughput: {ReadCapacityUnits: 1, WriteCapacityUnits: 1}` to the index.',
          related: [{ at: own.key.place, note: 'the table has one' }],
        };
}

/** Access control lists that a bucket without them does not take. */
const LISTS: ReadonlySet<string> = new Set([
  ...[
    'AuthenticatedRead',
    'AwsExecRead',
    'BucketOwnerRead',
    'LogDeliveryWrite',
    'PublicRead',
    'PublicReadWrite',
  ],
]);

function* bucket(resource: ResourceEntry): Generator<Finding> {
  const control = propertyOf(resource, 'AccessControl');
  const text = trim(textOfProperty(resource, 'AccessControl') ?? '');
  if (!control || !LISTS.has(text) || propertyOf(resource, 'OwnershipControls')) return;
  const isPublic = text.startsWith('Public') && !propertyOf(resource, 'PublicAccessBlockConfiguration');
  yield {
    at: control.value.place,
    message: `Bucket "${resource.name.text}" has the access control list ${text}, but no ownership controls`,
    help: `Delete it, or add \`OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}\`${isPublic ? ' and `PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}`' : ''}.`,
  };
}

function* fifo(resource: ResourceEntry, what: string, property: string, flag: string): Generator<Finding> {
  const name = propertyOf(resource, property)?.value;
  const own = propertyOf(resource, flag);
  const deduplication = propertyOf(resource, 'ContentBasedDeduplication');
  const literal = name?.kind === 'scalar' && name.valueKind === 'literal' ? name : undefined;
  const isStandard = own ? isFalse(own) : !name || literal?.text.trim().endsWith('.fifo') === false;
  if (isStandard && deduplication && isTrue(deduplication))
    yield {
      at: deduplication.key.place,
      message: `Only a FIFO ${what} has ContentBasedDeduplication, but "${resource.name.text}" is not one`,
      help: 'Delete it.',
    };
  if (!literal) return;
  const isFifo = own !== undefined && isTrue(own);
  const text = literal.text.trim();
  if (isFifo && !text.endsWith('.fifo'))
    yield {
      at: literal.place,
      message: `The name of FIFO ${what} "${resource.name.text}" does not end with ".fifo"`,
      help: `Write \`${shorten(text)}.fifo\`.`,
    };
  if (own === undefined && text.endsWith('.fifo'))
    yield {
      at: literal.place,
      message: `Only a FIFO ${what} has a name that ends with ".fifo"`,
      help: `Add \`${flag}: true\` to the properties of "${resource.name.text}".`,
    };
}

function* subscription(resource: ResourceEntry): Generator<Finding> {
  const protocol = trim(textOfProperty(resource, 'Protocol') ?? '').toLowerCase();
  const endpoint = propertyOf(resource, 'Endpoint')?.value;
  if (endpoint?.kind !== 'scalar' || endpoint.valueKind !== 'literal') return;
  const needed = neededProtocol(protocol, endpoint.text.trim());
  if (needed === undefined) return;
  yield {
    at: endpoint.place,
    message: `Protocol ${protocol} does not fit the endpoint "${shorten(endpoint.text.trim())}"`,
    help: `Set \`Protocol\` to \`${needed}\`, or write another endpoint.`,
  };
}
