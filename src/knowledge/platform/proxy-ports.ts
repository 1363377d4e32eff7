import type { Language } from './platforms.js';

/**
 * Where a platform's reverse proxy looks for the `web` process unless a `PORT` property says otherwise.
 * Node.js is left out because the sources disagree (8080, 5000), Ruby because it uses a Unix socket.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
const PROXY_PORTS: Readonly<Partial<Record<Language, number>>> = {
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html
  python: 8000,
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-procfile.html
  go: 5000,
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-procfile.html
  java: 5000,
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-linux-procfile.html
  dotnet: 5000,
};

/** The port on which the platform's proxy expects `web`; undefined where it is not known or there is none. */
export const proxyPort = (language: Language | undefined): number | undefined =>
  language && PROXY_PORTS[language];
