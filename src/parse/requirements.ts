import { type Located, placeOf, type SourceFile } from '../source/index.js';
import { compareVersions } from '../util/compare.js';
import { oncePer } from '../util/memo.js';

/** A package that requirements.txt names. */
export interface Requirement {
  /** As it is written, without comments and hashes, with its place. */
  readonly written: Located<string>;
  /** Letters in lower case and `-` for every separator, as pip compares names. */
  readonly name: string;
  readonly extras: readonly string[];
  /** The comparisons of versions, such as `>=2,<3`; empty where there are none. */
  readonly versions: string;
  /** Whether it comes from an address instead of an index. */
  readonly isDirect: boolean;
  /** Whether a marker decides if it is installed, as in `; sys_platform == "win32"`. */
  readonly isConditional: boolean;
}

/** What a requirements.txt asks pip for. */
export interface Requirements {
  readonly packages: readonly Requirement[];
  /** Whether that is all: it may take more from another file, a folder, an archive. */
  readonly isWhole: boolean;
  /** Whether packages may come from elsewhere than the public index, or only as files of one form. */
  readonly hasOwnSource: boolean;
  /** The files and folders below its own that it takes packages from: `-r base.txt`, `-e ./lib`, `./lib`. */
  readonly paths: readonly RequiredPath[];
  /** Whether the file is in UTF-16, so that the places are of its decoded text and cannot be edited. */
  readonly isDecoded: boolean;
}

export interface RequiredPath {
  readonly kind: 'requirements' | 'project';
  readonly path: Located<string>;
}

/** A file with more requirements, or with constraints; a folder or an archive in the place of a package. */
const PATH =
  /^(?:(-[rc]|--requirement|--constraint)(?:[ \t=]+|(?<=-[rc]))|(?:-e|--editable)[ \t=]+)?([\w.@-][\w./@-]*)$/;

