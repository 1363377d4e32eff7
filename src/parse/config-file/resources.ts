import { isEbId } from '../../knowledge/resources/eb-resources.js';
import {
  child,
  entriesOf,
  entry,
  isFilledIn,
  itemsOf,
  type MapEntry,
  type Node,
  scalar,
  type ScalarNode,
} from '../yaml/node.js';
import type { ConfigFile } from './config-file.js';
import { entriesIn, type ResourceEntry, scalarOf } from './sections.js';

/** Whether a macro or a loop of CloudFormation may make more resources than the file shows. */
export const mayMakeResources = (file: ConfigFile): boolean =>
  entriesOf(file.root).some(({ key }) => key.text === 'Transform') ||
  entriesIn(file, 'Resources').some(makesResources);

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 */
const makesResources = ({ name }: ResourceEntry): boolean =>
  name.text.startsWith('Fn::ForEach') || name.text === 'Fn::Transform';

/**
 * Whether a resource only changes the one that Elastic Beanstalk makes under that id.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-format-resources-eb.html
 */
export const isChange = (resource: ResourceEntry): boolean =>
  typeOf(resource) === undefined && isEbId(resource.name.text);

/** The type of a resource, as it is written; undefined where it is missing, a map or a list. */
export const typeOf = ({ Type }: ResourceEntry): string | undefined => scalarOf(Type)?.text;

/** Whether an entry is a namespace of option settings, which is not a resource at all. */
export const isNamespaceEntry = ({ name }: ResourceEntry): boolean => name.text.startsWith('aws:');

/** A property of a resource, whatever its value. */
export const propertyOf = ({ Properties }: ResourceEntry, name: string): MapEntry | undefined =>
  entry(Properties?.value, name);

/** The text of a property; undefined where it is missing, a map or a list. */
export const textOfProperty = (resource: ResourceEntry, name: string): string | undefined =>
  scalarOf(propertyOf(resource, name))?.text;

/** The id of the resource that a property refers to with `Ref`. */
export const refOfProperty = (resource: ResourceEntry, name: string): string | undefined =>
  scalar(propertyOf(resource, name)?.value, 'Ref')?.text;

/** The names of the properties of a resource, or of the items of one of its properties. */
export interface PropertyNames {
  readonly resource: ResourceEntry;
  /** The property whose items have these names; undefined for those of the resource itself. */
  readonly within: string | undefined;
  readonly names: readonly ScalarNode[];
}

/** The properties of all resources that are written as maps. */
export const propertyNamesIn = (file: ConfigFile): PropertyNames[] =>
  entriesIn(file, 'Resources').flatMap((resource) => {
    const properties = entriesOf(resource.Properties?.value);
    return [
      { resource, within: undefined, names: properties.map(({ key }) => key) },
      ...properties.flatMap(({ key, value }) =>
        itemsOf(value).map((item) => ({
          resource,
          within: key.text,
          names: entriesOf(item).map((own) => own.key),
        })),
      ),
    ];
  });

/**
 * Whether a listener or a listener rule sends plain HTTP on to HTTPS: `DefaultActions` of a listener, `Actions` of a rule.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html
 */
export const redirectsToHttps = (resource: ResourceEntry): boolean =>
  ['DefaultActions', 'Actions']
    .flatMap((name) => asItems(propertyOf(resource, name)?.value))
    .some((action) => {
      const config = child(action, 'RedirectConfig');
      return (
        scalar(config, 'Protocol')?.text.toUpperCase() === 'HTTPS' || scalar(config, 'Port')?.text === '443'
      );
    });

const asItems = (node: Node | undefined): readonly Node[] => (node?.kind === 'map' ? [node] : itemsOf(node));

/**
 * The names under which `files` may ask for credentials; undefined where a function fills them in.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html
 */
export function authenticationMethods(files: readonly ConfigFile[]): readonly ScalarNode[] | undefined {
  const resources = files.flatMap((file) => entriesIn(file, 'Resources'));
  const metadata = resources
    .filter(({ name }) => name.text === 'AWSEBAutoScalingGroup')
    .map(({ Metadata }) => Metadata?.value);
  const methods = metadata.map((node) => child(node, 'AWS::CloudFormation::Authentication'));
  const isFilled = [...metadata, ...methods].some((node) => node?.valueKind === 'dynamic');
  if (isFilled || resources.some(({ part }) => 'key' in part && isFilledIn(part))) return undefined;
  return methods
    .flatMap((node) => entriesOf(node).map(({ key }) => key))
    .filter(({ valueKind }) => valueKind === 'literal');
}

