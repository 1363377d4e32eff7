import { isEbId } from '../../knowledge/resources/eb-resources.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { wordUses } from '../../model/execution/path-uses.js';
import { fact } from '../../model/fact.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project, ProjectFile } from '../../model/project.js';
import { PROCESS_NAMESPACE } from '../../model/routing/routing.js';
import { BUNDLE_FOLDERS } from '../../model/scripts/run-paths.js';
import { scripts } from '../../model/scripts/scripts.js';
import { canonicalNamespace, itemsOfSetting, type Setting, settings } from '../../model/settings/settings.js';
import { referencesOf } from '../../parse/config-file/references.js';
import { entriesIn, nameOf } from '../../parse/config-file/sections.js';
import { type Place, type SourceFile, startOfFile, textAt, type Value } from '../../source/index.js';
import { insideQuotes } from '../../source/place.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';

/**
 * What a name in a project names.
 * - `listener`: by its port · `rule`, `process`: of the load balancer; a process of the Procfile has the same name
 * - `setting`: an option of a namespace · `resource`: what a function of CloudFormation may refer to
 * - `file`: a file of the project, by its path · `written file`: one that `files` writes, by its path on the instance
 */
type NameKind = 'listener' | 'rule' | 'process' | 'setting' | 'resource' | 'file' | 'written file';

/** A name in one place. */
export interface Mention {
  readonly kind: NameKind;
  readonly name: string;
  /** Where the name itself is, without quotes and prefixes. */
  readonly place: Place;
  /** Whether what it names is declared here. */
  readonly isDeclaration: boolean;
}

const LISTENER = 'aws:elbv2:listener:';
const RULE = 'aws:elbv2:listenerrule:';
const PREFIXES: readonly (readonly [string, NameKind])[] = [
  [PROCESS_NAMESPACE, 'process'],
  [RULE, 'rule'],
  [LISTENER, 'listener'],
];

/** Every name in a project that a user can go to or that goes somewhere, each place once: settings share a namespace. */
export const mentions = fact('mentions', (project): readonly Mention[] => [
  ...new Map(
    allMentions(project).map((mention) => {
      const { file, span } = mention.place;
      return [`${keyOf(mention)} ${span.start} ${file.path}`, mention];
    }),
  ).values(),
]);

const allMentions = (project: Project): readonly Mention[] => [
  ...settings(project).all.flatMap(inSetting),
  ...(procfile(project)?.entries ?? []).map(({ name: { value: name, place } }): Mention => ({
    kind: 'process',
    name,
    place,
    isDeclaration: true,
  })),
  ...configFiles(project).flatMap((config) => [
    ...entriesIn(config, 'Resources', 'Parameters', 'Mappings', 'Conditions').map((entry): Mention => ({
      kind: 'resource',
      ...located(nameOf(entry)),
      isDeclaration: true,
    })),
    ...referencesOf(config)
      .filter(({ by }) => by !== 'Resources')
      .map(({ id }): Mention => ({ kind: 'resource', ...located(id), isDeclaration: false })),
    ...entriesIn(config, 'files').map((entry): Mention => ({
      kind: 'written file',
      ...located(nameOf(entry)),
      isDeclaration: true,
    })),
  ]),
  ...fileMentions(project),
];

const located = ({ value, place }: { value: string; place: Place }) => ({
  name: value,
  place: insideQuotes(place),
});

function inSetting(setting: Setting): Mention[] {
  const { namespace, option } = setting;
  const own: Mention[] = [
    {
      kind: 'setting',
      name: `${setting.resource ?? ''}.${namespace.value}/${option.value}`,
      place: insideQuotes(option.place),
      isDeclaration: true,
    },
  ];
  const [prefix, kind] = PREFIXES.find(([start]) => namespace.value.startsWith(start)) ?? [];
  if (prefix === undefined || kind === undefined) return own;
  const name = namespace.value.slice(prefix.length);
  const place = endOf(namespace.place, name);
  // `aws:elbv2:listener:default` is the listener of port 80.
  const known = canonicalNamespace(namespace.value).slice(prefix.length);
  if (place) own.push({ kind, name: known, place, isDeclaration: true });
  if (kind === 'listener' && option.value === 'Rules')
    own.push(...itemsOfSetting(setting).flatMap((item) => reference('rule', item)));
  const isProcess = option.value === (kind === 'rule' ? 'Process' : 'DefaultProcess');
  if (kind !== 'process' && isProcess) own.push(...reference('process', setting.value));
  return own;
}

/** A name at the end of a longer one, where it is written as it is. */
function endOf(whole: Place, name: string): Place | undefined {
  const { file, span } = insideQuotes(whole);
  const place = { file, span: { start: span.end - name.length, end: span.end } };
  return name !== '' && place.span.start >= span.start && textAt(place) === name ? place : undefined;
}

function reference(kind: NameKind, { kind: valueKind, text, place }: Value): Mention[] {
  const name = text.trim();
  if (valueKind !== 'literal' || name === '') return [];
  const inside = insideQuotes(place);
  const index = textAt(inside).indexOf(name);
  if (index === -1) return [];
  const start = inside.span.start + index;
  const own = { file: place.file, span: { start, end: start + name.length } };
  return [{ kind, name, place: own, isDeclaration: false }];
}

