import { isEbId } from '../knowledge/eb-resources.js';
import type { ConfigFile, Resource } from '../parse/config-file.js';
import { entriesOf, type MapEntry, type Node } from '../parse/node.js';

/** What the files of a project give names to, for the functions of CloudFormation. */
export interface DeclaredIds {
  /** Resources and parameters; not those that only change a resource of Elastic Beanstalk's. */
  readonly value: ReadonlySet<string>;
  readonly mapping: ReadonlySet<string>;
  readonly condition: ReadonlySet<string>;
  /** A macro or a loop of CloudFormation may make more ids, which no file shows. */
  readonly mayBeMore: boolean;
}

export function declaredIds(files: readonly ConfigFile[]): DeclaredIds {
  const roots = files.map(({ root }) => root);
  const namesIn = (section: string) =>
    roots.flatMap((root) => entriesOfSection(root, section)).map(({ key }) => key.text);
  const resources = files.flatMap((file) => file.resources).filter((resource) => !isChange(resource));
  return {
    value: new Set([...resources.map(({ id }) => id.value), ...namesIn('Parameters')]),
    mapping: new Set(namesIn('Mappings')),
    condition: new Set(namesIn('Conditions')),
    mayBeMore: roots.some(
      (root) =>
        entriesOf(root).some(({ key }) => key.text === 'Transform') ||
        entriesOfSection(root, 'Resources').some(makesResources),
    ),
  };
}

/**
 * Whether a resource only changes the one that Elastic Beanstalk makes under that id.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html
 */
export const isChange = ({ id, type }: Resource): boolean => type === undefined && isEbId(id.value);

/** The entries of a section: of both where it appears twice. */
export const entriesOfSection = (root: Node | undefined, section: string): MapEntry[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === section)
    .flatMap(({ value }) => entriesOf(value));

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 */
const makesResources = ({ key }: MapEntry): boolean =>
  key.text.startsWith('Fn::ForEach') || key.text === 'Fn::Transform';
