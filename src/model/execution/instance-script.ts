import { isBefore, type Stage } from '../../knowledge/instance/deployment-order.js';
import {
  type CommandEntry,
  type FileEntry,
  nameOf,
  scalarOf,
  scalarsOf,
} from '../../parse/config-file/sections.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { parseScript, scriptOfArguments, type ShellScript } from '../../parse/shell/script.js';
import { type MappedText, mappedText, type Word, wordOf } from '../../parse/shell/word.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { isTrue, type Located, type Place, type SourceFile } from '../../source/index.js';
import { lazily, oncePer, oncePerText } from '../../util/memo.js';
import { trim } from '../../util/text.js';

export type { Stage };

/** Whether a stage is over before Elastic Beanstalk puts the new version in its place, and starts it and the proxy. */
export const isBeforeStart = (stage: Stage | undefined): boolean => isBefore(stage, 'switch');

/** Whether a stage is over before Elastic Beanstalk installs what `requirements.txt` or `package.json` names. */
export const isBeforeDependencies = (stage: Stage | undefined): boolean => isBefore(stage, 'dependencies');

/** Whether a stage is over before the new version is on the instance. */
export const isBeforeUnpacking = (stage: Stage | undefined): boolean => isBefore(stage, 'unpack');

/** Whether the new version is on the instance while a stage runs: its files, and the environment properties as variables. */
export const hasNewVersion = (stage: Stage | undefined): boolean =>
  stage !== undefined && !isBeforeUnpacking(stage);

/** Something that an instance runs. It is parsed when a rule asks for it. */
export interface InstanceScript {
  /**
   * - `command`: an entry of `commands`, `container_commands` or the Buildfile
   * - `hook`, `confighook`: a file below `.platform/hooks`, `.platform/confighooks`
   * - `file`: the content of an entry of `files`
   * - `side-file`: another file of the bundle, which one of the others runs
   */
  readonly origin: 'command' | 'hook' | 'confighook' | 'file' | 'side-file';
  /** When in a deployment it runs; a configuration deployment runs only hooks. Undefined where the project does not show it. */
  readonly stage: Stage | undefined;
  readonly name: Located<string>;
  /** For a look before it is parsed. */
  readonly text: string;
  /** Whether a shell reads it. */
  readonly isShell: boolean;
  /** What it says to a shell: nothing where another program reads it. It is parsed where it is asked for, or destructured. */
  readonly script: ShellScript;
  /** It runs only where this one succeeds. */
  readonly test: ShellScript | undefined;
  readonly isTested: boolean;
  readonly cwd: Word | undefined;
  /** It has the list form, which no shell reads. */
  readonly isList: boolean;
  readonly ignoresErrors: boolean;
  readonly isLeaderOnly: boolean;
  /** Whether it is not parsed, because the scripts before it cost as much as they may. */
  readonly isLeftOut: boolean;
}

type Unparsed = Omit<InstanceScript, 'script' | 'test' | 'isLeftOut'>;

type Facts = Pick<InstanceScript, 'origin' | 'stage' | 'name' | 'text'> & Partial<InstanceScript>;

function lazyScript(facts: Facts, parse: () => ShellScript, parseTest?: () => ShellScript): InstanceScript {
  const script = lazily(parse);
  const test = parseTest && lazily(parseTest);
  return {
    cwd: undefined,
    isList: false,
    ignoresErrors: false,
    isTested: false,
    isLeaderOnly: false,
    isLeftOut: false,
    isShell: facts.origin === 'command' || isForShell(facts.text, facts.name.value),
    ...facts,
    get script() {
      return script();
    },
    get test() {
      return test?.();
    },
  };
}

/** The same where parsing it costs too much: its text can be looked through, and the rest is empty. */
export function unparsed(script: Unparsed): InstanceScript {
  // One by one: to copy all of a script would parse it.
  const { origin, stage, name, text, isShell, isTested, cwd, ignoresErrors, isLeaderOnly } = script;
  return lazyScript(
    { origin, stage, name, text, isShell, isTested, cwd, ignoresErrors, isLeaderOnly, isLeftOut: true },
    () => scriptOfArguments(mappedText(name.place.file, 0, 0), []),
  );
}

const KINDS = {
  command: 'Command',
  hook: 'Hook',
  confighook: 'Hook',
  file: 'Script',
  'side-file': 'Script',
} as const;

/** How a message names a script at its beginning. */
export const describeScript = ({ origin, name }: InstanceScript): string =>
  `${KINDS[origin]} "${origin.endsWith('hook') ? name.value.slice('.platform/'.length) : name.value}"`;

