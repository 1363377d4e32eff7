import type { Language } from './platforms.js';

/** The ports on which the proxy of each instance listens; nothing that a Procfile starts may take them. */
export const PROXY_PORTS: ReadonlySet<number | undefined> = new Set([80, 443]);

/** The Procfile entry that the proxy passes requests to. */
export const PROXIED_ENTRY = 'web';

/**
 * Where a platform's reverse proxy looks for the `web` process unless a `PORT` property says otherwise.
 * Ruby is left out because it uses a Unix socket. Of Node.js the sources say 5000 or 8080.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
const UPSTREAM_PORTS: Readonly<Partial<Record<Language, readonly number[]>>> = {
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html
  python: [8000],
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-procfile.html
  go: [5000],
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-procfile.html
  java: [5000],
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-linux-procfile.html
  dotnet: [5000],
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-proxy.html
  node: [5000, 8080],
};

/** The ports on one of which the platform's proxy expects `web`; none where they are not known or there is no port. */
export const proxyPorts = (language: Language | undefined): readonly number[] =>
  (language && UPSTREAM_PORTS[language]) ?? [];

/**
 * The Unix socket on which the proxy of Ruby expects `web`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ruby-platform-procfile.html
 */
export const proxySocketOf = (language: Language | undefined): string | undefined =>
  language === 'ruby' ? '/var/run/puma/my_app.sock' : undefined;
