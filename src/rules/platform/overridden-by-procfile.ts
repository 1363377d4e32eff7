import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { parseWsgiFile } from '../../knowledge/platform/wsgi-path.js';
import { procfile } from '../../model/platform/procfile.js';
import { settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { list } from '../../util/text.js';
import { option } from '../on.js';
import type { Rule } from '../rule.js';

export const overriddenByProcfile: Rule = {
  meta: {
    summary: 'WSGIPath, NumProcesses or NumThreads has no effect beside a Procfile',
    why: 'A Procfile overrides these options of aws:elasticbeanstalk:container:python. The platform starts the process "web" exactly as the Procfile says, and silently ignores the options.',
    consequence: 'silently-ignored',
    references: ['guide:python-configuration-procfile'],
  },
  needs: option('aws:elasticbeanstalk:container:python'),
  *check(project) {
    const web = procfile(project)?.entries.find(({ name }) => name.value === PROXIED_ENTRY);
    if (!web) return;
    const ignored = settings(project)
      .of('aws:elasticbeanstalk:container:python')
      .filter(({ option, value }) => {
        const text = trimmedText(value);
        return text && SAYS_THE_SAME.get(option.value)?.(web.command.text, text) === false;
      });
    const [first, ...others] = ignored.flatMap((setting) => [setting, ...setting.overridden]);
    if (!first) return;
    const flags = ignored.flatMap(({ option, value }) => {
      const flag = FLAGS.get(option.value);
      const number = trimmedText(value);
      const set = flag && lastOf(web.command.text, flag.pattern);
      return flag && number && IS_NUMBER.test(number) && (set || flag.programs.test(web.command.text))
        ? [{ flag, number, set }]
        : [];
    });
    const names = [...new Set(ignored.map(({ option }) => option.value))];
    yield {
      at: first.value.place,
      message: `${list(names)} ${names.length > 1 ? 'have' : 'has'} no effect, because the Procfile starts "web"`,
      help: `Remove ${list(names.map((name) => `\`${name}\``))}${flags.length > 0 ? `, and ${list(flags.map(step))} in the Procfile` : ': the Procfile says how "web" is started'}.`,
      related: [
        { at: web.place, note: 'starts "web"' },
        ...others.map(({ value }) => ({ at: value.place, note: 'without effect as well' })),
      ],
    };
  },
};

/** What gunicorn, the default server, takes in place of an option, and how others call it. */
interface Flag {
  readonly name: string;
  readonly pattern: RegExp;
  /** The servers that take it. */
  readonly programs: RegExp;
}

/** What a server takes: no other value is worth being kept. */
const IS_NUMBER = /^[1-9]\d*$/;

const VALUE = String.raw`(\$\([^)]*\)+|\$\{[^}]*\}|\S+)`;

const FLAGS: ReadonlyMap<string, Flag> = new Map([
  [
    'NumProcesses',
    {
      name: '--workers',
      pattern: new RegExp(String.raw`(?<!\S)(-w|--workers|--processes)[ =]?${VALUE}`, 'g'),
      programs: /\b(?:gunicorn|uvicorn|hypercorn)\b/,
    },
  ],
  [
    'NumThreads',
    {
      name: '--threads',
      pattern: new RegExp(String.raw`(?<!\S)(--threads)[ =]${VALUE}`, 'g'),
      programs: /\b(?:gunicorn|waitress-serve)\b/,
    },
  ],
]);

/** A flag as a command has it, and its value; the last one takes precedence. */
const lastOf = (command: string, pattern: RegExp): RegExpMatchArray | undefined =>
  [...command.matchAll(pattern)].at(-1);

interface WantedFlag {
  readonly flag: Flag;
  readonly number: string;
  readonly set: RegExpMatchArray | undefined;
}

/** What makes the Procfile say what the option says. */
const step = ({ flag, number, set }: WantedFlag): string =>
  set ? `replace \`${set[0]}\` by \`${set[1]} ${number}\`` : `add \`${flag.name} ${number}\``;

/** The overridden options: one that says the same as the command of the Procfile does no harm. */
const SAYS_THE_SAME: ReadonlyMap<string, (command: string, value: string) => boolean> = new Map([
  ['WSGIPath', namesModule],
  ...[...FLAGS].map(
    ([option, { pattern }]) =>
      [option, (command: string, value: string) => lastOf(command, pattern)?.[2] === value] as const,
  ),
]);

function namesModule(command: string, path: string): boolean {
  const [module = ''] = path.split(':', 1);
  return parseWsgiFile(path) === undefined && command.includes(module);
}
