import { isCronFolder, isSystemCrontab } from '../../../knowledge/instance/cron.js';
import type { ConfigFile, InstanceFile } from '../../../parse/config-file/config-file.js';
import type { HereDocument } from '../../../parse/shell/here-document.js';
import type { ScriptCommand } from '../../../parse/shell/script.js';
import { mappedText, type MappedText, type Word } from '../../../parse/shell/word.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import type { Located } from '../../../source/index.js';
import { sourceNamed } from '../../bundle/project-files.js';
import type { Project } from '../../project.js';
import { wordUses } from '../paths/path-uses.js';
import { namesIn, sourceOf, writtenBy, writtenPath } from '../paths/written-text.js';
import type { InstanceScript } from '../scripts/instance-script.js';
import { BUNDLE_FOLDERS, mayBeElsewhere } from '../scripts/run-paths.js';

/** The crontabs that `files` writes to `/etc/cron.d`. */
export const cronFilesOf = (files: readonly ConfigFile[]): InstanceFile[] =>
  files.flatMap((file) => file.files).filter(({ target }) => isSystemCrontab(target.value));

/** A crontab that the project writes to `/etc/cron.d`. */
export interface SystemCrontab {
  readonly target: Located<string>;
  /** Undefined where the project does not tell. */
  readonly text: MappedText | undefined;
  /** Whether a shell replaces parts of the text. */
  readonly isExpanded: boolean;
}

type Sources = Pick<Project, 'configFiles' | 'files' | 'scripts'>;

/** The crontabs in `/etc/cron.d`, whether `files` or a script writes them. */
export const systemCrontabs = (project: Sources): SystemCrontab[] => [
  ...cronFilesOf(project.configFiles).map(({ target, content }) => ({
    target,
    text: content?.valueKind === 'literal' ? mapScalar(content) : undefined,
    isExpanded: false,
  })),
  ...project.scripts
    .filter(({ stage, text }) => stage && text.includes('/etc/cron.d'))
    .flatMap((script) => crontabsIn(script, project)),
];

const crontabsIn = (script: InstanceScript, { files }: Sources): SystemCrontab[] =>
  wordUses(script.script).flatMap(({ word, use, commands }) => {
    const command = commands.at(-1);
    if (!command || use !== 'writes' || word.kind === 'dynamic') return [];
    const path = writtenPath(command, word, isCronFolder(word.text));
    if (!isSystemCrontab(path)) return [];
    const written = writtenBy(command, word, script.script);
    const text = written ? textOf(written) : copiedText(command, word, script, files);
    return [
      { target: { value: path, place: word.place }, text, isExpanded: written ? isExpanded(written) : false },
    ];
  });

const textOf = (written: Word | HereDocument): MappedText =>
  'body' in written ? written.body : withLineBreak(written);

const isExpanded = (written: Word | HereDocument): boolean =>
  'body' in written ? !written.isQuoted : written.expansions.length > 0;

/** What `echo` prints. */
const withLineBreak = ({ file, text, offsets }: Word): MappedText => ({
  file,
  text: `${text}\n`,
  offsets: [...offsets, ...offsets.slice(-1)],
});

/** The file of the bundle that a command copies: `cp FILE TARGET`, `cat FILE > TARGET`. */
function copiedText(
  command: ScriptCommand,
  target: Word,
  script: InstanceScript,
  { files }: Sources['files'],
): MappedText | undefined {
  const names = namesIn(command);
  const isPrinted = names[0] === 'cat' && command.words.length === 2;
  const source = isPrinted ? command.words[1] : sourceOf(command, target);
  if (!source || !(isPrinted || names.some((name) => COPIES.has(name)))) return undefined;
  const isInBundle = source.text.startsWith('/')
    ? BUNDLE_FOLDERS.test(source.text)
    : script.stage !== 'commands' && !mayBeElsewhere(script);
  const file = isInBundle ? sourceNamed(source.text.replace(BUNDLE_FOLDERS, ''), files) : undefined;
  return file && mappedText(file);
}

const COPIES: ReadonlySet<string> = new Set(['cp', 'install', 'mv']);
