import { configFiles, knownResources } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { resourceTypes } from '../../model/resources/declared-ids.js';
import { referencesIn } from '../../parse/config-file/references.js';
import { propertyOf, textOfProperty } from '../../parse/config-file/resources.js';
import { type IdReference, referencesOf, typeOf } from '../../parse/index.js';
import { isTrue } from '../../source/index.js';
import { groupBy, lookUp } from '../../util/collections.js';
import type { Finding, Rule } from '../rule.js';

export const wrongReference: Rule = {
  meta: {
    summary: 'Ref gives another value of a resource than the one that is needed there',
    why: 'What Ref gives depends on the type: the URL of a queue, and the ARN of a load balancer. An alarm whose dimension LoadBalancer is an ARN is created, and never sees a value. A dead-letter queue that is named by its URL is refused, and so is one of another kind: "Dead-letter queue must be same type of queue as the source." The new environment or the update fails.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue',
      'aws:AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues',
    ],
  },
  *check(project) {
    for (const reference of configFiles(project).flatMap(referencesOf)) {
      const { id, by, dimension, property } = reference;
      const need = by === 'Ref' ? needOf(reference, resourceTypes(project)(id.value)) : undefined;
      if (!need) continue;
      yield {
        at: id.place,
        message: `${property === undefined ? `Dimension ${dimension ?? ''}` : property} needs the ${need.value}${need.help === undefined ? ` of "${id.value}", and Ref gives its ${need.ref}` : `, and Ref gives the ${need.ref} of "${id.value}"`}`,
        help: need.help ?? `Write \`{"Fn::GetAtt": ["${id.value}", "${need.attribute ?? ''}"]}\`.`,
        ...(property === undefined && { warnsBecause: 'undocumented' as const }),
      };
    }
    yield* standardForFifo(project);
  },
};

interface Need {
  readonly type: string;
  /** What is needed, what `Ref` gives in its place, and what `Fn::GetAtt` has to read. */
  readonly value: string;
  readonly ref: string;
  readonly attribute?: string;
  /** What to write where no attribute has it. */
  readonly help?: string;
}

const QUEUE = 'AWS::SQS::Queue';

/** By the dimension of a metric. */
const DIMENSIONS: Readonly<Record<string, Need>> = {
  LoadBalancer: {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    value: 'full name',
    ref: 'ARN',
    attribute: 'LoadBalancerFullName',
  },
  TargetGroup: {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    value: 'full name',
    ref: 'ARN',
    attribute: 'TargetGroupFullName',
  },
  InstanceId: {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    value: 'id of an instance',
    ref: 'name',
    help: 'Name the dimension `AutoScalingGroupName`.',
  },
  QueueName: { type: QUEUE, value: 'name', ref: 'URL', attribute: 'QueueName' },
};

/** By the property of which it is the whole value. */
const PROPERTIES: Readonly<Record<string, Need>> = {
  deadLetterTargetArn: { type: QUEUE, value: 'ARN', ref: 'URL', attribute: 'Arn' },
};

function needOf({ dimension, property }: IdReference, type: string | undefined): Need | undefined {
  const need = dimension === undefined ? lookUp(PROPERTIES, property ?? '') : lookUp(DIMENSIONS, dimension);
  return need?.type === type ? need : undefined;
}

/** The dead-letter queue of a FIFO queue is one as well. */
function* standardForFifo(project: Project): Generator<Finding> {
  const entries = knownResources(project).filter((resource) => typeOf(resource)?.trim() === QUEUE);
  const queues = groupBy(entries, ({ name }) => [name.text]);
  const standard = new Map(
    [...queues].flatMap(([id, [queue, ...others]]) =>
      queue && others.length === 0 && !propertyOf(queue, 'FifoQueue') ? [[id, queue]] : [],
    ),
  );
  for (const queue of entries) {
    const policy = isTrue(propertyOf(queue, 'FifoQueue')) ? propertyOf(queue, 'RedrivePolicy') : undefined;
    const references = policy ? referencesIn(policy.value) : [];
    const target = references.find(({ property }) => property === 'deadLetterTargetArn');
    const dead = target && standard.get(target.id.value);
    if (!target || !dead) continue;
    const name = textOfProperty(dead, 'QueueName')?.trim() ?? '';
    yield {
      at: target.id.place,
      message: `Queue "${queue.name.text}" is a FIFO queue, but its dead-letter queue "${target.id.value}" is not`,
      help: `Add \`FifoQueue: true\` to the properties of "${target.id.value}"${name === '' || name.endsWith('.fifo') ? '' : ', and end its `QueueName` with `.fifo`'}.`,
      related: [{ at: dead.name.place, note: 'the standard queue' }],
    };
  }
}
