import { placeOf, type Located, type SourceFile } from '../source/index.js';

/** A line of requirements.txt that fixes the version of a package. */
export interface Pin {
  /** As it is written, with its place. */
  readonly requirement: Located<string>;
  /** Letters in lower case and `-` for every separator, as pip compares names. */
  readonly name: string;
  /** Without the zeros at its end, which do not count. */
  readonly version: string;
}

const PIN =
  /^[ \t]*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?:\[[\w., -]*\])?[ \t]*==[ \t]*(\d+(?:\.\d+)*)[ \t]*(?:#.*)?$/;

/**
 * The pins that always count: a line with a marker is none, nor is a version of another form.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function pinsOf(file: SourceFile): Pin[] {
  const pins: Pin[] = [];
  let start = 0;
  for (const line of file.text.split('\n')) {
    const [, name, version] = PIN.exec(line.trimEnd()) ?? [];
    if (name && version) {
      const text = (line.split('#', 1)[0] ?? '').trim();
      const from = start + line.indexOf(text);
      pins.push({
        requirement: { value: text, place: placeOf(file, from, from + text.length) },
        name: normalized(name),
        version: withoutZeros(version),
      });
    }
    start += line.length + 1;
  }
  return pins;
}

const withoutZeros = (version: string): string => {
  const parts = version.split('.');
  return parts.slice(0, parts.findLastIndex((part) => Number(part) !== 0) + 1).join('.');
};

/** As pip compares names. */
const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** A package that requirements.txt names, whether or not a marker or a version limits it. */
export interface Requirement {
  /** As in `Pin`. */
  readonly name: string;
  readonly extras: readonly string[];
  /** The comparisons of versions, such as `>=2,<3`; empty where there are none. */
  readonly versions: string;
}

const NAME = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?![\w.-])/;
const EXTRAS = /^\[([\w., \t-]*)\]/;
/** Nothing, comparisons of versions with or without parentheses, or an address. */
const VERSIONS = /^(?:$|\(?[<>=!~]|@)/;

/** Options that only say where packages come from, or which of their files. */
const HARMLESS =
  /^(?:-[cif](?![A-Za-z])|--(?:constraint|(?:extra-)?index-url|find-links|no-index|no-binary|only-binary|prefer-binary|pre|trusted-host|require-hashes|use-feature|hash)\b)/;

/** The packages of a requirements.txt; undefined where it takes more from elsewhere: another file, a folder, an archive. */
export function requirementsOf(file: SourceFile): Requirement[] | undefined {
  const requirements: Requirement[] = [];
  for (const written of file.text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const line = written.replace(/(?:^|[ \t])#.*$/, '').trim();
    if (line === '' || HARMLESS.test(line)) continue;
    const requirement = requirementIn(line.replace(/[ \t]--hash[=: ].*$/, ''));
    if (!requirement) return undefined;
    requirements.push(requirement);
  }
  return requirements;
}

function requirementIn(line: string): Requirement | undefined {
  const [name] = NAME.exec(line) ?? [];
  if (name === undefined) return undefined;
  const afterName = line.slice(name.length).trimStart();
  const [brackets = '', extras = ''] = EXTRAS.exec(afterName) ?? [];
  const [versions = ''] = afterName.slice(brackets.length).split(';', 1);
  if (!VERSIONS.test(versions.trim())) return undefined;
  return {
    name: normalized(name),
    extras: extras.split(',').flatMap((extra) => (extra.trim() === '' ? [] : [normalized(extra.trim())])),
    versions: versions.trim().startsWith('@') ? '' : versions.trim().replace(/^\(|\)$/g, ''),
  };
}
