import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const ignoredWsgiPath: Rule = {
  meta: {
    id: 'platform/ignored-wsgi-path',
    summary: 'WSGIPath has no effect, because the Procfile starts another application',
    why: 'A Procfile overrides the options of aws:elasticbeanstalk:container:python. The platform starts the process "web" as the Procfile says, and silently ignores WSGIPath.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html'],
    since: '0.1.0',
  },
  *check({ procfile, settings }) {
    const web = procfile?.entries.find(({ name }) => name.value === 'web');
    const setting = settings.effective('aws:elasticbeanstalk:container:python', 'WSGIPath');
    const text = literalText(setting?.value)?.trim();
    if (!web || !setting || !text || isNamedIn(web.command.text, text)) return;
    yield {
      at: setting.value.place,
      message: 'WSGIPath has no effect, because the Procfile starts "web"',
      help: 'Remove `WSGIPath`.',
      related: [{ at: web.place, note: 'starts "web"' }],
    };
  },
};

/** A path that says the same as the Procfile does no harm. */
const isNamedIn = (command: string, path: string): boolean => {
  const module = path.split(':', 1).join('').replace(/\.py$/, '').replaceAll('/', '.');
  return command.replaceAll('/', '.').includes(module);
};
