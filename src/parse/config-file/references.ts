import { functionOfTag } from '../../knowledge/resources/cloudformation-functions.js';
import { type Located, SourceFile } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { placeIn } from '../shell/word.js';
import { entriesOf, itemsOf, type Node, scalar, type ScalarNode } from '../yaml/node.js';
import { mapScalar, placeInScalar, placesIn } from '../yaml/scalar-text.js';
import { parseYaml } from '../yaml/yaml.js';
import type { ConfigFile } from './config-file.js';
import { isChange } from './resources.js';
import { entriesIn, nameOf, type ResourceEntry, scalarsOf } from './sections.js';

/** A name in a `.config` file that must be the id of something else in the environment's template. */
export interface IdReference {
  readonly id: Located<string>;
  /** `value` is a resource or a parameter. */
  readonly to: 'value' | 'resource' | 'mapping' | 'condition';
  /** What refers to it, as messages name it: `Ref`, `Fn::GetAtt`, `DependsOn`, `Condition`; `Resources` changes what is there. */
  readonly by: string;
  /** What it reads of a resource: of `Fn::GetAtt` and `${Id.Attribute}`. */
  readonly attribute?: Located<string>;
  /** The dimension of a CloudWatch metric whose value it is part of. */
  readonly dimension?: string;
  /** The key of which it is the whole value. */
  readonly property?: string;
}

/**
 * Every reference of a file: functions in their long form, functions as JSON in backticks inside any
 * text, `DependsOn`, `Condition`, and changes to resources of Elastic Beanstalk's. What a template engine fills in is left out.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-functions.html
 */
export const referencesOf = oncePer((file: ConfigFile): readonly IdReference[] => {
  // Until they are written in full, nothing is read of the file.
  if (file.problems.some(({ kind }) => kind === 'unsupported-tag')) return [];
  const known = writtenReferences(file).filter(({ id }) => COULD_BE_ID.test(id.value));
  // What aliases repeat is in one place.
  return [...new Map(known.map((reference) => [reference.id.place.span.start, reference])).values()];
});

/** Every reference of a file whatever it names, those of functions in their short form included. */
export const writtenReferences = oncePer((file: ConfigFile): readonly IdReference[] => {
  const { root } = file;
  const resources = entriesIn(file, 'Resources');
  return [
    ...(root ? inNode(root) : []),
    ...resources.flatMap(dependencies),
    ...resources
      .filter(isChange)
      .map((resource) => ({ id: nameOf(resource), to: 'resource', by: 'Resources' }) as const),
  ];
});

/** What an id consists of: letters and digits, or a pseudo parameter such as `AWS::Region`. */
export const COULD_BE_ID = /^[A-Za-z0-9]+(?:::[A-Za-z0-9]+)?$/;

const dependencies = ({ Condition, DependsOn }: ResourceEntry): IdReference[] => [
  ...scalarsOf(DependsOn).map((id) => ({ id: part(id), to: 'resource', by: 'DependsOn' }) as const),
  ...scalarsOf(Condition).map((id) => ({ id: part(id), to: 'condition', by: 'Condition' }) as const),
];

function* inNode(node: Node): Iterable<IdReference> {
  const shortForm = node.tag === undefined ? undefined : functionOfTag(node.tag);
  if (shortForm !== undefined) yield* ofFunction(shortForm, node);
  if (node.kind === 'scalar' && node.written.includes('`')) yield* inBackticks(node);
  const entries = entriesOf(node);
  const dimension = scalar(node, 'Name')?.text;
  for (const { key, value } of entries) {
    if (entries.length === 1) yield* ofFunction(key.text, value);
    if (key.text === 'Value' && dimension !== undefined) yield* ofDimension(dimension, value);
    else yield* ofProperty(key.text, value);
  }
  for (const item of itemsOf(node)) yield* inNode(item);
}

function* ofDimension(dimension: string, value: Node): Iterable<IdReference> {
  for (const reference of inNode(value)) yield { ...reference, dimension };
}

function* ofProperty(property: string, value: Node): Iterable<IdReference> {
  const isReference = entriesOf(value).some(({ key }) => key.text === 'Ref' || key.text === 'Fn::GetAtt');
  for (const reference of inNode(value)) yield isReference ? { ...reference, property } : reference;
}

/** Every reference in a value, whatever it names. */
export const referencesIn = (node: Node): readonly IdReference[] => [...inNode(node)];

/** What a function names: the id, and what it reads of it. */
type Named = Pick<IdReference, 'id' | 'attribute'>;

/** How each function names what it refers to; the argument is the value of its name. */
const FUNCTIONS: Readonly<
  Record<string, { readonly to: IdReference['to']; readonly ids: (argument: Node) => Named[] }>
