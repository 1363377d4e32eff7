import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { hookPlace } from '../../knowledge/platform/retired-hooks.js';
import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { hasShebang } from '../../model/execution/instance-script.js';
import { type RetiredHook, retiredHooks } from '../../model/paths/retired-hooks.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { proxyTarget } from '../../model/proxy/proxy-target.js';
import { routing } from '../../model/routing/read-routing.js';
import type { Process } from '../../model/routing/routing.js';
import { scripts } from '../../model/scripts/scripts.js';
import { numbersIn } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { hookAnswer } from './retired-hook/hook-answer.js';

export const retiredHook: EachRule<RetiredHook> = {
  meta: {
    summary: 'The project writes a hook into a folder that no supported platform reads',
    why: 'Amazon Linux 1 ran the scripts below /opt/elasticbeanstalk/hooks at each deployment. Supported platforms, except those for ECS, run the scripts below .platform/hooks and .platform/confighooks in the source bundle instead, and silently ignore the old folder. If only such a hook starts a server, nothing listens on its port.',
    consequence: 'file-ignored',
    references: [
      'guide:using-features.migration-al.generic.from-al1',
      'guide:platforms-linux-extend.hooks',
      'guide:platforms-linux-extend.workflow.ecs-al2',
    ],
  },
  each: retiredHooks,
  *check(hook, project) {
    const process = hook.isRun ? undefined : servedOnlyBy(hook, project);
    yield {
      at: hook.place,
      message: process
        ? `Only the hook ${hook.path} serves process "${process.name}", and nothing runs it`
        : `${hook.isRun ? 'No supported platform' : 'Nothing'} runs the hook ${hook.path}`,
      help: helpFor(hook),
      related: [
        ...hook.related,
        ...(process?.portSetting
          ? [{ at: process.portSetting.value.place, note: `port of process "${process.name}"` }]
          : []),
      ],
      ...(!process && { warnsBecause: 'milder' as const }),
      ...(hook.isRun ? {} : hookAnswer(hook, project)),
    };
  },
};

/** Where it belongs today; what another script writes or runs has two ends. */
function helpFor({ path, content, isRun }: RetiredHook): string {
  const place = hookPlace(path, content ?? '');
  if (!place) {
    const [found] = retiredPaths(path, 'target');
    return found?.help ?? 'Delete it.';
  }
  if (content === undefined) return `Move the script to \`${place.path}\`, and delete this entry.`;
  const first = hasShebang(content) ? '' : ' after a line `#!/bin/bash`';
  return `Move it to \`${place.path}\`${first}${isRun ? ', and delete the command that runs it' : ''}.`;
}

/** Servers that hooks start, by the words that start them. */
const STARTS_SERVER = /\b(?:daphne|gunicorn|uvicorn|hypercorn|uwsgi|puma|unicorn|waitress-serve|node|java)\b/;

/** A process on whose port a hook starts a server, where nothing else of the project names that port. */
function servedOnlyBy(hook: RetiredHook, project: Project): Process | undefined {
  const { content } = hook;
  if (content === undefined || !STARTS_SERVER.test(content)) return undefined;
  const ports = new Set(numbersIn(content));
  return routing(project).processes.find(
    ({ port }) =>
      port !== undefined &&
      !PROXY_PORTS.has(port) &&
      ports.has(String(port)) &&
      proxyTarget(project)?.port !== port &&
      !isNamedElsewhere(String(port), hook, project),
  );
}

function isNamedElsewhere(port: string, hook: RetiredHook, project: Project): boolean {
  const texts = [
    procfile(project)?.file.text ?? '',
    ...scripts(project)
      .filter(({ name }) => name.place !== hook.place)
      .map(({ text }) => text),
    ...deployedFiles(project).files.flatMap((file) =>
      'source' in file && /^(?:\.platform\/|package\.json$|Dockerrun)/.test(file.name)
        ? [file.source.text]
        : [],
    ),
  ];
  return texts.some((text) => [...numbersIn(text)].includes(port));
}
