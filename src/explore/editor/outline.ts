import { PROXIED_ENTRY, PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import { listSuppressions } from '../../lint/suppressions/suppressions.js';
import { isConfigFile } from '../../model/bundle/config-file-name.js';
import { dataFiles } from '../../model/platform/data-files.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { pairs } from '../../model/routing/pairs.js';
import { routing } from '../../model/routing/read-routing.js';
import { targets } from '../../model/routing/targets.js';
import { itemsOfSetting, settings } from '../../model/settings/settings.js';
import { parseConfigFile } from '../../parse/config-file/config-file.js';
import { parseProcfile } from '../../parse/procfile.js';
import { partsOf } from '../../parse/tree/tree.js';
import { entriesOf, itemsOf, type MapEntry, type Node, scalar } from '../../parse/yaml/node.js';
import { nameOf, type SourceFile, type Span } from '../../source/index.js';
import { MAX_WHY_PLACES } from '../../util/limits.js';
import { lazily } from '../../util/memo.js';
import { list } from '../../util/text.js';
import { docsUrl } from '../../web-addresses.js';
import { type Mention, mentions, mentionsIn } from './names.js';

/** A part of a file with a name. */
export interface Symbol {
  readonly name: string;
  readonly kind: 'section' | 'namespace' | 'option' | 'entry' | 'process';
  /** What it belongs to, where that is not what it is in. */
  readonly detail?: string;
  /** All of it, and its name. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly Symbol[];
}

/** Deeper than this are values. */
const SYMBOL_DEPTH = 3;

/** The sections of a `.config` file with what is in them, and the processes of a Procfile. */
export function symbolsIn(file: SourceFile): readonly Symbol[] {
  if (isProcfile(file))
    return parseProcfile(file).entries.map(({ name, place }) => ({
      name: name.value,
      kind: 'process',
      span: place.span,
      nameSpan: name.place.span,
      children: [],
    }));
  return isConfigFile(file.name) ? symbolsOf(parseConfigFile(file).root, file, 0) : [];
}

const isProcfile = ({ name }: SourceFile): boolean => name === 'Procfile' || name === 'Buildfile';

const symbolsOf = (node: Node | undefined, file: SourceFile, depth: number): Symbol[] =>
  depth === SYMBOL_DEPTH
    ? []
    : [
        ...entriesOf(node)
          .filter(({ key }) => key.place.file === file && key.text !== '')
          .map((entry) => symbolOf(entry, file, depth)),
        ...(depth === 1 ? itemsOf(node).flatMap((item) => symbolsOfItem(item, file)) : []),
      ];

/** An item of a list of settings: one setting, or namespaces with theirs. */
function symbolsOfItem(item: Node, file: SourceFile): Symbol[] {
  const name = scalar(item, 'option_name');
  if (!name) return symbolsOf(item, file, 1);
  const namespace = scalar(item, 'namespace')?.text;
  if (name.text === '' || item.place.file !== file) return [];
  const { span: nameSpan } = name.place;
  const { span } = item.place;
  const detail = namespace !== undefined && { detail: namespace };
  return [{ name: name.text, kind: 'option', ...detail, span, nameSpan, children: [] }];
}

const symbolOf = ({ key, value, place }: MapEntry, file: SourceFile, depth: number): Symbol => ({
  name: key.text,
  kind: depth === 0 ? 'section' : key.text.includes('aws:') ? 'namespace' : depth === 2 ? 'option' : 'entry',
  span: {
    start: Math.min(place.span.start, key.place.span.start),
    end: Math.max(place.span.end, key.place.span.end),
  },
  nameSpan: key.place.span,
  children: symbolsOf(value, file, depth + 1),
});

/** Names of a project that its user gave, for a search. */
export const namesMatching = (project: Project, query: string): readonly Mention[] => {
  const wanted = query.toLowerCase();
  return mentions(project).filter(
    ({ isDeclaration, kind, name }) =>
      isDeclaration && kind !== 'setting' && kind !== 'file' && name.toLowerCase().includes(wanted),
  );
};

/** The stretches of a file that can be folded: entries and items of more than one line. */
export function foldsIn(project: Project, file: SourceFile): readonly Span[] {
  const data = dataFiles(project).find((other) => other.file === file);
  const root = isConfigFile(file.name) ? parseConfigFile(file).root : data?.root;
  const folds = new Map<number, Span>();
  for (const { place } of partsOf(root)) {
    const { start } = place.span;
    const end = start + file.text.slice(start, place.span.end).trimEnd().length;
    const line = file.positionAt(start).line;
    if (file.positionAt(end).line > line && !folds.has(line)) folds.set(line, { start, end });
  }
  return [...folds.values()];
}

/** A note at the end of a line. */
export interface Hint {
  readonly offset: number;
  readonly text: string;
}

/** On a line of the Procfile, what leads to it; on a setting that is overridden, by what. */
export function hintsIn(project: Project, file: SourceFile): readonly Hint[] {
  return [...(file === procfile(project)?.file ? waysTo(project) : []), ...overridesIn(project, file)];
}

function waysTo(project: Project): Hint[] {
  const all = targets(project);
  return (procfile(project)?.entries ?? []).flatMap(({ name, place }) => {
    const paired = pairs(project).flatMap(({ process, server }) =>
      server.name.value === name.value ? [process] : [],
    );
    const proxied =
      name.value === PROXIED_ENTRY
        ? routing(project).processes.filter(
            (process) => PROXY_PORTS.has(process.port) && all.some((target) => target.process === process),
          )
        : [];
    const ways = new Set(
      [...paired, ...proxied].map((process) => {
        const ofProcess = all.filter((target) => target.process === process);
        // All that a listener has first: editors cut long notes.
        const paths = [...ofProcess.filter(({ rule }) => !rule), ...ofProcess].map(({ listener, rule }) => {
          const patterns = itemsOfSetting(rule?.pathPatterns).map(({ text }) => text);
          return `${listener.port}${patterns.length > 0 ? ` ${patterns.join(', ')}` : ''}`;
        });
        const from = [...new Set(paths)].slice(0, MAX_WHY_PLACES);
        return from.length === 0 ? `process ${process.name}` : `process ${process.name}, from ${list(from)}`;
      }),
    );
    return ways.size > 0 ? [{ offset: place.span.end, text: `← ${[...ways].join('; ')}` }] : [];
  });
}

const overridesIn = (project: Project, file: SourceFile): Hint[] =>
  [...settings(project).effectiveSettings()].flatMap(({ option, overridden }) =>
    overridden
      .filter(({ value }) => value.place.file === file)
      .map(({ value }) => {
        const { end } = value.place.span;
        const { start } = value.place.span;
        const offset = start + file.text.slice(start, end).trimEnd().length;
        return { offset, text: `overridden in ${nameOf(option.place)}` };
      }),
  );

/** A stretch of a file that leads somewhere. */
export interface Link {
  readonly span: Span;
  /** A file of the project, by its name, or a page of the web. */
  readonly target: { readonly name: string } | { readonly url: string };
}

const IDS = lazily((): ReadonlySet<string> => new Set(ALL_RULES.map(({ id }) => id)));

/** The files that a text names, and the pages of the rules in its comments. */
export const linksIn = (project: Project, file: SourceFile): readonly Link[] => [
  ...mentionsIn(project, file).flatMap(({ kind, name, place, isDeclaration }): Link[] =>
    kind === 'file' && !isDeclaration ? [{ span: place.span, target: { name } }] : [],
  ),
  ...listSuppressions(project, undefined).flatMap(({ ruleId, at }): Link[] =>
    at.file === file && IDS().has(ruleId)
      ? [{ span: at.span, target: { url: docsUrl(ruleId as Parameters<typeof docsUrl>[0]) } }]
      : [],
  ),
];
