import { ebResource } from '../../knowledge/eb-resources.js';
import type { Environment } from '../../model/environment.js';
import { typedResources, type TypedResource } from '../../model/typed-resources.js';
import type { Rule } from '../rule.js';

export const duplicateId: Rule = {
  meta: {
    id: 'resources/duplicate-id',
    summary: 'One id stands for two resources of different types',
    why: 'Elastic Beanstalk puts the Resources of all configuration files into one template, in which an id stands for one resource. Of two with the same id one is lost, or properties of the one end up in the other and CloudFormation refuses them.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-resources.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles, environment }) {
    const firsts = new Map<string, TypedResource>();
    for (const resource of typedResources(configFiles)) {
      const { id, type } = resource;
      const first = firsts.get(id.value) ?? resource;
      firsts.set(id.value, first);
      const own = typeOfEb(id.value, environment);
      // Of a key that stands twice in one file, config/duplicate-key speaks.
      const isClash = first.type !== type && first.id.place.file !== id.place.file;
      if (own !== undefined && own !== type)
        yield {
          at: id.place,
          message: `"${id.value}" is declared here with the type ${type}, but Elastic Beanstalk makes a resource of that id with the type ${own}; give this one another id.`,
        };
      else if (isClash)
        yield {
          at: id.place,
          message: `"${id.value}" has the type ${type} here, but ${first.type} in another file; give one of the two resources another id.`,
          related: [{ at: first.id.place, note: `"${id.value}" has the type ${first.type} here` }],
        };
    }
  },
};

/** The type of a resource that Elastic Beanstalk makes for sure; undefined where it may not make it. */
function typeOfEb(id: string, { loadBalancer }: Environment): string | undefined {
  const { type, kinds } = ebResource(id) ?? {};
  return !kinds || (loadBalancer && kinds.includes(loadBalancer)) ? type : undefined;
}
