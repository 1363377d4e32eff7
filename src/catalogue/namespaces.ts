import { APPLICATION, WORKER } from '../knowledge/options/application.js';
import { AUTOSCALING } from '../knowledge/options/autoscaling.js';
import { CLUSTER } from '../knowledge/options/cluster.js';
import { CONTAINER } from '../knowledge/options/container.js';
import { EC2 } from '../knowledge/options/ec2.js';
import { ELB } from '../knowledge/options/elb.js';
import { ELBV2 } from '../knowledge/options/elbv2.js';
import { ENVIRONMENT } from '../knowledge/options/environment.js';
import { CLOUDFORMATION, DEPLOYMENT, MANAGEMENT } from '../knowledge/options/management.js';
import { RDS } from '../knowledge/options/rds.js';
import { FORMS } from './forms.js';
import type { NamespaceFacts, OptionCase, OptionFacts } from './option-facts.js';

/** The day on which the tables were last compared with their sources. */
export const CATALOGUE_DATE = '2026-11-24';

const TABLES: readonly string[] = [
  AUTOSCALING,
  CLOUDFORMATION,
  EC2,
  APPLICATION,
  CONTAINER,
  DEPLOYMENT,
  ENVIRONMENT,
  MANAGEMENT,
  WORKER,
  ELB,
  ELBV2,
  RDS,
  CLUSTER,
];

/** A namespace whose last part may be any port or name. */
export interface Template {
  /** As the catalogue lists it: `aws:elbv2:listener:PORT`. */
  readonly listedAs: string;
  /** Up to and with the last colon. */
  readonly prefix: string;
}

interface Index {
  readonly lines: ReadonlyMap<string, string>;
  readonly templates: readonly Template[];
}

let index: Index | undefined;

const parsed = new Map<string, NamespaceFacts>();

function readIndex(): Index {
  if (index) return index;
  const lines = new Map(TABLES.flatMap(splitTable));
  const templates = [...lines.keys()].flatMap((listedAs) => {
    const prefix = /^(.*:)(?:PORT|NAME)$/.exec(listedAs)?.[1];
    return prefix === undefined ? [] : [{ listedAs, prefix }];
  });
  return (index = { lines, templates });
}

/** The names of all namespaces, a part that may vary in capitals. */
export const namespaceNames = (): string[] => [...readIndex().lines.keys()];

/** Those of them that are templates. */
export const templates = (): readonly Template[] => readIndex().templates;

/** What is known of a namespace, by the name that the catalogue lists. */
export function namespaceFacts(listedAs: string): NamespaceFacts | undefined {
  const lines = readIndex().lines.get(listedAs);
  if (lines === undefined) return undefined;
  const facts = parsed.get(listedAs) ?? parseNamespace(lines);
  parsed.set(listedAs, facts);
  return facts;
}

/*
 * A table is text, because each start of the program reads all tables, and looks up few namespaces: text costs next to
 * nothing until it is taken apart.
 *
 *   aws:name:of:namespace | page | fact: value | fact
 *     Name of option | type | fact: value | fact | where Other=a/b & language=go: default=1; values=1, 2
 *     # a remark
 *
 * A fact without a value is true; what the facts mean is in option-facts.ts, forms and segments are named.
 */

/** Each namespace of a table with its lines. */
export const splitTable = (table: string): [name: string, lines: string][] =>
  table
    .trim()
    .split(/\n(?=aws:)/)
    .map((lines) => [lines.slice(0, lines.indexOf(' | ')), lines]);

/** The facts in the lines of one namespace. */
export function parseNamespace(lines: string): NamespaceFacts {
  const [head = '', ...options] = lines.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line));
  const [, doc = '', ...cells] = head.split(' | ');
  return { ...parseCells(cells), doc, options: Object.fromEntries(options.map(parseOption)) };
}

function parseOption(line: string): [string, OptionFacts] {
  const [name = '', type, ...cells] = line.trim().split(' | ');
  const cases = cells.filter(isCase).map(parseCase);
  const facts = parseCells(cells.filter((cell) => !isCase(cell)));
  return [name, { type, ...facts, ...(cases.length > 0 && { cases }) } as OptionFacts];
}

const isCase = (cell: string): boolean => cell.startsWith('where ');

/** `where LoadBalancerType=network & language=go/java: default=30; values=10, 30` */
function parseCase(cell: string): OptionCase {
  const colon = cell.indexOf(': ');
  const conditions = splitPairs(cell.slice('where '.length, colon), ' & ', '=');
  const { language, generation, ...when } = Object.fromEntries(
    conditions.map(([name, values]) => [name, values.split('/')]),
  );
  const effects = splitPairs(cell.slice(colon + 2), '; ', '=');
  return {
    ...(language && { languages: language }),
    ...(generation && { generations: generation }),
    ...(Object.keys(when).length > 0 && { when }),
    ...Object.fromEntries(effects.map(([fact, text]) => [fact, readFact(fact, text)])),
  } as OptionCase;
}

function parseCells(cells: readonly string[]): object {
  const facts = cells.map((cell) => {
    const [fact, text] = splitPair(cell, ':');
    return [fact, text === undefined ? true : readFact(fact, text)];
  });
  return Object.fromEntries(facts) as object;
}

const number = Number;
const limit = (text: string): number | null => (text === 'null' ? null : Number(text));
const list = (text: string): string[] => text.split(', ');
const form = (name: string) => FORMS[name];

/** How facts are read that are no text. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  min: number,
  max: number,
  maxItems: number,
  maxLength: number,
  acceptedMin: limit,
  acceptedMax: limit,
  values: list,
  alsoAccepted: list,
  languages: list,
  generations: list,
  form,
  nameForm: form,
  valueForm: form,
  segment: (name) => SEGMENTS[name],
};

function readFact(fact: string, text: string): unknown {
  const reader = READERS[fact];
  return reader ? reader(text) : text;
}

const splitPairs = (text: string, between: string, within: string): [string, string][] =>
  text.split(between).map((part) => splitPair(part, within) as [string, string]);

function splitPair(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1).trim()];
}

/** What the last part of a namespace may be, by the names that the tables use. */
const SEGMENTS: Readonly<Record<string, RegExp>> = {
  PORT: /^\d{1,5}$/,
  /** `default` is the listener of port 80. */
  PORT_OR_DEFAULT: /^(?:\d{1,5}|default)$/,
};
