import { configFiles } from '../../model/bundle/config-files.js';
import { environment } from '../../model/load-balancer/environment.js';
import { isWorkerTier } from '../../model/platform/tier.js';
import { declaredIds } from '../../model/resources/declared-ids.js';
import { type MissingId, missingId } from '../../model/resources/missing-id.js';
import { settings } from '../../model/settings/settings.js';
import { type IdReference, referencesOf } from '../../parse/index.js';
import { didYouMean } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const unknownReference: Rule = {
  meta: {
    summary: 'A reference names a resource or parameter that the environment does not have',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Unresolved resource dependencies [NAME] in the Resources block of the template", or "Template error: instance of Fn::GetAtt references undefined resource NAME". Which resources Elastic Beanstalk itself creates depends on the environment: AWSEBLoadBalancer is a classic load balancer, AWSEBV2LoadBalancer an application or network load balancer, and a single instance has neither.',
    consequence: 'deploy-fails',
    references: ['guide:ebextensions-functions', 'guide:customize-containers-format-resources-eb'],
    claimsAbsence: true,
  },
  *check(project) {
    const declared = declaredIds(configFiles(project));
    if (declared.mayBeMore) return;
    for (const reference of configFiles(project).flatMap(referencesOf)) {
      const missing = missingId(reference, {
        declared,
        environment: environment(project),
        settings: settings(project),
        isWorker: isWorkerTier(project),
        loadBalancing: settings(project).all.find(({ namespace }) =>
          /^aws:elb(?:v2)?:/.test(namespace.value),
        ),
      });
      if (!missing) continue;
      yield {
        at: reference.id.place,
        message: `${subjectOf(reference)}, which ${missing.because === 'environment' ? 'this environment does not have' : 'is not declared'}`,
        help: helpFor(reference, missing),
        ...(missing.because === 'environment' && { related: [relatedOf(missing)] }),
        // The template that the files are merged into may have its own.
        ...((reference.to === 'mapping' || reference.to === 'condition') && { warnsBecause: 'elsewhere' }),
        ...fixOf(reference, missing),
      };
    }
  },
};

const subjectOf = ({ by, to, id }: IdReference): string =>
  by === 'Resources'
    ? `Resources changes "${id.value}"`
    : `${by} refers to ${to === 'mapping' || to === 'condition' ? `${to} ` : ''}"${id.value}"`;

/** The section that declares what a reference leads to. */
const DECLARE = {
  value: 'Resources',
  resource: 'Resources',
  mapping: 'Mappings',
  condition: 'Conditions',
} as const;

function helpFor({ to, by, id, dimension }: IdReference, missing: MissingId): string {
  if (missing.because === 'undeclared') {
    const isPseudo = id.value.includes('::');
    return didYouMean(
      missing.suggestion,
      isPseudo
        ? 'Use a pseudo parameter of CloudFormation.'
        : by === 'Resources'
          ? `Delete it, or add \`Type\` to declare it.`
          : `Declare \`${shorten(id.value)}\` below \`${DECLARE[to]}\`, or delete what has this ${by === 'Ref' ? '`Ref`' : 'reference'}.`,
    );
  }
  const { counterpart, counterpartRef } = missing;
  if (counterpart === undefined)
    return by === 'Resources'
      ? 'Delete this change.'
      : 'Delete the resource or property that needs it, or refer to something else.';
  if (by !== 'Ref') return `Use \`${counterpart}\`, which has other attributes.`;
  return dimension?.startsWith('LoadBalancer') && counterpart === 'AWSEBV2LoadBalancer'
    ? FULL_NAME
    : `Use \`${counterpart}\`, whose \`Ref\` is ${counterpartRef ?? 'another value'}.`;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html */
const FULL_NAME =
  'Use the dimension `LoadBalancer` with `Fn::GetAtt: [AWSEBV2LoadBalancer, LoadBalancerFullName]`, and the metrics of this kind of load balancer.';

const relatedOf = ({ setting, isOfWorker }: MissingId & { because: 'environment' }) => ({
  at: setting.value.place,
  note: isOfWorker
    ? 'a load balancer, which no worker environment has'
    : `${setting.option.value} is ${setting.value.text.trim()}`,
});

/** Safe only where nothing but the case of a name changes. None for a counterpart, which has another `Ref`. */
function fixOf({ id }: IdReference, missing: MissingId): Pick<Finding, 'fix'> {
  const name = missing.because === 'undeclared' ? missing.suggestion : undefined;
  if (name === undefined) return {};
  const isSafe = name.toLowerCase() === id.value.toLowerCase();
  return { fix: rename([id.place], name, isSafe ? 'safe' : 'unsafe') };
}
