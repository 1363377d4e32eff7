import { isBuildTool } from '../../../knowledge/instance/build-tools.js';
import { PROXIED_ENTRY } from '../../../knowledge/platform/proxy-ports.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { needsRun, START_COMMAND } from '../../../model/entry/package-script.js';
import { readStartScript, type StartScript } from '../../../model/entry/start-script.js';
import { packageJson } from '../../../model/packages/package-json.js';
import { procfile } from '../../../model/platform/procfile.js';
import type { Project } from '../../../model/project.js';
import type { Setting } from '../../../model/settings/settings.js';
import type { ConfigFile } from '../../../parse/index.js';
import { isFalse, trimmedText } from '../../../source/index.js';
import { MAX_ANSWER_CHARACTERS } from '../../../util/limits.js';
import { list } from '../../../util/text.js';
import type { Choice, Finding, Fix } from '../../rule.js';
import { removeParts } from '../../support/remove-parts.js';

/** What to do instead of one option. */
interface OptionAnswer {
  /** What to do beside deleting the option. */
  readonly step?: string;
  /** Why nothing else is to be done. */
  readonly reason?: string;
  readonly safety: Exclude<Fix['safety'], 'safe'>;
  /** The command of a Procfile. */
  readonly command?: string;
  /** What people choose between; none where deleting the option is the whole answer. */
  readonly choices: readonly Choice[];
}

const deleted = (reason: string): OptionAnswer => ({ reason, safety: 'migration', choices: [] });

/** The fix that does without the options of Node.js on Amazon Linux 1, or the answers to choose from. */
export function nodeAnswer(
  settings: readonly Setting[],
  config: ConfigFile,
  project: Project,
): Pick<Finding, 'fix' | 'choices' | 'help'> {
  const answers = lastOfEach(settings).map((setting) => answerTo(setting, project));
  const known = answers.filter((answer) => answer !== undefined);
  const choices = known.flatMap((answer) => answer.choices);
  const parts = settings.map(({ part }) => part);
  const removal = parts.length === settings.length ? removeParts(config, parts) : undefined;
  const isKnown = known.length === answers.length;
  const shown = {
    ...(choices.length > 0 && { choices }),
    ...(isKnown && { help: helpFor(known, settings.length) }),
  };
  if (!removal || !isKnown) return shown;
  const command = known.find((answer) => answer.command !== undefined)?.command;
  const procfile = {
    kind: 'create' as const,
    name: 'Procfile',
    text: `web: ${command}\n`,
    isExecutable: false,
  };
  return {
    ...shown,
    fix: {
      title: command === undefined ? 'Delete the options' : `Start \`${command}\` in a Procfile`,
      safety: known.some(({ safety }) => safety === 'unsafe') ? 'unsafe' : 'migration',
      edits: removal.edits,
      files: [...(command === undefined ? [] : [procfile]), ...removal.files],
    },
  };
}

/** The settings without those that a later one of the same option takes precedence over. */
const lastOfEach = (settings: readonly Setting[]): Setting[] => [
  ...new Map(settings.map((setting) => [setting.option.value, setting])).values(),
];

function helpFor(answers: readonly OptionAnswer[], count: number): string {
  const what = count === 1 ? 'it' : 'the options';
  const steps = new Set(answers.flatMap(({ step }) => step ?? []));
  if (steps.size > 0) return `${list([`Delete ${what}`, ...steps])}.`;
  return `Delete ${what}: ${list(new Set(answers.flatMap(({ reason }) => reason ?? [])))}.`;
}

function answerTo(setting: Setting, project: Project): OptionAnswer | undefined {
  const { option } = setting;
  if (option.value === 'NodeVersion')
    return { step: VERSION_STEP, safety: 'unsafe', choices: VERSION_CHOICES };
  const text = trimmedText(setting.value);
  if (text === undefined || text === '') return undefined;
  if (option.value === 'NodeCommand') return commandAnswer(withRun(text), project);
  if (option.value === 'ProxyServer') return PROXY_ANSWERS.get(text);
  if (option.value === 'GzipCompression')
    return isFalse(setting)
      ? deleted('nginx does not compress anyway')
      : { step: GZIP_STEP, safety: 'unsafe', choices: GZIP_CHOICES };
  return undefined;
}

/** npm runs most scripts only after `run`. */
const withRun = (command: string): string =>
  command.replace(/^npm ([a-z]+)$/, (whole, name: string) => (needsRun(name) ? `npm run ${name}` : whole));

