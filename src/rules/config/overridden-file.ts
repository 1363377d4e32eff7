import { configFiles, fileEntries } from '../../model/bundle/config-files.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import { entriesIn, type FileEntry, literalOf } from '../../parse/index.js';
import type { SourceFile } from '../../source/index.js';
import { groupBy, repeats } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { baseName, folderOf } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import type { Rule } from '../rule.js';

export const overriddenFile: Rule = {
  meta: {
    summary: 'Two configuration files write the same file with different contents',
    why: 'Elastic Beanstalk reads the files of .ebextensions in the order of their names, and replaces a file that is there already. Only the last content stays; the one before is silently kept as a copy whose name ends in .bak.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-ec2#linux-files', 'guide:command-options'],
    yieldsTo: [
      'platform/retired-hook',
      'platform/retired-path',
      'proxy/overwritten-file',
      'proxy/unused-program',
    ],
  },
  needs: fileEntries,
  *check(project) {
    const latestFirst = configFiles(project)
      .toReversed()
      .flatMap((config) => entriesIn(config, 'files'));
    for (const { first: last, again } of repeats(latestFirst, ({ name }) => name.text))
      if (last.config !== again.config && differs(again, last) && !isUsed(again, scripts(project)))
        yield {
          at: again.name.place,
          message: `${again.name.text} is also written by ${baseName(last.config.file.name)}, which takes precedence`,
          help: 'Put the lines of both into one entry and delete the other, or use another path in one of them.',
          related: [{ at: last.name.place, note: 'other content' }],
        };
  },
};

/** Whether both contents are known, and not the same. */
const differs = (one: FileEntry, other: FileEntry): boolean => {
  const [text, otherText] = [one, other].map(({ content }) => literalOf(content)?.text.trim());
  return text !== undefined && otherText !== undefined && text !== otherText;
};

/** Whether the file may be used before the next one is read: by a command of its own configuration file, or by packages. */
function isUsed({ name: { text: path }, config }: FileEntry, scripts: readonly InstanceScript[]): boolean {
  const commands = commandsByFile(scripts).get(config.file);
  const isNamed =
    commands !== undefined && (commands.names.mayName(path) || commands.folders.has(folderOf(path)));
  return IS_REPOSITORY.test(path) || isNamed;
}

/** What tells yum where packages are: those of the next configuration file are installed before its files are written. */
const IS_REPOSITORY = /^\/etc\/yum\.repos\.d\//;

/** What the commands of a configuration file say, put together: there may be thousands of them, and of files. */
interface Commands {
  readonly names: WordIndex<string>;
  /** Their words as names of folders, as in `run-parts /opt/setup`. */
  readonly folders: ReadonlySet<string>;
}

const commandsByFile = oncePer((scripts: readonly InstanceScript[]): ReadonlyMap<SourceFile, Commands> => {
  const early = scripts.filter(({ stage }) => stage === 'commands');
  const byFile = groupBy(early, ({ name }) => [name.place.file]);
  return new Map([...byFile].map(([file, own]) => [file, together(own.map(({ text }) => text))]));
});

function together(texts: readonly string[]): Commands {
  // The copy of a replaced file is another file.
  const words = texts.flatMap((text) => text.split(/[\s'"`;|&()]+/)).filter((word) => !word.endsWith('.bak'));
  return {
    names: new WordIndex(words, (word) => word),
    folders: new Set(words.map((word) => `${word.replace(/\/(?:\*[^/]*)?$/, '')}/`)),
  };
}
