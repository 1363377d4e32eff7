import { nginxDirectiveNames } from '../../knowledge/nginx/directives.js';
import type { Doubt } from '../../model/doubt.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { misuseOf } from '../../model/nginx/misuse.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';
import { saidByFile } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { lazily } from '../../util/memo.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { firstOfEachFile, type OwnDirective, phpSettingAt } from '../support/in-nginx.js';
import { rename } from '../support/rename.js';

export const unknownDirective: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A configuration file of nginx has an unknown directive',
    why: 'nginx stops at a directive that it does not know, and with it the deployment: "validate nginx configuration failed", \'unknown directive "NAME"\'. A directive of a module that is not part of nginx is known only after load_module, which Elastic Beanstalk\'s own nginx.conf does not contain.',
    consequence: 'deploy-fails',
    references: ['nginx:dirindex', 'guide:platforms-linux-extend.proxy'],
    yieldsTo: ['nginx/syntax-error'],
  },
  each: nginxConfigurations,
  *check(configuration, project) {
    const doubt = lazily(() => loadedModules(configuration, project));
    for (const { found } of firstOfEachFile(configuration.all, unknownName))
      yield { ...found, doubt: doubt() };
  },
};

/** What loads modules: the configuration, a script, or a file that is not seen. */
function loadedModules({ main, included }: NginxConfiguration, project: Project): Doubt | undefined {
  const loading = main.directives.find(({ directive: { name } }) =>
    /^(?:load_module|include)$/.test(name.text),
  );
  if (loading) return { reason: 'this may load a module', at: loading.directive.name.place };
  if (included.size === 0) return { reason: 'not all files of nginx are known', at: undefined };
  return proxy(project).loadsModules()
    ? { reason: 'this loads a module', at: saidByFile(/load_module/, project) }
    : undefined;
}

function unknownName(placed: OwnDirective): Finding | undefined {
  const misuse = misuseOf(placed);
  if (misuse?.kind !== 'unknown') return undefined;
  const { text, place } = placed.directive.name;
  const name = shorten(text);
  if (misuse.isThirdParty)
    return {
      at: place,
      message: `"${name}" belongs to a module that nginx does not load`,
      help: thirdPartyHelp(placed.directive),
    };
  const removed = REMOVED.get(text);
  if (removed)
    return {
      at: place,
      message: `nginx no longer has the directive "${text}"`,
      help: removed,
      warnsBecause: 'undocumented',
    };
  const ofPhp = phpSettingAt(place);
  if (ofPhp) return { at: place, ...ofPhp };
  const alike = [...nginxDirectiveNames()].filter((candidate) => candidate[0] === text[0]);
  const near = nearest(text, alike);
  return {
    at: place,
    message: `nginx does not know the directive "${name}"`,
    help: didYouMean(near, 'Delete it, or use a directive of https://nginx.org/en/docs/dirindex.html.'),
    ...(near !== undefined && { fix: rename([place], near, 'unsafe') }),
  };
}

/** A header that nginx can add itself; it cannot replace its own, such as `Server`. */
function thirdPartyHelp({ name, args: [header] }: NginxDirective): string {
  const [, key, value] = /^([\w-]+): ?([^"]+)$/.exec(header?.text ?? '') ?? [];
  return name.text === 'more_set_headers' &&
    key !== undefined &&
    value !== undefined &&
    !/^server$/i.test(key)
    ? `Use \`add_header ${key} "${value}" always;\`.`
    : 'Delete it.';
}

/** What nginx had until 1.25. https://nginx.org/en/CHANGES */
const REMOVED: ReadonlyMap<string, string> = new Map([
  ['limit_zone', 'Use `limit_conn_zone`, such as `limit_conn_zone $binary_remote_addr zone=one:10m;`.'],
  ['ssl', 'Delete it, and write `ssl` in `listen`, such as `listen 443 ssl;`.'],
]);
