import { ebResourceIds, isEbId } from '../../knowledge/resources/eb-resources.js';
import { requiredProperties } from '../../knowledge/resources/required-properties.js';
import { configFiles, knownResources } from '../../model/bundle/config-files.js';
import { LISTENER_ID } from '../../model/load-balancer/listener-resources.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { mayMakeResources, textOfProperty, typeOf } from '../../parse/config-file/resources.js';
import { keysIn, type ResourceEntry } from '../../parse/config-file/sections.js';
import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const missingProperty: Rule = {
  meta: {
    summary: 'A resource does not have a property that its type needs',
    why: 'CloudFormation cannot create the resource, and with it the new environment or the update fails: "required key [GroupDescription] not found", or "A certificate must be specified for HTTPS listeners". Only the types that projects of Elastic Beanstalk declare most are checked, and no resources that Elastic Beanstalk itself creates.',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref',
    ],
    yieldsTo: ['resources/unknown-key', 'resources/misspelled-property'],
  },
  needs: knownResources,
  *check(project) {
    const resources = knownResources(project);
    if (configFiles(project).some(mayMakeResources)) return;
    const byId = groupBy(resources, ({ name }) => [name.text]);
    for (const resource of resources) {
      const { text: id, place: at } = resource.name;
      const type = typeOf(resource)?.trim();
      // Several files may describe it together.
      if (type === undefined || byId.get(id)?.length !== 1) continue;
      if (!isWhole(resource) || isMade(resource, project)) continue;
      // Names in another case are misspelled, but not missing.
      const names = new Set(keysIn(resource.Properties).map(({ text }) => text.toLowerCase()));
      const missing = requiredProperties(type, (name) => textOfProperty(resource, name)).filter(
        (name) => !names.has(name.toLowerCase()),
      );
      if (missing.length === 0) continue;
      const written = list(missing.map((name) => `\`${name}\``));
      const own = caseVariant(id);
      yield {
        at,
        message: `Resource "${id}" does not have ${list(missing)}, which ${type} needs`,
        help: own
          ? `Rename it to \`${own}\`, which Elastic Beanstalk itself creates.`
          : `Add ${written} to its \`Properties\`.`,
        // The console may have made the listener.
        ...(isEbId(id) && !own && { warnsBecause: 'undocumented' }),
      };
    }
  },
};

/** Whether the file shows all of its properties. */
const isWhole = ({ Properties }: ResourceEntry): boolean =>
  !Properties || (Properties.value.kind === 'map' && Properties.value.valueKind === 'literal');

/** The resource of Elastic Beanstalk's whose id differs only in case: this is another one. */
const caseVariant = (id: string): string | undefined =>
  ebResourceIds().find((own) => own !== id && own.toLowerCase() === id.toLowerCase());

/** Whether Elastic Beanstalk makes it: of listeners, only those that have settings. */
function isMade({ name: { text: id } }: ResourceEntry, project: Project): boolean {
  const port = LISTENER_ID.exec(id)?.[1];
  return (
    isEbId(id) &&
    !caseVariant(id) &&
    !(port && settings(project).of(`aws:elbv2:listener:${port}`).length === 0)
  );
}
