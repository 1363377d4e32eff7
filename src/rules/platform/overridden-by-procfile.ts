import { parseWsgiFile } from '../../knowledge/platform/wsgi-path.js';
import { trimmedText } from '../../source/index.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { procfile } from '../../model/platform/procfile.js';
import { settings } from '../../model/settings/settings.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';

export const overriddenByProcfile: Rule = {
  meta: {
    id: 'platform/overridden-by-procfile',
    summary: 'WSGIPath, NumProcesses or NumThreads has no effect beside a Procfile',
    why: 'A Procfile overrides these options of aws:elasticbeanstalk:container:python. The platform starts the process "web" exactly as the Procfile says, and silently ignores the options.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html'],
    since: '0.1.0',
  },
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
    const flags = ignored.flatMap(({ option, value }) => flagFor(option.value, trimmedText(value) ?? ''));
    const names = [...new Set(ignored.map(({ option }) => option.value))];
    yield {
      at: first.value.place,
      message: `${list(names)} ${names.length > 1 ? 'have' : 'has'} no effect, because the Procfile starts "web"`,
      help: `Remove ${list(names.map((name) => `\`${name}\``))}${flags.length > 0 ? `, and set ${list(flags)} in the Procfile` : ': the Procfile names the application'}.`,
      related: [
        { at: web.place, note: 'starts "web"' },
        ...others.map(({ value }) => ({ at: value.place, note: 'without effect as well' })),
      ],
    };
  },
};

/** What gunicorn, the default server, takes in place of an option. */
function flagFor(option: string, value: string): string[] {
  const flag = { NumProcesses: '--workers', NumThreads: '--threads' }[option];
  return flag ? [`\`${flag} ${value}\``] : [];
}

/** The overridden options: one that says the same as the command of the Procfile does no harm. */
const SAYS_THE_SAME: ReadonlyMap<string, (command: string, value: string) => boolean> = new Map([
  ['WSGIPath', namesModule],
  [
    'NumProcesses',
    (command, value) => hasFlag(command, value, /(?<!\S)(?:-w|--workers|--processes)[ =]?(\d+)/g),
  ],
  ['NumThreads', (command, value) => hasFlag(command, value, /(?<!\S)--threads[ =](\d+)/g)],
]);

function namesModule(command: string, path: string): boolean {
  const [module = ''] = path.split(':', 1);
  return parseWsgiFile(path) === undefined && command.includes(module);
}

const hasFlag = (command: string, value: string, flag: RegExp): boolean =>
  [...command.matchAll(flag)].some(([, number]) => number === value);
