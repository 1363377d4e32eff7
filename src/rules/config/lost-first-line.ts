import { knownCommands, knownFiles } from '../../model/bundle/config-files.js';
import { fact } from '../../model/fact.js';
import type { MapEntry } from '../../parse/yaml/node.js';
import { placeOf } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';

/** Where entries of files and commands write a text. */
const texts = fact('texts', (project): readonly MapEntry[] =>
  [
    ...knownFiles(project).map(({ content }) => content),
    ...knownCommands(project).map(({ command }) => command),
  ].flatMap((entry) => (entry?.value.kind === 'scalar' && entry.value.text !== '' ? [entry] : [])),
);

export const lostFirstLine: EachRule<MapEntry> = {
  meta: {
    summary: 'The first line of a script is a comment of YAML',
    why: 'After a key and a colon, # begins a comment of YAML, on the same line or on the next one. The text begins after the #! line, and YAML joins its lines with spaces: a file has no interpreter, and a script of several commands becomes one command with many arguments.',
    consequence: 'silently-ignored',
    references: ['https://yaml.org/spec/1.2.2/#66-comments', 'guide:customize-containers-ec2'],
  },
  each: texts,
  *check({ key, value }) {
    const { file, span } = key.place;
    const before = file.text.slice(span.end, value.place.span.start);
    const [, space = '', line] = /^(\s*:\s*)(#![^\r\n]*)/.exec(before) ?? [];
    if (line === undefined) return;
    const start = span.end + space.length;
    yield {
      at: placeOf(file, start, start + line.trimEnd().length),
      message: `The #! line of this ${key.text} is a comment of YAML`,
      help: `Write \`${key.text}: |\`, and below it \`${shorten(line.trim())}\`, indented like the line after it.`,
    };
  },
};