/** An entry of `commands` or `container_commands`. */
export const scriptOfCommand = oncePer((entry: CommandEntry): InstanceScript => {
  const words = scalarsOf(entry.command);
  const [test, cwd] = [scalarOf(entry.test), scalarOf(entry.cwd)];
  const isList = entry.command?.value.kind === 'list';
  const facts: Facts = {
    origin: 'command',
    stage: entry.section,
    name: nameOf(entry),
    text: words.map(({ text }) => text).join(' '),
    ignoresErrors: isTrue(entry.ignoreErrors),
    isLeaderOnly: entry.section === 'container_commands' && isTrue(entry.leader_only),
    isList,
    isTested: entry.test !== undefined,
  };
  const parse = () => {
    const [first, ...others] = words.map(mapScalar);
    const { file, span } = entry.name.place;
    const none = mappedText(file, span.start, span.start);
    return isList
      ? scriptOfArguments(first ?? none, first ? [first, ...others] : [])
      : parseScript(first ?? none);
  };
  return lazyScript(
    { ...facts, cwd: cwd ? wordOf(mapScalar(cwd)) : entry.cwd && unknownWord(entry.cwd.value.place) },
    parse,
    test && (() => parseScript(mapScalar(test))),
  );
});

/** What a function of CloudFormation says where a text belongs. */
const unknownWord = ({ file, span: { start } }: Place): Word => ({
  ...wordOf(mappedText(file, start, start)),
  kind: 'dynamic',
});

/** A line of the Buildfile, or of the Procfile. */
export const scriptOfLine = oncePer(({ name, command }: ProcfileEntry): InstanceScript =>
  lazyScript({ origin: 'command', stage: 'buildfile', name, text: command.text }, () => parseScript(command)),
);

/** The command of a job that cron runs. */
export const scriptOfJob = (name: Located<string>, command: MappedText): InstanceScript =>
  lazyScript({ origin: 'file', stage: undefined, name, text: command.text, isShell: true }, () =>
    parseScript(command),
  );

type FileOrigin = 'hook' | 'confighook' | 'side-file';

/** A whole file of the bundle. */
export const scriptOfFile = (
  file: SourceFile,
  origin: FileOrigin,
  stage: Stage | undefined,
): InstanceScript => scriptAt(file, `${origin} ${stage ?? ''}`);

const scriptAt = oncePerText((file: SourceFile, originAndStage: `${FileOrigin} ${Stage | ''}`) => {
  const [origin, stage] = originAndStage.split(' ') as [FileOrigin, Stage | ''];
  const isShell = isForShell(file.text, file.name) && !isData(file) && !file.isUtf16;
  return lazyScript(
    {
      ...{ origin, stage: stage === '' ? undefined : stage, text: file.text, isShell },
      name: { value: file.name, place: { file, span: file.lineSpan(1) } },
    },
    () => (isShell ? parseScript(mappedText(file)) : scriptOfArguments(mappedText(file), [])),
  );
});

const DATA = /\.(?:conf|config|ini|json|service|sql|timer|ya?ml)$/;

/** Whether a file is no script, though it is where scripts are. */
export const isData = ({ name, text }: Pick<SourceFile, 'name' | 'text'>): boolean =>
  DATA.test(name) && !hasShebang(text);

/** The content of an entry of `files`; undefined where it is no scalar. */
export const scriptOfContent = oncePer((entry: FileEntry): InstanceScript | undefined => {
  const [name, content] = [nameOf(entry), scalarOf(entry.content)];
  return (
    content &&
    lazyScript({ origin: 'file', stage: undefined, name, text: content.text }, () =>
      isForShell(content.text, name.value)
        ? parseScript(mapScalar(content))
        : scriptOfArguments(mapScalar(content), []),
    )
  );
});

const SHEBANG = /^#!(.*)/;
const SHELL = /(?:^|[/ \t])(?:ba|da|a|k|z)?sh(?:[ \t]|$)/;

/** Whether a text begins like a script. */
export const hasShebang = (text: string): boolean => SHEBANG.test(text);

/** The program that the first line of a script names, without its folder; what `env` finds of that name. */
export const interpreterOf = (text: string): string | undefined =>
  /^#![ \t]*(?:\S*\/env[ \t]+(?:-\S+[ \t]+)*)?(?:\S*\/)?([^\s/]+)/.exec(text)?.[1];

/** What another program reads, where the first line does not say which. */
const OTHER_LANGUAGE = /\.(?:js|mjs|php|pl|py|rb)$/;

/** Whether a shell reads a script: one that names no other program, neither in its first line nor with its ending. */
export const isForShell = (text: string, name = ''): boolean => {
  const interpreter = SHEBANG.exec(text)?.[1];
  return interpreter === undefined ? !OTHER_LANGUAGE.test(name) : SHELL.test(trim(interpreter));
};
