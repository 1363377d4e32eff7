import type { Project } from '../../model/project.js';
import { describeRule } from '../../model/routing/describe-rule.js';
import { pairs } from '../../model/routing/pairs.js';
import type { ListenerRule, Process } from '../../model/routing/routing.js';
import { targets } from '../../model/routing/targets.js';
import { isWebSocketPath } from '../../model/routing/web-socket-passes.js';
import type { Server } from '../../model/servers/server.js';
import { portsOf } from '../../model/servers/server-ports.js';
import { itemsOfSetting } from '../../model/settings/settings.js';
import type { Rule } from '../rule.js';

export const serverWithoutWebSockets: Rule = {
  meta: {
    summary: 'A rule sends WebSocket requests to a server that does not support them',
    why: 'The sync workers of gunicorn call WSGI applications, which cannot use WebSockets: the handshake is answered like an ordinary request, usually with an error. Other servers, such as http.server, do not support them either, and `--ws none` turns them off in uvicorn. That the requests are for WebSockets is concluded from the path of the rule, such as `/ws/*`.',
    consequence: 'traffic-breaks',
    warnsBecause: 'intent',
    references: [
      'https://docs.gunicorn.org/en/stable/settings.html#worker-class',
      'https://www.uvicorn.org/settings/#implementation',
      'https://channels.readthedocs.io/en/stable/deploying.html',
      'guide:environments-cfg-alb',
    ],
    yieldsTo: [
      'procfile/wrong-interface',
      'procfile/conflicting-addresses',
      'procfile/unknown-flag',
      'procfile/wrong-application-argument',
      'procfile/wrong-flag-value',
    ],
  },
  needs: pairs,
  *check(project) {
    const rules = webSocketRules(project);
    for (const { process, server } of pairs(project)) {
      const rule = rules.find(({ target }) => target === process)?.rule;
      if (!rule || server.webSockets !== false || !server.isCertain) continue;
      yield {
        at: server.application?.place ?? server.programWord.place,
        message: `Rule "${rule.name}" sends WebSockets to ${server.program.name}, ${isTurnedOff(server) ? 'whose flags turn them off' : 'which does not support them'}`,
        help: helpFor(server),
        related: [{ at: rule.place, note: describeRule(rule) }],
      };
    }
  },
};

/** The attached rules for WebSockets, with the processes that they lead to. */
function webSocketRules(project: Project): { readonly rule: ListenerRule; readonly target: Process }[] {
  return targets(project).flatMap(({ rule, process }) =>
    rule &&
    process &&
    itemsOfSetting(rule.pathPatterns).some(({ kind, text }) => kind === 'literal' && isWebSocketPath(text))
      ? [{ rule, target: process }]
      : [],
  );
}

/** Whether the program could serve them. */
const isTurnedOff = ({ program }: Server): boolean => program.webSockets === true;

/** The ASGI application beside the one that a server runs, as Django names them. */
const asgiOf = ({ application }: Server): string =>
  application && /\b[aw]sgi:/.test(application.text)
    ? application.text.replace(/\bwsgi:/, 'asgi:')
    : 'project.asgi:application';

function helpFor(server: Server): string {
  if (isTurnedOff(server))
    return server.interface === 'wsgi'
      ? 'Delete `--interface wsgi`, and use the ASGI module.'
      : 'Delete `--ws none`.';
  const application = asgiOf(server);
  const [port = 5000] = portsOf(server);
  const daphne = `\`daphne -b 0.0.0.0 -p ${port} ${application}\` of the package \`daphne\``;
  return server.program.id === 'gunicorn'
    ? `Use ${daphne}, or add \`-k uvicorn_worker.UvicornWorker\` of the package \`uvicorn-worker\` and use \`${application}\`.`
    : `Use ${daphne}.`;
}
