import { findNamespace, isTemplate } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../../catalogue/namespaces.js';
import { allowedWords } from '../../catalogue/values/allowed-words.js';
import { ebResource, ebResourceIds, PSEUDO_PARAMETERS } from '../../knowledge/resources/eb-resources.js';
import { resourceTypes } from '../../knowledge/resources/resource-properties.js';
import type { KeyedSection } from '../../knowledge/sections.js';
import { documentedKeys, ENTRY_KEYS, SECTIONS, SERVICE_MANAGERS } from '../../knowledge/sections.js';
import { serverProgramsNamed } from '../../knowledge/servers/servers.js';
import { isConfigFile } from '../../model/bundle/config-file-name.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { routing } from '../../model/routing/read-routing.js';
import { PROCESS_NAMESPACE } from '../../model/routing/routing.js';
import { settings } from '../../model/settings/settings.js';
import { entriesIn } from '../../parse/config-file/sections.js';
import { ITEM_KEYS } from '../../parse/config-file/settings-shape.js';
import { entriesOf, type Node, scalar } from '../../parse/yaml/node.js';
import type { SourceFile, Span } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import { type Cursor, cursorIn, NONE } from './cursor.js';

/** Something that may be written at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'section' | 'namespace' | 'option' | 'key' | 'value' | 'name' | 'resource' | 'flag';
  /** What it is, in a few words. */
  readonly detail?: string;
  /** What is written; with `${1:…}` for what the user fills in where `isSnippet`. The label where it is left out. */
  readonly text?: string;
  readonly isSnippet?: boolean;
  /** Whether there is a choice for what follows it: a value, or keys below it. */
  readonly leadsOn?: boolean;
}

/** What may be written at an offset of a file, and the stretch that it replaces. */
export interface Completions {
  readonly span: Span;
  readonly items: readonly Completion[];
}

/** What may be written at an offset of a `.config` file or a Procfile. */
export function completionsAt(project: Project, file: SourceFile, offset: number): Completions | undefined {
  if (file.name === 'Procfile') return inProcfile(project, file, offset);
  if (!isConfigFile(file.name)) return undefined;
  const cursor = cursorIn(file, offset);
  if (!cursor) return undefined;
  const items = itemsFor(project, cursor).map((item) => written(item, cursor));
  return { span: cursor.span, items };
}

/** Quotes where they belong. A key has its colon, and a space where its value follows on the line. */
function written(
  { leadsOn = false, ...item }: Completion,
  { isKey, needsColon, quotes: [open, close] }: Cursor,
): Completion {
  const hasOwnValue = item.kind === 'option' || item.kind === 'key';
  const isOnLine = hasOwnValue || close !== '';
  const separator = isKey && needsColon ? (isOnLine ? ': ' : ':') : '';
  const text = `${open}${item.text ?? item.label}${close}${separator}`;
  return {
    ...item,
    ...(text !== item.label && { text }),
    ...(leadsOn && separator !== '' && hasOwnValue === isOnLine && { leadsOn }),
  };
}

function itemsFor(project: Project, cursor: Cursor): readonly Completion[] {
  const { way, isKey, map } = cursor;
  const [section, first, second] = way;
  const last = way.at(-1);
  if (last === 'Ref' || last === 'DependsOn') return isKey ? [] : resourceNames(project, last === 'Ref');
  if (section === undefined) return isKey && isAtRoot(map) ? sectionNames() : [];
  if (section === 'option_settings') return inSettings(project, cursor);
  if (section === 'Resources') {
    if (isKey && way.length === 1) return ebResourceIds().map(resourceId);
    if (!isKey && last === 'Type' && way.length === 3)
      return resourceTypes().map((label) => ({ label, kind: 'resource' }));
  }
  if (!isKey || !(section in ENTRY_KEYS))
    return section === 'packages' && isKey && !first ? packageManagers() : [];
  if (section === 'services') {
    if (way.length === 1) return SERVICE_MANAGERS.map((label) => ({ label, kind: 'section' }));
    return second === undefined || way.length !== 3 ? [] : keysOf('services', map);
  }
  return way.length === 2 ? keysOf(section as KeyedSection, map) : [];
}

/** Whether the key at the cursor is as far to the right as the others: else it is below one that cannot be read with it. */
function isAtRoot(map: Node | undefined): boolean {
  const columns = entriesOf(map).map(({ key: { place } }) => place.file.positionAt(place.span.start).column);
  return isFlow(map) || new Set(columns).size <= 1;
}

const isFlow = (map: Node | undefined): boolean =>
  map !== undefined && map.place.file.text.charAt(map.place.span.start) === '{';

