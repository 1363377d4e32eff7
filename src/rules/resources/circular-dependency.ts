import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { knownResources } from '../../model/bundle/config-files.js';
import { fact } from '../../model/fact.js';
import { referencesIn } from '../../parse/config-file/references.js';
import { propertyOf } from '../../parse/config-file/resources.js';
import { type ResourceEntry, scalarsOf } from '../../parse/config-file/sections.js';
import { placeOfWritten, typeOf } from '../../parse/index.js';
import { type Located, textAt } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { list } from '../../util/text.js';
import type { EachRule } from '../rule.js';

/** What a resource needs: the id of another one, where it names it. */
interface Need {
  readonly resource: ResourceEntry;
  readonly needed: Located<string>;
}

/** Resources of which each needs the next one, and the last one the first one. No resource is in two of them. */
const circles = fact('circles', (project): readonly (readonly Need[])[] => {
  const byId = groupBy(knownResources(project), ({ name }) => [name.text]);
  const found: (readonly Need[])[] = [];
  const seen = new Set<string>();
  for (const start of byId.keys()) {
    /** From the start to where the walk is, with what is still to be followed. */
    const path: { readonly id: string; readonly needs: Need[]; taken?: Need | undefined }[] = [];
    const depths = new Map<string, number>();
    const enter = (id: string) => {
      seen.add(id);
      depths.set(id, path.length);
      path.push({ id, needs: needsOf(byId.get(id) ?? []) });
    };
    if (!seen.has(start)) enter(start);
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const need = (last.taken = last.needs.pop());
      const depth = depths.get(need?.needed.value ?? '');
      if (!need) {
        depths.delete(last.id);
        path.pop();
      } else if (depth !== undefined) {
        found.push(path.slice(depth).flatMap(({ taken }) => taken ?? []));
        break;
      } else if (byId.has(need.needed.value) && !seen.has(need.needed.value)) enter(need.needed.value);
    }
  }
  return found;
});

/** In the reverse order of the text. None where a condition decides, or where two files declare the resource. */
function needsOf([resource, ...others]: readonly ResourceEntry[]): Need[] {
  if (!resource || others.length > 0 || resource.Condition) return [];
  const { Properties, DependsOn } = resource;
  if (Properties && textAt(Properties.place).includes('Fn::If')) return [];
  const references = Properties ? referencesIn(Properties.value) : [];
  return [
    ...references.filter(({ to }) => to === 'value' || to === 'resource').map(({ id }) => id),
    ...scalarsOf(DependsOn).map((id) => ({ value: id.text, place: placeOfWritten(id) })),
  ]
    .map((needed) => ({ resource, needed }))
    .reverse();
}

export const circularDependency: EachRule<readonly Need[]> = {
  meta: {
    summary: 'Resources need each other in a circle',
    why: 'CloudFormation creates a resource after those that it refers to or depends on. In a circle none can be the first one, and the whole template is refused: "Circular dependency between resources: [CacheGroup, ClientGroup]". The new environment or the update fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/UserGuide/troubleshooting',
      'https://aws.amazon.com/blogs/infrastructure-and-automation/handling-circular-dependency-errors-in-aws-cloudformation/',
    ],
  },
  each: circles,
  *check(circle) {
    const ids = circle.map(({ resource }) => resource.name.text);
    // A rule can be a resource of its own, which nothing else needs.
    const inRule = circle.find((need) => typeOfRule(need) !== undefined) ?? circle[0];
    if (!inRule) return;
    const rule = typeOfRule(inRule);
    yield {
      at: inRule.needed.place,
      message:
        ids.length === 1
          ? `Resource "${inRule.needed.value}" needs itself`
          : `Resources ${list(ids.slice(0, MAX_LISTED_NAMES).map((id) => `"${id}"`))} need each other`,
      help:
        rule === undefined
          ? 'Delete one of these references.'
          : `Move this rule out of "${inRule.resource.name.text}" to a resource of type \`${rule}\`.`,
      related: circle
        .filter((need) => need !== inRule)
        .slice(0, MAX_LISTED_NAMES)
        .map(({ needed }) => ({ at: needed.place, note: `needs "${needed.value}"` })),
    };
  },
};

/** What a rule of a security group would be as a resource; undefined for any other need. */
function typeOfRule({ resource, needed }: Need): string | undefined {
  const type = typeOf(resource)?.trim() ?? ebResource(resource.name.text)?.type;
  if (type !== 'AWS::EC2::SecurityGroup') return undefined;
  const property = ['SecurityGroupIngress', 'SecurityGroupEgress'].find((name) => {
    const span = propertyOf(resource, name)?.place.span;
    return span && span.start < needed.place.span.start && needed.place.span.start < span.end;
  });
  return property && `AWS::EC2::${property}`;
}