const NAME = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?![\w.-])/;
const EXTRAS = /^\[([\w., \t-]*)\]/;
/** Nothing, comparisons of versions with or without parentheses, or an address. */
const VERSIONS = /^(?:$|\(?[<>=!~]|@)/;

/** Options that bring no package of their own. */
const OPTION =
  /^(?:-[cif](?![A-Za-z])|--(?:constraint|(?:extra-)?index-url|find-links|no-index|no-binary|only-binary|prefer-binary|pre|trusted-host|require-hashes|use-feature|hash)\b)/;

/** Those of them that say where packages come from, or which of their files. */
const SOURCE_OPTION = /^(?:-[if]|--(?:(?:extra-)?index-url|find-links|no-index|no-binary|only-binary))/;

/** What pip does without the option. https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-i */
const DEFAULT_INDEX =
  /^(?:-i|--(?:extra-)?index-url)[ \t=]*https?:\/\/pypi\.(?:org|python\.org)\/simple\/?\s*$/;

/**
 * Reads a requirements.txt, in which a backslash continues a line. One in UTF-16 is read if it has a byte order mark.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export const readRequirements = oncePer((source: SourceFile): Requirements => {
  const file = source.decoded;
  const packages: Requirement[] = [];
  const paths: RequiredPath[] = [];
  let [isWhole, hasOwnSource] = [true, false];
  let start = 0;
  for (const written of withoutBreaks(file.text).split('\n')) {
    const line = contentOf(written);
    paths.push(...pathIn(file, start + written.indexOf(line), line));
    if (OPTION.test(line)) hasOwnSource ||= SOURCE_OPTION.test(line) && !DEFAULT_INDEX.test(line);
    else if (line !== '') {
      const requirement = requirementIn(file, start + written.indexOf(line), line);
      if (requirement) packages.push(requirement);
      else isWhole = false;
    }
    start += written.length + 1;
  }
  return { packages, isWhole, hasOwnSource, paths, isDecoded: file !== source };
});

/**
 * Reads the packages of a Pipfile, as far as each is on a line of its own.
 * https://github.com/pypa/pipfile
 */
export const readPipfile = oncePer((file: SourceFile): Requirements => {
  const packages: Requirement[] = [];
  let [isIn, isWhole, start] = [false, true, 0];
  for (const line of file.text.split('\n')) {
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined) {
      isIn = section === 'packages';
      if (section.startsWith('packages.')) isWhole = false;
    } else if (isIn && !/^\s*(?:#|$)/.test(line)) {
      const requirement = packageIn(file, start, line);
      if (requirement) packages.push(requirement);
      else isWhole = false;
    }
    start += line.length + 1;
  }
  return { packages, isWhole, hasOwnSource: false, paths: [], isDecoded: false };
});

const SECTION = /^[ \t]*\[+[ \t]*([\w.-]+)[ \t]*\]/;

/** `flask = "==3.0.2"`, `uvicorn = {version = "*", extras = ["standard"]}` */
const PACKAGE = /^[ \t]*"?([\w.-]+)"?[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|\{([^{}]*)\})[ \t]*(?:#.*)?\r?$/;

function packageIn(file: SourceFile, start: number, line: string): Requirement | undefined {
  const [, name, double, single, table = ''] = PACKAGE.exec(line) ?? [];
  if (name === undefined || /\b(?:editable|file|git|index|path)[ \t]*=/.test(table)) return undefined;
  const extras = /\bextras[ \t]*=[ \t]*\[([^\]]{0,500})\]/.exec(table)?.[1] ?? '';
  const versions = double ?? single ?? /\bversion[ \t]*=[ \t]*["']([^"']*)["']/.exec(table)?.[1] ?? '';
  const written = line.trim();
  const at = start + line.indexOf(written);
  return {
    written: { value: written, place: placeOf(file, at, at + written.length) },
    name: normalized(name),
    extras: Array.from(extras.matchAll(/["']([\w.-]+)["']/g), ([, extra = '']) => normalized(extra)),
    versions: versions === '*' ? '' : versions,
    isDirect: false,
    isConditional: /\b(?:markers|os_name|platform_\w+|python_\w+|sys_platform)[ \t]*=/.test(table),
  };
}

/** The text with continued lines in one, so that offsets stay. */
const withoutBreaks = (text: string): string => text.replace(/\\\r?\n/g, (found) => ' '.repeat(found.length));

/** What a line says, without its comment and its hashes. */
const contentOf = (line: string): string =>
  line
    .trimEnd()
    .replace(/(?:^|[ \t])#.*$/, '')
    .replace(/[ \t]--hash[=: ].*$/, '')
    .trim();

function pathIn(file: SourceFile, start: number, line: string): RequiredPath[] {
  const [, flag, path] = PATH.exec(line) ?? [];
  if (path === undefined || (flag === undefined && !/^\.{1,2}(?:\/|$)/.test(path))) return [];
  const at = start + line.length - path.length;
  return [
    {
      kind: flag === undefined ? 'project' : 'requirements',
      path: { value: path, place: placeOf(file, at, at + path.length) },
    },
  ];
}

function requirementIn(file: SourceFile, start: number, line: string): Requirement | undefined {
  const [name] = NAME.exec(line) ?? [];
  if (name === undefined) return undefined;
  const afterName = line.slice(name.length).trimStart();
  const [brackets = '', extras = ''] = EXTRAS.exec(afterName) ?? [];
  const afterExtras = afterName.slice(brackets.length);
  const [versions = ''] = afterExtras.split(';', 1);
  if (!VERSIONS.test(versions.trim())) return undefined;
  const isDirect = versions.trim().startsWith('@');
  return {
    written: { value: line, place: placeOf(file, start, start + line.length) },
    name: normalized(name),
    extras: extras.split(',').flatMap((extra) => (extra.trim() === '' ? [] : [normalized(extra.trim())])),
    versions: isDirect ? '' : versions.trim().replace(/^\(|\)$/g, ''),
    isDirect,
    isConditional: afterExtras.includes(';'),
  };
}

/** As pip compares names. */
const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/**
 * The version that a requirement fixes, without the zeros at its end, which do not matter; undefined where a marker
 * decides about it, and for versions of other forms.
 */
export function fixedVersion({ versions, isConditional }: Requirement): string | undefined {
  const [, version] = /^==[ \t]*(\d+(?:\.\d+)*)$/.exec(versions) ?? [];
  if (version === undefined || isConditional) return undefined;
  const parts = version.split('.');
  return parts.slice(0, parts.findLastIndex((part) => Number(part) !== 0) + 1).join('.');
}

/** The lowest version that a requirement allows, as far as one is written; undefined where a marker decides about it. */
export function lowestVersion({ versions, isConditional }: Requirement): string | undefined {
  if (isConditional) return undefined;
  const lowest = versions
    .split(',')
    .flatMap((part) => /^\s*(?:[=~>]=|===|>)\s*(\d+(?:\.\d+)*)/.exec(part)?.[1] ?? []);
  return lowest.sort(compareVersions).at(-1);
}
