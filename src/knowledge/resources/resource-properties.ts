import { lazily } from '../../util/memo.js';
import { nearest } from '../../util/nearest.js';
import { ownName } from './foreign-types.js';
import { attributes, properties, types } from './specification.js';

/** The types of CloudFormation, by the service that they belong to: `AWS::SQS` has `Queue`. */
const services = lazily(
  () =>
    new Map(
      lines(types()).map(([service = '', ...names]): [string, ReadonlySet<string>] => [
        service,
        new Set(names),
      ]),
    ),
);

const lines = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' '));

/** All types that the tables know. */
export const resourceTypes = (): readonly string[] =>
  [...services()].flatMap(([service, names]) => [...names].map((name) => `${service}::${name}`));

/** The probable suggestion for a type that does not exist; undefined for one that exists, or that may be newer than the tables. */
export interface IntendedType {
  readonly type: string;
  /** The name is only a typing mistake away, or that of another tool: CloudFormation gives new types no such names. */
  readonly isCertain: boolean;
}

export function intendedType(type: string): IntendedType | undefined {
  const [service, name] = splitType(type);
  const own = services().get(service);
  if (own?.has(name)) return undefined;
  const near = ownName(service, name) ?? (own && nearName(name, own));
  if (near !== undefined) return { type: `${service}::${near}`, isCertain: true };
  // Of a service that does not exist, or of the other generation of one that does.
  const renamed = own
    ? [...services().keys()].find((other) => other.startsWith(service) && services().get(other)?.has(name))
    : nearName(service, services().keys(), service.length - service.indexOf(':') - 2);
  if (renamed !== undefined) {
    const names = services().get(renamed) ?? new Set();
    const there = names.has(name) ? name : nearName(name, names);
    return there === undefined ? undefined : { type: `${renamed}::${there}`, isCertain: there === name };
  }
  if (!own) return undefined;
  const [longer, ...longerOnes] = [...own].filter((other) => other.endsWith(name));
  if (longer !== undefined && longerOnes.length === 0 && /^[A-Z][a-z]{3}/.test(name))
    return { type: `${service}::${longer}`, isCertain: false };
  const [only, ...others] = resourceTypes().filter((other) => splitType(other)[1] === name);
  return only !== undefined && others.length === 0 && name.length >= MIN_TELLING_NAME
    ? { type: only, isCertain: false }
    : undefined;
}

/** Shorter names than `LoadBalancer` are in many services, also in new ones. */
const MIN_TELLING_NAME = 10;

function splitType(type: string): [service: string, name: string] {
  const at = type.lastIndexOf('::');
  return [type.slice(0, Math.max(0, at)), type.slice(at + 2)];
}

/** The name that differs in case, by a plural, or by up to two letters; not by a number, which a new version would have. */
function nearName(name: string, names: Iterable<string>, length = name.length): string | undefined {
  const candidates = [...names].filter((other) => digits(other) === digits(name));
  return nearest(name, candidates, length < 8 ? 1 : 2);
}

const digits = (text: string): string => text.replace(/\D/g, '');

interface Properties {
  readonly names: readonly string[];
  readonly required: readonly string[];
}

/**
 * What the resources of Terraform for environments take, with what every resource takes. Read in December 2026:
 * - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment
 * - https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_configuration_template
 * - https://developer.hashicorp.com/terraform/language/resources/syntax
 */
const OF_TERRAFORM = `
aws_elastic_beanstalk_configuration_template application connection count depends_on description dynamic environment_id for_each lifecycle name provider provisioner region setting solution_stack_name timeouts
aws_elastic_beanstalk_configuration_template/setting name namespace resource value
aws_elastic_beanstalk_environment application cname_prefix connection count depends_on description dynamic for_each lifecycle name platform_arn poll_interval provider provisioner region setting solution_stack_name tags tags_all template_name tier timeouts version_label wait_for_ready_timeout
aws_elastic_beanstalk_environment/setting name namespace resource value
`;

/** What the most usual types take, by the type; with `/` and the name of a property, what is in that property or its items. */
const described = lazily(
  () =>
    new Map(
      [
        ...lines(properties()).map(([type = '', ...names]) => [`AWS::${type}`, ...names]),
        ...lines(OF_TERRAFORM),
      ].map(([type = '', ...names]): [string, Properties] => [
        type,
        {
          names: names.map((name) => name.replace('!', '')),
          required: names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1)),
        },
      ]),
    ),
);

/** The properties that CloudFormation demands for a type; none where that is not known. */
export const demandedProperties = (type: string): readonly string[] => described().get(type)?.required ?? [];

const read = lazily(
  () => new Map(lines(attributes()).map(([type = '', ...names]) => [`AWS::${type}`, names])),
);

/** What `Fn::GetAtt` reads of the most usual types, beside their properties; undefined for all others. */
export const attributesOf = (type: string): readonly string[] | undefined => read().get(type);

/** Whether a type has a property of this name. */
export const hasResourceProperty = (type: string, name: string): boolean =>
  described().get(type)?.names.includes(name) === true;

/** A name that is no property of a type. */
export interface UnknownProperty {
  /** The property that is probably intended. */
  readonly intended: string | undefined;
  /** CloudFormation cannot have added it since: it gives no property such a name beside those that the type has. */
  readonly isCertain: boolean;
}

/** Undefined where the type has the property, or where its properties are not known. */
export function unknownProperty(type: string, name: string): UnknownProperty | undefined {
  const names = described().get(type)?.names;
  if (!names || names.includes(name)) return undefined;
  const key = keyOf(name);
  const same = names.find((other) => keyOf(other) === key);
  const isOfAws = type.startsWith('AWS::');
  const near =
    same ??
    nearName(name, names) ??
    (isOfAws
      ? names.find((other) => `${other}${unitIn(name)}` === name || other === `${ownerOf(type)}${name}`)
      : (names.find((other) => name.startsWith(`${other}_`)) ??
        names.find((other) => name.endsWith(`_${other}`))));
  const [longer, ...others] = near === undefined ? names.filter((other) => other.startsWith(name)) : [];
  const intended = near ?? (name.length > 3 && others.length === 0 ? longer : undefined);
  // Of the 738 properties that were new between versions 0.1.10 and 0.1.216 of the tables, 13 resemble an older one, of the types
  // here only names with another ending, and none begins with a small letter. What a setting consists of has never changed.
  return {
    intended,
    isCertain:
      /\/(?:setting|OptionSettings)$/.test(type) ||
      (isOfAws && /^[a-z]/.test(name)) ||
      (intended !== undefined && (!isOfAws || stemOf(intended) !== stemOf(name))),
  };
}

/** What a type begins its own names with: `Queue` of `QueueName`. Two of all types have a property with and without it. */
const ownerOf = (type: string): string => type.replace(/^.*[:/]|Settings$/g, '');

const stemOf = (name: string): string => name.replace(/(?:s|Ids?)$/, '');

/** No type has a property with and without the unit. */
const unitIn = (name: string): string =>
  /(?:In)?(?:Seconds|Minutes|Hours|Days|Bytes|[MG]i?B)$/.exec(name)?.[0] ?? '/';

const keyOf = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();
