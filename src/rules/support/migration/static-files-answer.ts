import { STATIC_FILES_NAMESPACE } from '../../../knowledge/platform/retired-settings.js';
import type { Setting } from '../../../model/settings/settings.js';
import type { ConfigFile } from '../../../parse/index.js';
import { literalText, type Place } from '../../../source/index.js';
import { insideQuotes } from '../../../source/place.js';
import { list } from '../../../util/text.js';
import type { Edit, Finding } from '../../rule.js';
import { fixOf } from '../fix-of.js';
import { removeParts } from '../remove-parts.js';
import { replaceValue } from '../replace-value.js';

/** A folder of the application, not one of the instance. */
export const isBundleFolder = (text: string): boolean =>
  /^(?!\/+(?:etc|home|mnt|opt|srv|usr|var)\/)\/*[^/\s]/.test(text);

/** How the paths and folders of the option are written today. */
export function staticFilesHelp({ value }: Setting): Pick<Finding, 'help'> {
  const text = (literalText(value) ?? '').trim();
  const [, only] = /^\/?([\w.-]+)\/?$/.exec(text) ?? [];
  const pairs = only === undefined ? text.split(',').map(pairOf) : [[`/${only}`, only] as const];
  const known = pairs.filter((pair) => pair !== undefined);
  if (known.length < pairs.length || known.length > MAX_PAIRS) return {};
  const written = known.map(([path, folder]) => `\`${path}: ${folder}\``);
  return { help: `Write ${list(written)} below \`${STATIC_FILES_NAMESPACE}\`.` };
}

/** More would make the sentence too long. */
const MAX_PAIRS = 4;

/** The option `StaticFiles` has all its paths and folders in one value, `/static/=static/,/media/=media/`. */
export function staticFilesAnswer(setting: Setting, config: ConfigFile): Pick<Finding, 'fix'> {
  const pairs = (literalText(setting.value) ?? '').split(',').map(pairOf);
  const known = pairs.filter((pair) => pair !== undefined);
  const isTaken = config.settings.some(({ namespace }) => namespace.value === STATIC_FILES_NAMESPACE);
  if (isTaken || known.length < pairs.length) return {};
  const edits = editsFor(setting, known, config);
  return edits ? fixOf('migration', `Use ${STATIC_FILES_NAMESPACE}`, ...edits) : {};
}

type Pair = readonly [path: string, folder: string];

function pairOf(text: string): Pair | undefined {
  const [, path, folder] = /^\s*(\/[\w./-]*)=([\w./-]+)\s*$/.exec(text) ?? [];
  if (path === undefined || folder === undefined || !isBundleFolder(folder)) return undefined;
  return [path, folder.replace(/^\/+/, '')];
}

function editsFor(setting: Setting, pairs: readonly Pair[], config: ConfigFile): Edit[] | undefined {
  const { part } = setting;
  if (!part) return undefined;
  const isShared = config.settings.some(
    ({ namespace, option }) => namespace.place === setting.namespace.place && option !== setting.option,
  );
  const [pair, ...others] = pairs;
  if (!('key' in part) || !isShared) return pair && others.length === 0 ? renamed(setting, pair) : undefined;
  const insertion = insertionOf(setting, pairs);
  const removal = removeParts(config, [part]);
  return insertion && removal ? [insertion, ...removal.edits] : undefined;
}

const written = (place: Place, text: string): Edit => ({ ...insideQuotes(place), text });

function renamed(setting: Setting, [path, folder]: Pair): Edit[] | undefined {
  const value = replaceValue(setting, folder);
  return (
    value && [
      written(setting.namespace.place, STATIC_FILES_NAMESPACE),
      written(setting.option.place, path),
      value,
    ]
  );
}

/** The namespace on lines of its own, before the one of the setting; none in JSON. */
function insertionOf({ namespace, option }: Setting, pairs: readonly Pair[]): Edit | undefined {
  const { file, span } = namespace.place;
  const [margin, deeper] = [marginOf(namespace.place), marginOf(option.place)];
  if (margin === undefined || deeper === undefined || deeper.length <= margin.length) return undefined;
  const start = span.start - margin.length;
  if (/[{,]\s*$/.test(file.text.slice(0, start))) return undefined;
  const lines = [
    `${margin}${STATIC_FILES_NAMESPACE}:`,
    ...pairs.map(([path, folder]) => `${deeper}${path}: ${folder}`),
  ];
  return { file, span: { start, end: start }, text: lines.map((line) => line + file.lineBreak).join('') };
}

/** The spaces before a key that begins its line. */
function marginOf({ file, span }: Place): string | undefined {
  const { start } = file.lineSpan(file.positionAt(span.start).line);
  const margin = file.text.slice(start, span.start);
  return /^ *$/.test(margin) ? margin : undefined;
}