> = {
  Ref: { to: 'value', ids: (argument) => (argument.kind === 'scalar' ? [{ id: part(argument) }] : []) },
  'Fn::GetAtt': { to: 'resource', ids: attributeOwner },
  'Fn::Sub': { to: 'value', ids: substituted },
  'Fn::FindInMap': { to: 'mapping', ids: firstItem },
  'Fn::If': { to: 'condition', ids: firstItem },
};

function ofFunction(by: string, argument: Node): IdReference[] {
  const reading = lookUp(FUNCTIONS, by);
  if (!reading) return [];
  const { to, ids } = reading;
  return ids(argument).map((named) => ({ ...named, to, by }));
}

/** One part of a scalar's text, the whole unless said; for many parts of one scalar see `placesIn`. */
const part = (scalar: ScalarNode, start = 0, end = scalar.written.length): Located<string> => ({
  value: scalar.written.slice(start, end),
  place: placeInScalar(scalar, start, end),
});

function firstItem(argument: Node): Named[] {
  const [first] = itemsOf(argument);
  return first?.kind === 'scalar' ? [{ id: part(first) }] : [];
}

/** `[Id, Attribute]` or `Id.Attribute`. */
function attributeOwner(argument: Node): Named[] {
  if (argument.kind !== 'scalar') {
    const [, attribute, ...others] = itemsOf(argument);
    const isName = attribute?.kind === 'scalar' && others.length === 0;
    return firstItem(argument).map((named) => (isName ? { ...named, attribute: part(attribute) } : named));
  }
  const dot = argument.written.indexOf('.');
  return dot > 0 ? [{ id: part(argument, 0, dot), attribute: part(argument, dot + 1) }] : [];
}

/** The calls of `Fn::GetAtt` in a file that name a resource and no attribute, or both in one item of a list, each with that text. */
export const callsWithoutAttribute = oncePer(({ file, root }: ConfigFile): readonly ScalarNode[] =>
  root && file.text.includes('Fn::GetAtt') ? [...incomplete(root)] : [],
);

function* incomplete(node: Node): Iterable<ScalarNode> {
  for (const { key, value } of entriesOf(node)) {
    const [first, ...others] = value.kind === 'list' ? value.items : [value];
    if (key.text === 'Fn::GetAtt' && first?.kind === 'scalar' && others.length === 0) {
      if (value.kind === 'list' ? ONE_OR_BOTH.test(first.text) : ONE.test(first.text)) yield first;
    } else yield* incomplete(value);
  }
  for (const item of itemsOf(node)) yield* incomplete(item);
}

const ONE = /^[A-Za-z0-9]+$/;
const ONE_OR_BOTH = /^[A-Za-z0-9]+(?:\.[A-Za-z0-9.]+)?$/;

/** A variable of `Fn::Sub`; `${!Name}` is a text that looks like one. */
const VARIABLE = /\$\{(?!!)([^{}]*)\}/g;

/** `Text with ${Id} and ${Id.Attribute}`, or a list of such a text and a map of variables of its own. */
function substituted(argument: Node): Named[] {
  const [first, variables] = argument.kind === 'list' ? argument.items : [argument];
  if (first?.kind !== 'scalar') return [];
  const own = new Set(entriesOf(variables).map(({ key }) => key.text));
  const placeAt = placesIn(first);
  return [...first.written.matchAll(VARIABLE)].flatMap(({ 1: name = '', index }) => {
    const [id = ''] = name.split('.', 1);
    if (own.has(name)) return [];
    const start = index + 2;
    const after = start + id.length;
    const end = start + name.length;
    return [
      {
        id: { value: id, place: placeAt(start, after) },
        ...(after < end && {
          attribute: { value: name.slice(id.length + 1), place: placeAt(after + 1, end) },
        }),
      },
    ];
  });
}

/** Elastic Beanstalk's way to write a function inside a text. */
function* inBackticks(scalar: ScalarNode): Iterable<IdReference> {
  const { written } = scalar;
  let start = written.indexOf('`');
  let mapped: ReturnType<typeof mapScalar> | undefined;
  while (start !== -1) {
    const end = written.indexOf('`', start + 1);
    if (end === -1) return;
    const base = start + 1;
    for (const { attribute, ...reference } of inJson(written.slice(base, end))) {
      const text = (mapped ??= mapScalar(scalar));
      const moved = ({ value, place: { span } }: Located<string>): Located<string> => ({
        value,
        place: placeIn(text, { start: base + span.start, end: base + span.end }),
      });
      yield { ...reference, id: moved(reference.id), ...(attribute && { attribute: moved(attribute) }) };
    }
    start = end;
  }
}

/** The references in a JSON text, their places counted from its start. */
function inJson(text: string): IdReference[] {
  if (!isJsonObject(text)) return [];
  const { root } = parseYaml(new SourceFile('', '', text));
  return root ? [...inNode(root)] : [];
}

function isJsonObject(text: string): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
