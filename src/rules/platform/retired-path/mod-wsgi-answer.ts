import type { InstanceScript } from '../../../model/execution/instance-script.js';
import type { Project } from '../../../model/project.js';
import type { Place } from '../../../source/index.js';
import type { Finding } from '../../rule.js';
import { removalFix, removeScript } from '../../support/migration/remove-entries.js';
import { writtenFile } from '../../support/migration/written-file.js';

/** A directive of mod_wsgi; `WSGIPath` is an option of Elastic Beanstalk. */
const DIRECTIVE = /\bWSGI(?!Path\b)[A-Z]\w+/;

/** Programs that only add or change text. */
const WRITES: ReadonlySet<string> = new Set(['echo', 'perl', 'printf', 'sed']);

/** The fix for a command that does nothing but to configure mod_wsgi, which the proxy of Amazon Linux 1 ran. */
export function modWsgiAnswer(script: InstanceScript, project: Project): Pick<Finding, 'help' | 'fix'> {
  const [command, ...others] = script.script.commands;
  const isAlone = others.length === 0 && WRITES.has(command?.words[0]?.text ?? '');
  if (script.origin !== 'command' || !isAlone || !DIRECTIVE.test(script.text)) return {};
  return {
    help: 'Delete the command: mod_wsgi no longer exists.',
    ...removeScript('Delete the command', 'migration', script, project),
  };
}

/** Lines that have no effect without mod_wsgi. */
const OF_MOD_WSGI = /^\s*(?:#.*|WSGI[A-Z]\w.*|<\/?IfModule\b.*)?$/;

/** The fix for a file with nothing but directives of mod_wsgi. */
export function modWsgiFileAnswer(target: Place, project: Project): Pick<Finding, 'fix'> {
  const written = writtenFile(target, project);
  if (!written || !DIRECTIVE.test(written.text)) return {};
  const isAlone = written.text.split('\n').every((line) => OF_MOD_WSGI.test(line));
  return isAlone ? removalFix('Delete the file', 'migration', [written]) : {};
}
