import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { configFiles, resourceEntries } from '../../model/bundle/config-files.js';
import { type Environment, environment } from '../../model/load-balancer/environment.js';
import { type ConfigFile, entriesIn, nameOfEntry, typeOf } from '../../parse/index.js';
import type { Located } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const duplicateId: Rule = {
  meta: {
    summary: 'Two resources of different types have the same id',
    why: 'Elastic Beanstalk puts the Resources of all configuration files into one template, in which each id belongs to one resource. Of two resources with the same id, one is lost, or its properties end up in the other and CloudFormation refuses them.',
    consequence: 'deploy-fails',
    warnsBecause: 'undocumented',
    references: ['guide:environment-resources', 'guide:customize-containers-format-resources-eb'],
    yieldsTo: ['config/duplicate-key'],
  },
  needs: resourceEntries,
  *check(project) {
    const firsts = new Map<string, TypedResource>();
    for (const resource of typedResources(configFiles(project))) {
      const { id, type } = resource;
      const first = firsts.get(id.value) ?? resource;
      firsts.set(id.value, first);
      const own = typeOfEb(id.value, environment(project));
      if (own !== undefined && own !== type)
        yield {
          at: id.place,
          message: `Elastic Beanstalk creates "${id.value}" itself, with the type ${own}`,
          help: 'Give this resource another id, here and in every reference to it.',
        };
      else if (first.type !== type)
        yield {
          at: id.place,
          message: `Resource "${id.value}" has two types: ${first.type} and ${type}`,
          help: 'Give one of the two resources another id, there and in every reference to it.',
          related: [{ at: first.id.place, note: first.type }],
        };
    }
  },
};

/** The type of a resource that Elastic Beanstalk certainly creates; undefined where it may not. */
function typeOfEb(id: string, { loadBalancer }: Environment): string | undefined {
  const { type, kinds } = ebResource(id) ?? {};
  return !kinds || (loadBalancer && kinds.includes(loadBalancer)) ? type : undefined;
}

/** A resource whose type is written. */
interface TypedResource {
  readonly id: Located<string>;
  readonly type: string;
}

/** The resources of a project whose type is known from the text, in the order of the files. */
const typedResources = (files: readonly ConfigFile[]): TypedResource[] =>
  files
    .flatMap((file) => entriesIn(file, 'Resources'))
    .flatMap((resource) => {
      const type = typeOf(resource);
      return type !== undefined && TYPE.test(type) ? [{ id: nameOfEntry(resource), type }] : [];
    });

/** `AWS::SQS::Queue`, `Custom::Anything`; not what a template engine fills in. */
const TYPE = /^[A-Za-z0-9]+(?:::[\w@-]+)+$/;
