/**
 * A `WSGIPath` that names a file, as Amazon Linux 1 took it; later platforms take a module with a callable.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create-deploy-python-container.html
 */
export interface WsgiFile {
  /** The same as a module; undefined where that is not known. */
  readonly module: string | undefined;
}

/** A path of the application's folder, or a file's name: `site/wsgi.py`, `site/wsgi:application`, `application.py`. */
const FILE = /^([\w./-]+?)(\.py)?(?::(\w+))?$/;

const MODULE = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):\w+$/;

/** What the platforms themselves put before a path. */
const ROOT = /^(?:\.\/|\/opt\/python\/current\/app\/|\/var\/app\/current\/)/;

/** Reads a value of `WSGIPath` that names a file; undefined for a module, and for what could be either or none. */
export function parseWsgiFile(value: string): WsgiFile | undefined {
  const text = value.trim();
  const [, name] = MODULE.exec(text) ?? [];
  if (name && !name.endsWith('.py')) return undefined;
  const [, path, suffix, callable = 'application'] = FILE.exec(text) ?? [];
  return path && (suffix || path.includes('/')) ? { module: moduleOf(path, callable) } : undefined;
}

function moduleOf(path: string, callable: string): string | undefined {
  const module = path.replace(ROOT, '').replaceAll('/', '.');
  if (module === 'application' && callable === 'application') return module;
  return MODULE.test(`${module}:x`) ? `${module}:${callable}` : undefined;
}
