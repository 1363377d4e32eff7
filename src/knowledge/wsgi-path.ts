/**
 * `WSGIPath` names a file on Amazon Linux 1 and a module with a callable on later platforms.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create-deploy-python-container.html
 */
export interface WsgiPath {
  readonly form: 'file' | 'module';
  /** The same in the other form; undefined where that cannot be told. */
  readonly otherForm: string | undefined;
}

/** A path of the application's folder, or a file's name: `site/wsgi.py`, `site/wsgi:application`, `application.py`. */
const FILE = /^([\w./-]+?)(\.py)?(?::(\w+))?$/;

const MODULE = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):\w+$/;

/** What the platforms themselves put before a path. */
const ROOT = /^(?:\.\/|\/opt\/python\/current\/app\/|\/var\/app\/current\/)/;

/** Takes a value of `WSGIPath` apart; undefined for what could be either form or none. */
export function parseWsgiPath(value: string): WsgiPath | undefined {
  const text = value.trim();
  const [, name] = MODULE.exec(text) ?? [];
  if (name && !name.endsWith('.py')) return { form: 'module', otherForm: `${name.replaceAll('.', '/')}.py` };
  const [, path, suffix, callable = 'application'] = FILE.exec(text) ?? [];
  if (path && (suffix || path.includes('/'))) return { form: 'file', otherForm: moduleOf(path, callable) };
  return undefined;
}

function moduleOf(path: string, callable: string): string | undefined {
  const module = path.replace(ROOT, '').replaceAll('/', '.');
  if (module === 'application' && callable === 'application') return module;
  return MODULE.test(`${module}:x`) ? `${module}:${callable}` : undefined;
}