/** Without a Procfile the platform runs `npm start`. */
function commandAnswer(command: string, project: Project): OptionAnswer | undefined {
  const { files } = deployedFiles(project);
  if (procfile(project)?.entries.some(({ name }) => name.value === PROXIED_ENTRY))
    return deleted('the Procfile starts the application');
  if (procfile(project) || /[\n"%]/.test(command)) return undefined;
  const start = readStartScript(files);
  const missing = missingScript(command, project);
  if (missing !== undefined && start && !ends(start))
    return deleted(`the platform runs \`npm start\`, and package.json has no script \`${missing}\``);
  if (missing !== undefined)
    return { step: missingStep(missing), safety: 'unsafe', choices: MISSING_CHOICES };
  const isStart = START_COMMAND.test(command) || start?.node.text.trim() === command;
  if (!start || !isStart) return { step: procfileStep(command), safety: 'migration', command, choices: [] };
  return ends(start)
    ? { step: ENDING_STEP, safety: 'unsafe', choices: ENDING_CHOICES }
    : deleted('the platform runs `npm start` anyway');
}

/** The script that `npm run` names and package.json does not have. */
function missingScript(command: string, project: Project): string | undefined {
  const name = /^npm run(?:-script)? ([\w:.-]{1,60})$/.exec(command)?.[1];
  const scripts = packageJson(project)?.scripts;
  return scripts && !scripts.some(({ key }) => key.text === name) ? name : undefined;
}

const missingStep = (name: string): string =>
  `start the server in a Procfile without \`npm run ${name}\`, which package.json does not have`;

const MISSING_CHOICES: readonly Choice[] = [
  {
    action: 'Delete `NodeCommand`, and write `web:` and the command that starts the server into a Procfile.',
    consequence: 'The Procfile takes precedence over `scripts.start` of package.json.',
    isFix: true,
  },
  {
    action: 'Delete `NodeCommand`, and add the script to package.json under the name `start`.',
    consequence: 'The platform runs `npm start` where there is no Procfile.',
  },
];

const procfileStep = (command: string): string =>
  command.length > MAX_ANSWER_CHARACTERS || command.includes('`')
    ? 'write its command into a Procfile'
    : `write \`web: ${command}\` into a Procfile`;

const ends = ({ last }: StartScript): boolean =>
  last?.program === undefined ||
  isBuildTool(
    last.program.text,
    last.args.map(({ text }) => text),
  );

const ENDING_CHOICES: readonly Choice[] = [
  {
    action: 'Delete `NodeCommand`, and start the server in `scripts.start` of package.json.',
    consequence: 'If that script ends, the platform runs `npm start` again and again.',
    isFix: true,
  },
  {
    action: 'Delete `NodeCommand`, and write the command of the server into a Procfile.',
    consequence: 'The Procfile takes precedence, and `scripts.start` is not run.',
  },
];

const ENDING_STEP = 'start the server in `scripts.start` of package.json';

const VERSION_STEP = 'choose the version of Node.js with the platform branch';

const GZIP_STEP = 'configure compression in `.platform/nginx`';

const VERSION_CHOICES: readonly Choice[] = [
  {
    action: 'Delete `NodeVersion`.',
    consequence: 'The platform branch alone decides which version of Node.js runs.',
    isFix: true,
  },
  {
    action: 'Delete `NodeVersion`, and set `engines.node` in package.json.',
    consequence: 'On Amazon Linux 2023 the platform ignores it; npm warns about another version.',
  },
];

const GZIP_CHOICES: readonly Choice[] = [
  {
    action: 'Delete `GzipCompression`.',
    consequence: 'nginx no longer compresses responses.',
    isFix: true,
  },
  {
    action: 'Delete it, and set `gzip on` in a `.platform/nginx/nginx.conf` of your own.',
    consequence:
      'Your file replaces the one of Elastic Beanstalk, and must include `conf.d/elasticbeanstalk/*.conf`.',
  },
];

const PROXY_ANSWERS: ReadonlyMap<string, OptionAnswer | undefined> = new Map([
  ['nginx', deleted('the proxy is nginx anyway')],
  [
    'none',
    {
      step: 'let the application listen on the port in `PORT`',
      safety: 'unsafe',
      choices: [
        {
          action: 'Delete `ProxyServer`.',
          consequence: 'nginx listens on port 80 and passes requests to the port in `PORT`.',
          isFix: true,
        },
        {
          action: 'Delete it, and set `Port` of the process to the port of the application.',
          consequence: 'Requests bypass nginx; the application must listen on 0.0.0.0.',
        },
      ],
    },
  ],
]);