const sectionNames = (): Completion[] =>
  SECTIONS.map((label) => ({ label, kind: 'section', leadsOn: LISTED.has(label) }));

/** The sections in which names are not the user's own. */
const LISTED: ReadonlySet<string> = new Set(['option_settings', 'packages', 'services', 'Resources']);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-packages */
const packageManagers = (): Completion[] =>
  ['yum', 'rpm', 'python', 'rubygems'].map((label) => ({ label, kind: 'section' }));

const keysOf = (section: KeyedSection, map: Node | undefined): Completion[] =>
  missingKeys(documentedKeys(section), map);

/** Those that a map does not have yet. */
function missingKeys(keys: readonly string[], map: Node | undefined): Completion[] {
  const there = new Set(entriesOf(map).map(({ key }) => key.text));
  return keys.filter((label) => !there.has(label)).map((label) => ({ label, kind: 'key' }));
}

const resourceId = (label: string): Completion => {
  const type = ebResource(label)?.type;
  return { label, kind: 'resource', ...(type !== undefined && { detail: type }) };
};

const resourceNames = (project: Project, takesParameters: boolean): Completion[] => [
  ...configFiles(project)
    .flatMap((config) =>
      entriesIn(config, 'Resources', ...(takesParameters ? (['Parameters'] as const) : [])),
    )
    .map(({ name }): Completion => ({ label: name.text, kind: 'resource' })),
  ...ebResourceIds().map(resourceId),
  ...(takesParameters ? PSEUDO_PARAMETERS.map((label): Completion => ({ label, kind: 'resource' })) : []),
];

/** In all forms of settings: a map of namespaces, a list of them, and a list of items with four keys. */
function inSettings(project: Project, { way, isKey, map, others }: Cursor): readonly Completion[] {
  const inner = way.slice(1).filter((key) => key !== '-');
  const isInList = way[1] === '-';
  const [namespace, option] = inner;
  if (isKey) {
    if (namespace === undefined) return isInList ? itemKeys(project, map) : namespaces(project, map);
    const all = option === undefined ? options(namespace, map) : [];
    return all.map((one) => ({ ...one, leadsOn: hasValues(project, namespace, one.label) }));
  }
  if (isInList && inner.length === 1) {
    const own = scalar(map, 'namespace')?.text ?? '';
    if (namespace === 'namespace') return namespaces(project, undefined);
    if (namespace === 'option_name') return options(own, undefined);
    const name = scalar(map, 'option_name')?.text ?? '';
    return namespace === 'value' ? values(project, own, name, others) : [];
  }
  return namespace === undefined || option === undefined ? [] : values(project, namespace, option, others);
}

/** Those that an item of a list of settings does not have yet. */
function itemKeys(project: Project, map: Node | undefined): Completion[] {
  const namespace = scalar(map, 'namespace')?.text ?? '';
  const option = scalar(map, 'option_name')?.text ?? '';
  const leading: ReadonlySet<string> = new Set([
    'namespace',
    ...(findNamespace(namespace) ? ['option_name'] : []),
    ...(values(project, namespace, option, NONE).length > 0 ? ['value'] : []),
  ]);
  return missingKeys(ITEM_KEYS, map).map((item) => ({ ...item, leadsOn: leading.has(item.label) }));
}

/** Those of the project first, without those that a map has; of one with a variable part, the part is left to the user. */
function namespaces(project: Project, map: Node | undefined): Completion[] {
  const there = new Set(entriesOf(map).map(({ key }) => key.text));
  // A name that is typed on the line before another one is read as one name with it.
  const own = settings(project)
    .namespaces()
    .filter((name) => !/\s/.test(name) && !there.has(name));
  const known = new Set<string>(own);
  const listed = namespaceNames()
    .filter((name) => !known.has(name) && !there.has(name) && namespaceFacts(name)?.clusterOnly !== true)
    .map((name): Completion => {
      if (!isTemplate(name)) return { label: name, kind: 'namespace', leadsOn: hasOptions(name) };
      const end = name.lastIndexOf(':') + 1;
      const text = `${name.slice(0, end)}\${1:${name.slice(end)}}`;
      return { label: name, kind: 'namespace', text, isSnippet: true };
    });
  return [
    ...own.map((label): Completion => ({
      label,
      kind: 'namespace',
      detail: 'in this project',
      leadsOn: hasOptions(label),
    })),
    ...listed,
  ];
}

const hasOptions = (namespace: string): boolean =>
  Object.keys(findNamespace(namespace)?.options ?? {}).length > 0;

