import type { NginxDirective } from '../../parse/nginx/nginx.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { readPassTarget } from './pass-targets.js';

/** All directives of a whole file: of an upstream, only its servers. */
export function* directivesIn(directives: readonly NginxDirective[]): Generator<NginxDirective> {
  for (const directive of directives) {
    yield directive;
    if (directive.name.text === 'upstream') yield* (directive.block ?? []).filter(isServer);
    else yield* directivesIn(directive.block ?? []);
  }
}

/** Whether other files may define upstreams. */
export const includesMore = ({ name, args: [path] }: NginxDirective): boolean =>
  name.text === 'include' &&
  !/(?:^|\/)(?:mime\.types|\w+_params|fastcgi\.conf|conf\.d\/\*\.conf)$/.test(path?.text ?? '');

const isServer = ({ name, block }: NginxDirective): boolean => name.text === 'server' && !block;

/** Where nginx passes requests to a port of its own container on which it does not listen. */
export function toItself(directives: readonly NginxDirective[]): { word: NginxWord; port: number }[] {
  const listens = new Set(
    directives.flatMap(({ name, args: [own] }) =>
      name.text === 'listen' ? [Number(/(?:^|:)(\d+)$/.exec(own?.text ?? '')?.[1] ?? 80)] : [],
    ),
  );
  return directives.flatMap((directive) => {
    const [word] = directive.args;
    const [, port] =
      /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1):(\d{1,5})(?:\/|$)/.exec(word?.text ?? '') ?? [];
    const isPassed = PASS.test(directive.name.text) || isServer(directive);
    return word && isPassed && port !== undefined && !listens.has(Number(port))
      ? [{ word, port: Number(port) }]
      : [];
  });
}

const PASS = /^(?:proxy|fastcgi|grpc|uwsgi|scgi)_pass$/;

/** A name without dots that nginx looks up when it starts: one with variables is looked up at each request. */
export function hostOf(directive: NginxDirective): { host: string; word: NginxWord }[] {
  const { name, args } = directive;
  const [word] = args;
  const isPass = PASS.test(name.text);
  if (!word || !(isPass || isServer(directive)) || args.some(({ text }) => text === 'resolve')) return [];
  const host = readPassTarget(word.text)?.host ?? word.text.replace(/:\d{1,5}$/, '');
  return /^(?!localhost$|\d+$)[a-z][a-z\d_-]*$/.test(host) && !/[-_]\d+$/.test(host) ? [{ host, word }] : [];
}
