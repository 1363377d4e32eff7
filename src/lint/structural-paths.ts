import { withoutSecrets } from '../knowledge/secrets/secret-text.js';
import { isConfigFile } from '../model/bundle/config-file-name.js';
import { mayBeDataFile } from '../model/platform/data-files.js';
import { parseConfigFile } from '../parse/config-file/config-file.js';
import { parseDataFile } from '../parse/data-file.js';
import { type NginxDirective, parseNginx } from '../parse/nginx/nginx.js';
import { parseProcfile } from '../parse/procfile.js';
import { parseScript } from '../parse/shell/script.js';
import { mappedText } from '../parse/shell/word.js';
import { type MapEntry, type Node, scalar } from '../parse/yaml/node.js';
import { type Place, type SourceFile, type Span, textAt } from '../source/index.js';
import { partitionPoint } from '../util/collections.js';
import { fnv1a64 } from '../util/hash.js';
import { oncePer } from '../util/memo.js';
import { fileKind } from './file-kind.js';

/** Longer keys end in their hash. */
const MAX_STRUCTURAL_PATH_CHARACTERS = 300;

/** A stretch of a file that has a name in its structure. */
interface Region extends Span {
  readonly path: string;
  /** The one that it is in. */
  readonly parent: Region | undefined;
}

/**
 * Where a place is in the structure of its file, whatever line that is: `option_settings/aws:elbv2:listener:443/Rules`, the
 * entry of a Procfile, `server/location /ws/proxy_pass`. Lines without structure, and commands, are known by a hash of their
 * text. No value of a setting is part of it.
 */
export function structuralPath({ file, span }: Place): string {
  const regions = regionsOf(file);
  let region = regions[partitionPoint(regions, ({ start }) => start <= span.start) - 1];
  while (region && region.start < span.start && region.end <= span.start) region = region.parent;
  return shortened(region ? withoutSecrets(region.path) : `line ${hashOf(lineAt(file, span.start))}`);
}

const regionsOf = oncePer((file: SourceFile): readonly Region[] => {
  const regions: Region[] = [];
  addRegions(file, regions);
  return regions.sort((a, b) => a.start - b.start || b.end - a.end);
});

/** What the rules have parsed already. */
function rootOf(file: SourceFile): Node | undefined {
  if (isConfigFile(file.name)) return parseConfigFile(file).root;
  return mayBeDataFile(file.name) ? parseDataFile(file).root : undefined;
}

function addRegions(file: SourceFile, regions: Region[]): void {
  const root = rootOf(file);
  if (root) {
    addNode(root, undefined, regions);
    return;
  }
  switch (fileKind(file)) {
    case 'procfile':
      for (const { name, place } of parseProcfile(file).entries)
        regions.push({ ...place.span, path: name.value, parent: undefined });
      break;
    case 'nginx':
      addDirectives(parseNginx(mappedText(file)).directives, undefined, regions);
      break;
    case 'shell':
      for (const { place } of parseScript(file).commands)
        regions.push({ ...place.span, path: `command ${hashOf(textAt(place))}`, parent: undefined });
      break;
    case 'other':
  }
}

function addNode(node: Node, parent: Region | undefined, regions: Region[]): void {
  if (node.kind === 'map') for (const entry of node.entries) addEntry(entry, parent, regions);
  if (node.kind === 'list')
    for (const [index, item] of node.items.entries())
      addPart(item, { place: item.place, name: nameOfItem(item) ?? String(index), parent }, regions);
}

function addEntry({ key, value, place }: MapEntry, parent: Region | undefined, regions: Region[]): void {
  addPart(value, { place, name: key.written, parent }, regions);
}

interface NewRegion {
  readonly place: Place;
  readonly name: string;
  readonly parent: Region | undefined;
}

function addPart(node: Node, { place: { span }, name, parent }: NewRegion, regions: Region[]): void {
  // What an alias or a merge key repeats is in another place.
  if (parent && (span.start < parent.start || span.end > parent.end)) return;
  const region = { ...span, path: parent ? `${parent.path}/${name}` : name, parent };
  regions.push(region);
  addNode(node, region, regions);
}

/** A setting in the list form is known by its names, not by its position. */
function nameOfItem(item: Node): string | undefined {
  const option = scalar(item, 'option_name')?.written;
  const namespace = scalar(item, 'namespace')?.written;
  return option === undefined ? undefined : namespace === undefined ? option : `${namespace}/${option}`;
}

/** @returns where the last of them ends */
function addDirectives(
  directives: readonly NginxDirective[],
  parent: Region | undefined,
  regions: Region[],
): number {
  let last = 0;
  for (const { name, args, block } of directives) {
    const words = name.text === 'location' ? [name, ...args] : [name];
    const own = words.map(({ text }) => text).join(' ');
    const region = {
      start: name.place.span.start,
      end: [name, ...args].at(-1)?.place.span.end ?? 0,
      path: parent ? `${parent.path}/${own}` : own,
      parent,
    };
    regions.push(region);
    region.end = Math.max(region.end, addDirectives(block ?? [], region, regions));
    last = region.end;
  }
  return last;
}

function lineAt(file: SourceFile, offset: number): string {
  const { start, end } = file.lineSpan(file.positionAt(offset).line);
  return file.text.slice(start, end);
}

const hashOf = (text: string): string => fnv1a64(text.trim().replace(/\s+/g, ' '));

const shortened = (path: string): string =>
  path.length > MAX_STRUCTURAL_PATH_CHARACTERS
    ? `${path.slice(0, MAX_STRUCTURAL_PATH_CHARACTERS).toWellFormed()}… ${fnv1a64(path)}`
    : path;