/** The files that commands name: those of the project, and those that `files` writes. */
function fileMentions(project: Project): Mention[] {
  const { files } = deployedFiles(project);
  const known = new Map(files.map((file) => [file.name, file]));
  const written = new Set(
    configFiles(project).flatMap((config) => entriesIn(config, 'files').map(({ name }) => name.text)),
  );
  const all = [
    ...scripts(project).flatMap(({ script }) => wordUses(script).map(({ word }) => word)),
    ...(procfile(project)?.entries ?? []).flatMap(({ commands }) => commands.flatMap(({ words }) => words)),
  ];
  const found = all.flatMap((word): Mention[] => {
    if (word.kind !== 'literal') return [];
    const name = word.text.replace(BUNDLE_FOLDERS, '');
    const base = { place: insideQuotes(word.place), isDeclaration: false };
    if (written.has(word.text)) return [{ ...base, kind: 'written file', name: word.text }];
    return known.has(name) ? [{ ...base, kind: 'file', name }] : [];
  });
  const named = new Set(found.flatMap(({ kind, name }) => (kind === 'file' ? [name] : [])));
  const declared = [...named].flatMap((name) => declarationOf(known.get(name)));
  return [...found, ...declared];
}

const declarationOf = (file: ProjectFile | undefined): Mention[] =>
  file
    ? [
        {
          kind: 'file',
          name: file.name,
          place: 'source' in file ? { file: file.source, span: { start: 0, end: 0 } } : startOfFile(file),
          isDeclaration: true,
        },
      ]
    : [];

const keyOf = ({ kind, name }: Mention): string => `${kind} ${name}`;

const byName = oncePer((all: readonly Mention[]) => groupBy(all, (mention) => [keyOf(mention)]));
const byFile = oncePer((all: readonly Mention[]) => groupBy(all, ({ place }) => [place.file]));

/** The name at an offset of a file; of several the shortest. */
export function mentionAt(project: Project, file: SourceFile, offset: number): Mention | undefined {
  return (byFile(mentions(project)).get(file) ?? [])
    .filter(({ place: { span } }) => span.start < span.end && span.start <= offset && offset <= span.end)
    .reduce<Mention | undefined>(
      (best, mention) => (best && lengthOf(best) <= lengthOf(mention) ? best : mention),
      undefined,
    );
}

const lengthOf = ({ place: { span } }: Mention): number => span.end - span.start;

/** Every place that mentions what a name names: a namespace that several files write is declared in each. */
export const mentionsOf = (project: Project, mention: Mention): readonly Mention[] =>
  byName(mentions(project)).get(keyOf(mention)) ?? [];

/** Where what is named at an offset is declared; from one of several declarations, the others. */
export function definitionsAt(project: Project, file: SourceFile, offset: number): readonly Mention[] {
  const mention = mentionAt(project, file, offset);
  if (!mention) return [];
  const all = mentionsOf(project, mention).filter(({ isDeclaration }) => isDeclaration);
  if (mention.kind !== 'setting') {
    const others = all.filter(({ place }) => place !== mention.place);
    return others.length > 0 ? others : all;
  }
  // Of a setting, the one that takes precedence.
  const last = all.at(-1);
  return last ? [last] : [];
}

export const mentionsIn = (project: Project, file: SourceFile): readonly Mention[] =>
  byFile(mentions(project)).get(file) ?? [];

/** What a name may be changed to, as a clause; undefined for a name that is not the project's own. */
const FORMS: Readonly<Partial<Record<NameKind, { readonly form: RegExp; readonly words: string }>>> = {
  process: { form: /^[A-Za-z0-9_-]{1,100}$/, words: 'letters, digits, hyphens and underscores' },
  rule: { form: /^[A-Za-z0-9_-]{1,100}$/, words: 'letters, digits, hyphens and underscores' },
  resource: { form: /^[A-Za-z0-9]{1,255}$/, words: 'letters and digits' },
};

/** Names that Elastic Beanstalk gives. */
const GIVEN: ReadonlySet<string> = new Set(['process default', 'process web', 'rule default']);

/** The name at an offset that can be changed. */
export function renamableAt(project: Project, file: SourceFile, offset: number): Mention | undefined {
  const mention = mentionAt(project, file, offset);
  if (!mention || !FORMS[mention.kind] || GIVEN.has(keyOf(mention))) return undefined;
  return mention.kind === 'resource' && (isEbId(mention.name) || mention.name.includes('::'))
    ? undefined
    : mention;
}

/**
 * The places of a name that is to be changed.
 * @returns a sentence where the new name is not possible
 */
export function renamed(project: Project, mention: Mention, name: string): readonly Place[] | string {
  const { form, words } = FORMS[mention.kind] ?? { form: /^$/, words: 'nothing' };
  if (!form.test(name)) return `The name of a ${mention.kind} contains only ${words}.`;
  if (GIVEN.has(keyOf({ ...mention, name })))
    return `The name "${name}" has a meaning of its own in Elastic Beanstalk.`;
  if (name !== mention.name && byName(mentions(project)).has(keyOf({ ...mention, name })))
    return `There is a ${mention.kind} "${name}".`;
  return mentionsOf(project, mention).map(({ place }) => place);
}