function options(namespace: string, map: Node | undefined): Completion[] {
  const info = findNamespace(namespace);
  if (!info) return [];
  const there = new Set(entriesOf(map).map(({ key }) => key.text));
  return Object.entries(info.options)
    .filter(([name, { apiOnly, readOnly }]) => !there.has(name) && !apiOnly && !readOnly)
    .map(([label, facts]) => ({
      label,
      kind: 'option',
      detail: [
        allowedWords(facts) ?? facts.type,
        ...(facts.default ? [`default ${facts.default}`] : []),
      ].join('; '),
    }));
}

/** Whether there are values to choose from. Names are only looked for in the texts: to read a long file takes too long for this. */
function hasValues(project: Project, namespace: string, option: string): boolean {
  const isMentioned = (name: string): boolean =>
    project.files.files.some((file) => 'source' in file && file.source.text.includes(name));
  if (/^aws:elbv2:listener:/.test(namespace) && option === 'Rules')
    return isMentioned('aws:elbv2:listenerrule:');
  const isProcess =
    (/^aws:elbv2:listener:/.test(namespace) && option === 'DefaultProcess') ||
    (/^aws:elbv2:listenerrule:/.test(namespace) && option === 'Process');
  return isProcess ? isMentioned(PROCESS_NAMESPACE) : values(project, namespace, option, NONE).length > 0;
}

function values(
  project: Project,
  namespace: string,
  option: string,
  others: ReadonlySet<string>,
): Completion[] {
  const names = (all: readonly { readonly name: string }[]): Completion[] =>
    all.filter(({ name }) => !others.has(name)).map(({ name }) => ({ label: name, kind: 'name' }));
  if (/^aws:elbv2:listener:/.test(namespace)) {
    if (option === 'Rules') return names(routing(project).rules);
    if (option === 'DefaultProcess') return names(routing(project).processes);
  }
  if (/^aws:elbv2:listenerrule:/.test(namespace) && option === 'Process')
    return names(routing(project).processes);
  const info = findOption(namespace, option);
  if (!info) return [];
  const words = info.type === 'boolean' ? ['true', 'false'] : (info.values ?? []);
  return words.map((label) => ({
    label,
    kind: 'value',
    ...(label === info.default && { detail: 'default' }),
  }));
}

/** Names of processes that have no line yet at the start of a line, flags of the server that the line starts after a hyphen. */
function inProcfile(project: Project, file: SourceFile, offset: number): Completions | undefined {
  const { start, end } = file.lineSpan(file.positionAt(offset).line);
  const before = file.text.slice(start, offset);
  if (/^[\w-]*$/.test(before)) {
    const [rest = '', colon = ''] = /^[\w-]*(\s*:)?/.exec(file.text.slice(offset, end)) ?? [];
    const others = (procfile(project)?.entries ?? []).filter(
      ({ name: { place } }) => place.span.start < start || place.span.start > end,
    );
    const there = new Set(['default', ...others.map(({ name }) => name.value)]);
    const names = new Set(['web', ...routing(project).processes.map(({ name }) => name)]);
    const items = [...names]
      .filter((name) => !there.has(name))
      .map((label): Completion => ({
        label,
        kind: 'name',
        detail: processDetail(label),
        text: colon === '' ? `${label}: ` : label,
      }));
    return { span: { start, end: offset + rest.length - colon.length }, items };
  }
  const [flag] = /(?<=\s)-[\w-]*$/.exec(before) ?? [];
  if (flag === undefined) return undefined;
  const words = before.split(/\s+/);
  const programs = words.flatMap((word) => serverProgramsNamed(baseName(word)));
  const items = new Map<string, Completion>();
  for (const { name, options: known } of programs)
    for (const [role, spellings] of Object.entries(known))
      for (const label of spellings)
        if (label.startsWith('-')) items.set(label, { label, kind: 'flag', detail: DETAILS[role] ?? name });
  return { span: { start: offset - flag.length, end: offset }, items: [...items.values()] };
}

const processDetail = (name: string): string =>
  name === 'web' ? 'gets the requests of the proxy' : `as ${PROCESS_NAMESPACE}${name}`;

/** What a flag decides, where it decides something that is checked. */
const DETAILS: Readonly<Record<string, string>> = {
  host: 'the address to listen on',
  port: 'the port to listen on',
  bind: 'the address and port to listen on',
  endpoint: 'where to listen, as an endpoint of Twisted',
  unix: 'the Unix socket to listen on',
  config: 'a configuration file',
  workerClass: 'the class of the workers',
  threads: 'the number of threads',
};
