import { trimEnd } from '../util/text.js';
import { type MappedText, sliceMapped } from './shell/word.js';

/** One assignment of a unit, such as `Restart=always`. */
export interface UnitSetting {
  readonly section: string;
  readonly name: string;
  /** Without white space around it, and without what continued lines add. */
  readonly value: MappedText;
}

/**
 * The assignments of a unit file in order. Never throws.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
export function parseUnit(source: MappedText): UnitSetting[] {
  const settings: UnitSetting[] = [];
  let section = '';
  let isContinued = false;
  let start = 0;
  for (const line of source.text.split('\n')) {
    const own = isContinued || /^[ \t]*[#;]/.test(line) ? '' : line;
    const header = /^[ \t]*\[([^\]]*)\]/.exec(own)?.[1];
    if (header !== undefined) section = header;
    const [before, name] = /^[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*=[ \t]*/.exec(own) ?? [];
    if (header === undefined && before !== undefined && name !== undefined) {
      const value = trimEnd(line.slice(before.length));
      settings.push({
        section,
        name,
        value: sliceMapped(source, start + before.length, start + before.length + value.length),
      });
    }
    // A comment in the middle does not end what is continued.
    isContinued = /^[ \t]*[#;]/.test(line) ? isContinued : line.endsWith('\\');
    start += line.length + 1;
  }
  return settings;
}
