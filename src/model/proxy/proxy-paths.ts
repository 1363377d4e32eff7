export type ProxyProgram = 'nginx' | 'httpd';

/** A file below the folders of the proxy on an instance. */
export interface ProxyPath {
  readonly program: ProxyProgram;
  /** Below `/etc/nginx` or `/etc/httpd`. */
  readonly path: string;
  /** Below the folder in which Elastic Beanstalk puts the configuration together. */
  readonly isStaged: boolean;
}

const INSTALLED = /^\/etc\/(nginx|httpd)\/(.+)$/;
const STAGED = /^\/var\/proxy\/staging\/(nginx|httpd)\/(.+)$/;

/** Undefined for any other path. */
export function proxyPathOf(target: string): ProxyPath | undefined {
  const isStaged = STAGED.test(target);
  const [, program, path] = (isStaged ? STAGED : INSTALLED).exec(target) ?? [];
  return program && path ? { program: program as ProxyProgram, path, isStaged } : undefined;
}

/** Whether a file is configuration: certificates and passwords lie in these folders as well. */
export const isProxyConfiguration = ({ path }: ProxyPath): boolean =>
  /\.conf$/.test(path) || /^(?:conf\.d|conf\.modules\.d|default\.d|sites-\w+)\//.test(path);
