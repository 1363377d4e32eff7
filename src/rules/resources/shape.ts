import { isEbId, RESOURCE_KEYS } from '../../knowledge/eb-resources.js';
import { nearest } from '../../knowledge/nearest.js';
import { brokenResourceSections, resourceEntries, type ResourceEntry } from '../../model/resource-entries.js';
import type { Located } from '../../source/index.js';
import type { Finding, Fix, Rule } from '../rule.js';

export const resourceShape: Rule = {
  meta: {
    id: 'resources/shape',
    summary: 'An entry of Resources is not a resource',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Template format error: Every Resources member must be an object", "Invalid template resource property", or "Resource name NAME is non alphanumeric". Only a resource that Elastic Beanstalk itself makes may be changed without its Type.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-resources.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    const entries = configFiles.flatMap(resourceEntries);
    const typed = new Set(entries.filter(({ keys }) => hasType(keys)).map(({ id }) => id.value));
    for (const { at, holds } of configFiles.flatMap(brokenResourceSections))
      yield {
        at,
        message: `Resources holds ${holds}; each resource stands below it as a map, ID: {Type: ..., Properties: ...}.`,
      };
    for (const entry of entries) yield* inEntry(entry, typed);
  },
};

const hasType = (keys: ResourceEntry['keys']): boolean =>
  typeof keys !== 'string' && keys.some(({ value }) => value === 'Type');

function* inEntry({ id, keys, properties }: ResourceEntry, typed: ReadonlySet<string>): Generator<Finding> {
  const { value: name, place: at } = id;
  if (name.startsWith('aws:')) {
    yield {
      at,
      message: `${name} is a namespace of options, not a resource; move it from Resources to option_settings.`,
    };
  } else if (typeof keys === 'string') {
    const message = `The resource "${name}" holds ${keys} where its Type and Properties belong.`;
    // Nobody says what Elastic Beanstalk does with an empty one.
    yield { at, message, ...(keys === 'nothing' && { severity: 'warning' }) };
  } else {
    if (!/^[A-Za-z0-9]+$/.test(name))
      yield {
        at,
        message: `The id "${name}" of a resource may hold letters and digits only; write it without the other characters, here and wherever it is referred to.`,
      };
    if (properties && properties !== 'nothing')
      yield {
        at,
        message: `Properties of the resource "${name}" holds ${properties} where a map of properties belongs.`,
      };
    yield* inKeys(name, keys);
    const isTyped = typed.has(name) || isEbId(name) || keys.some((key) => meantBy(key, keys) === 'Type');
    if (!isTyped)
      yield {
        at,
        message: `The resource "${name}" has no Type, and Elastic Beanstalk makes nothing of that name; add its Type, such as AWS::SQS::Queue.`,
      };
  }
}

/** One finding for each misspelt key, and one for all that are none. */
function* inKeys(name: string, keys: readonly Located<string>[]): Generator<Finding> {
  const strays = keys.filter(({ value }) => !RESOURCE_KEYS.includes(value));
  const unknown = strays.filter((key) => meantBy(key, keys) === undefined);
  for (const key of strays) {
    const meant = meantBy(key, keys);
    if (meant === undefined) continue;
    const message = `The resource "${name}" has a key "${key.value}", which no resource has; did you mean "${meant}"?`;
    yield { at: key.place, message, fix: renaming(key, meant) };
  }
  const [first] = unknown;
  if (!first) return;
  const all = unknown.map(({ value }) => value).join(', ');
  yield {
    at: first.place,
    message: `The resource "${name}" has what no resource has beside its Type: ${all}; properties belong one level deeper, under Properties.`,
  };
}

/** The key that a stray one was meant to be, unless the resource has that one already. */
const meantBy = ({ value }: Located<string>, keys: readonly Located<string>[]): string | undefined =>
  nearest(
    value,
    RESOURCE_KEYS.filter((key) => !keys.some((own) => own.value === key)),
  );

const renaming = ({ value, place }: Located<string>, text: string): Fix => ({
  title: `Write ${text}`,
  safety: value.toLowerCase() === text.toLowerCase() ? 'safe' : 'unsafe',
  edits: [{ file: place.file, span: place.span, text }],
});