/** The entries of the properties of a resource at any depth, those of functions left out. */
export const entriesOfProperties = (resource: ResourceEntry): MapEntry[] =>
  entriesBelow(resource.Properties?.value);

const entriesBelow = (node: Node | undefined): MapEntry[] => [
  ...entriesOf(node).flatMap((one) =>
    one.key.text.startsWith('Fn::') ? [] : [one, ...entriesBelow(one.value)],
  ),
  ...itemsOf(node).flatMap(entriesBelow),
];

/** Whether the file shows all of the properties of a resource: no function makes some of them. */
export const showsProperties = ({ Properties }: ResourceEntry): boolean =>
  Properties?.value.kind === 'map' &&
  Properties.value.valueKind === 'literal' &&
  entriesOf(Properties.value).every(({ key }) => !key.text.startsWith('Fn::'));

/** The names of the attributes of a table of DynamoDB: those that are defined, and those of its keys and indexes. */
export interface TableAttributes {
  readonly defined: readonly ScalarNode[];
  readonly keys: readonly ScalarNode[];
}

/** Undefined where a function gives some of them. */
export function tableAttributes(resource: ResourceEntry): TableAttributes | undefined {
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((name) => {
    const value = propertyOf(resource, name)?.value;
    if (value === undefined) return [];
    return value.kind === 'list' ? value.items.map((index) => child(index, 'KeySchema')) : [undefined];
  });
  const defined = attributeNames(propertyOf(resource, 'AttributeDefinitions')?.value);
  const keys = [propertyOf(resource, 'KeySchema')?.value, ...indexes].map(attributeNames);
  return defined && keys.every((own) => own !== undefined) ? { defined, keys: keys.flat() } : undefined;
}

/** The types of the keys of a table, in their order. */
export const keyTypes = (resource: ResourceEntry): readonly (ScalarNode | undefined)[] =>
  itemsOf(propertyOf(resource, 'KeySchema')?.value).map((key) => scalar(key, 'KeyType'));

/** A table of DynamoDB, or one of its global indexes, and the throughput that it is given. */
export interface Throughput {
  readonly of: 'table' | 'index';
  readonly at: Node | ScalarNode;
  /** The key of `ProvisionedThroughput`. */
  readonly key: ScalarNode | undefined;
}

/** Those of which the text tells whether they have one: no function gives it, or makes the index. */
export function throughputsOfTable(resource: ResourceEntry): Throughput[] {
  const own = propertyOf(resource, 'ProvisionedThroughput');
  const indexes = itemsOf(propertyOf(resource, 'GlobalSecondaryIndexes')?.value);
  const all = [
    { of: 'table' as const, at: resource.name, given: own },
    ...indexes
      .filter((index) => index.kind === 'map' && entriesOf(index).every(({ key }) => !isFunction(key)))
      .map((index) => ({ of: 'index' as const, at: index, given: entry(index, 'ProvisionedThroughput') })),
  ];
  return all
    .filter(({ given }) => entriesOf(given?.value).every(({ key }) => !isFunction(key)))
    .map(({ given, ...rest }) => ({ ...rest, key: given?.key }));
}

const isFunction = ({ text }: ScalarNode): boolean => text === 'Ref' || text.startsWith('Fn::');

function attributeNames(node: Node | undefined): ScalarNode[] | undefined {
  if (node?.kind !== 'list') return undefined;
  const names = node.items.map((item) => scalar(item, 'AttributeName'));
  const known = names.filter((name) => name?.valueKind === 'literal').filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}

/** What a rule of a security group lets in from a range of addresses. */
export interface IngressRule {
  readonly from: number;
  readonly to: number;
  readonly range: ScalarNode;
}

export const LAST_PORT = 65_535;

/** The rules of a resource whose ports and range are written out: of `SecurityGroupIngress`, or the resource itself. */
export function ingressRules(resource: ResourceEntry): IngressRule[] {
  const { Properties } = resource;
  const rules = [Properties?.value, ...asItems(propertyOf(resource, 'SecurityGroupIngress')?.value)];
  return rules.flatMap((rule) => {
    // Without a protocol of their own, they are for all ports.
    const isOfAll = /^(?:-1|all)$/.test(scalar(rule, 'IpProtocol')?.text.trim() ?? '');
    const [from = NaN, to = NaN] = isOfAll
      ? [0, LAST_PORT]
      : ['FromPort', 'ToPort'].map((name) => Number(scalar(rule, name)?.text));
    return ['CidrIp', 'CidrIpv6'].flatMap((name) => {
      const range = scalar(rule, name);
      return range?.valueKind === 'literal' && from >= 0 && to >= from ? [{ from, to, range }] : [];
    });
  });
}
