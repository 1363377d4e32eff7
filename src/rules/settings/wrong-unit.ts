import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { option } from '../on.js';
import type { EachRule } from '../rule.js';

const TRIGGER = 'aws:autoscaling:trigger';

/**
 * The unit in which CloudWatch has the metrics that are not in bytes.
 * - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
 * - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
const UNITS: Readonly<Record<string, string>> = {
  CPUUtilization: 'Percent',
  Latency: 'Seconds',
  RequestCount: 'Count',
  TargetResponseTime: 'Seconds',
};

export const wrongUnit: EachRule<EffectiveSetting> = {
  meta: {
    summary: 'The unit of a scaling trigger is not that of its metric',
    why: 'An alarm of CloudWatch only counts data in its own unit. With another one it has no data, and the environment never scales. The default of Unit is Bytes, which only fits the metrics of networks and disks.',
    consequence: 'silently-ignored',
    references: [
      'guide:command-options-general#command-options-general-autoscalingtrigger',
      'guide:environments-cfg-autoscaling-triggers',
      'aws:AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
  },
  each: option(TRIGGER, 'MeasureName'),
  *check(measure, project) {
    const metric = trimmedText(measure.value) ?? '';
    const expected = lookUp(UNITS, metric);
    const unit = settings(project).effective(TRIGGER, 'Unit');
    const text = unit ? trimmedText(unit.value) : 'Bytes';
    if (expected === undefined || text === undefined || text === '' || text === expected) return;
    yield {
      at: unit ? unit.value.place : measure.value.place,
      message: unit
        ? `${metric} is measured in ${expected}, but Unit is ${text}`
        : `${metric} is measured in ${expected}, but the default of Unit is Bytes`,
      help: `Set \`Unit\` of \`${TRIGGER}\` to \`${expected}\`.`,
      ...(unit && { related: [{ at: measure.value.place, note: 'the metric is set here' }] }),
    };
  },
};
