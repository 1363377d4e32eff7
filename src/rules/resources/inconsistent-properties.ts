import { knownResources } from '../../model/bundle/config-files.js';
import {
  propertyOf,
  showsProperties,
  tableAttributes,
  textOfProperty,
  typeOf,
} from '../../parse/config-file/resources.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { isTrue } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { shorten, trim } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { neededProtocol } from '../support/needed-protocol.js';

export const inconsistentProperties: EachRule<ResourceEntry> = {
  meta: {
    summary: 'Properties of a resource contradict each other',
    why: 'The service refuses the resource, and with it the new environment or the update fails: "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions", "Bucket cannot have ACLs set with ObjectOwnership\'s BucketOwnerEnforced setting" (the default since April 2023), "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix", or "Invalid parameter: Endpoint must match the specified protocol".',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table',
      'aws:AmazonS3/latest/userguide/about-object-ownership',
      'aws:AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues',
      'aws:sns/latest/api/API_Subscribe',
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
  'AWS::DynamoDB::Table': table,
  'AWS::S3::Bucket': bucket,
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': (resource) => fifo(resource, 'topic', 'TopicName', 'FifoTopic'),
  'AWS::SQS::Queue': (resource) => fifo(resource, 'queue', 'QueueName', 'FifoQueue'),
};

function* table(resource: ResourceEntry): Generator<Finding> {
  const { text: id, place } = resource.name;
  const billing = textOfProperty(resource, 'BillingMode')?.trim();
  const isDynamic = propertyOf(resource, 'BillingMode') !== undefined && billing === undefined;
  if (!isDynamic && billing !== 'PAY_PER_REQUEST' && !propertyOf(resource, 'ProvisionedThroughput'))
    yield {
      at: place,
      message: `Table "${id}" has neither a throughput nor a billing mode that needs none`,
      help: 'Add `BillingMode: PAY_PER_REQUEST` to its `Properties`.',
    };
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
  if (name?.kind !== 'scalar' || name.valueKind !== 'literal') return;
  const own = propertyOf(resource, flag);
  const isFifo = own !== undefined && isTrue(own);
  const text = name.text.trim();
  if (isFifo && !text.endsWith('.fifo'))
    yield {
      at: name.place,
      message: `The name of FIFO ${what} "${resource.name.text}" does not end with ".fifo"`,
      help: `Write \`${shorten(text)}.fifo\`.`,
    };
  if (own === undefined && text.endsWith('.fifo'))
    yield {
      at: name.place,
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
