import { declaredIds } from '../../model/declared-ids.js';
import { missingId, type MissingId } from '../../model/missing-id.js';
import { referencesOf, type IdReference } from '../../model/references.js';
import type { Fix, Rule } from '../rule.js';

export const unknownReference: Rule = {
  meta: {
    id: 'resources/unknown-reference',
    summary: 'A function names a resource or parameter that the environment does not have',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Unresolved resource dependencies [NAME] in the Resources block of the template", or "Template error: instance of Fn::GetAtt references undefined resource NAME". Which resources Elastic Beanstalk itself makes depends on the environment: AWSEBLoadBalancer is a classic load balancer, AWSEBV2LoadBalancer an application or network load balancer, and a single instance has neither.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-functions.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check({ configFiles, environment, settings }) {
    const declared = declaredIds(configFiles);
    if (declared.mayBeMore) return;
    for (const reference of configFiles.flatMap(referencesOf)) {
      const missing = missingId(reference, { declared, environment, settings });
      if (!missing) continue;
      const fix = fixOf(reference, missing);
      yield {
        at: reference.id.place,
        message: `${subjectOf(reference)}, but ${reasonOf(reference, missing)}`,
        ...(missing.because === 'environment' && { related: [relatedOf(missing)] }),
        // The template that the files are merged into may have its own.
        ...((reference.to === 'mapping' || reference.to === 'condition') && { severity: 'warning' }),
        ...(fix && { fix }),
      };
    }
  },
};

const subjectOf = ({ by, id }: IdReference): string =>
  by === 'Resources' ? `Resources changes "${id.value}"` : `${by} names "${id.value}"`;

/** What would have to be true for a reference to lead somewhere. */
const NOWHERE = {
  value:
    'no configuration file declares it under Resources or Parameters, and Elastic Beanstalk makes nothing of that name',
  resource:
    'no configuration file declares it under Resources, and Elastic Beanstalk makes nothing of that name',
  mapping: 'no configuration file declares it under Mappings',
  condition: 'no configuration file declares it under Conditions',
} as const;

function reasonOf({ to, by, id }: IdReference, missing: MissingId): string {
  if (missing.because === 'environment') {
    const { option, value } = missing.setting;
    const mend = missing.twin
      ? `use "${missing.twin}"${by === 'Ref' ? '' : ', which has other attributes'}`
      : `take it out${by === 'Resources' ? '' : ', or name something else'}`;
    return `Elastic Beanstalk does not make it for an environment with ${option.value} ${value.text.trim()}; ${mend}.`;
  }
  const nowhere = id.value.includes('::') ? 'CloudFormation has no such parameter' : NOWHERE[to];
  const mend = missing.meant
    ? `did you mean "${missing.meant}"?`
    : 'declare it, or name something that exists.';
  return `${nowhere}; ${mend}`;
}

const relatedOf = ({ setting }: MissingId & { because: 'environment' }) => ({
  at: setting.value.place,
  note: `${setting.option.value} is ${setting.value.text.trim()}`,
});

/** Only the case of a name is nobody's choice. */
function fixOf({ id, by }: IdReference, missing: MissingId): Fix | undefined {
  const text = missing.because === 'undeclared' ? missing.meant : by === 'Ref' ? missing.twin : undefined;
  if (text === undefined) return undefined;
  const { file, span } = id.place;
  const isSafe = text.toLowerCase() === id.value.toLowerCase();
  return { title: `Write ${text}`, safety: isSafe ? 'safe' : 'unsafe', edits: [{ file, span, text }] };
}
