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
        name: name.toLowerCase().replace(/[-_.]+/g, '-'),
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
