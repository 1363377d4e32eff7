import { isEbId } from '../../knowledge/resources/eb-resources.js';
import { child, entriesOf, entry, itemsOf, scalar, type MapEntry, type Node } from '../yaml/node.js';
import type { ConfigFile, Resource } from './config-file.js';

/** The entries of a section of the template: of both halves where it appears twice. */
export const templateEntries = ({ root }: Pick<ConfigFile, 'root'>, section: string): MapEntry[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === section)
    .flatMap(({ value }) => entriesOf(value));

/** The names of the entries of a section, such as `Parameters`. */
export const idsIn = (file: ConfigFile, section: 'Conditions' | 'Mappings' | 'Parameters'): string[] =>
  templateEntries(file, section).map(({ key }) => key.text);

/** Whether a macro or a loop of CloudFormation may make more resources than the file shows. */
export const mayMakeResources = (file: ConfigFile): boolean =>
  entriesOf(file.root).some(({ key }) => key.text === 'Transform') ||
  templateEntries(file, 'Resources').some(makesResources);

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 */
const makesResources = ({ key }: MapEntry): boolean =>
  key.text.startsWith('Fn::ForEach') || key.text === 'Fn::Transform';

/**
 * Whether a resource only changes the one that Elastic Beanstalk makes under that id.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html
 */
export const isChange = ({ id, type }: Resource): boolean => type === undefined && isEbId(id.value);

/** Whether a resource has a property, whatever its value. */
export const hasProperty = ({ properties }: Resource, name: string): boolean =>
  entry(properties, name) !== undefined;

/** The text of a property; undefined where it is missing, a map or a list. */
export const textOfProperty = ({ properties }: Resource, name: string): string | undefined =>
  scalar(properties, name)?.text;

/**
 * Whether a listener or a listener rule sends plain HTTP on to HTTPS: `DefaultActions` of a listener, `Actions` of a rule.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html
 */
export function redirectsToHttps({ properties }: Resource): boolean {
  const actions = [child(properties, 'DefaultActions'), child(properties, 'Actions')];
  return actions.flatMap(asItems).some((action) => {
    const config = child(action, 'RedirectConfig');
    return (
      scalar(config, 'Protocol')?.text.toUpperCase() === 'HTTPS' || scalar(config, 'Port')?.text === '443'
    );
  });
}

const asItems = (node: Node | undefined): readonly Node[] => (node?.kind === 'map' ? [node] : itemsOf(node));
