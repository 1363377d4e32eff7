import { nginxForms } from '../../../knowledge/nginx/directives.js';
import { fact } from '../../../model/fact.js';
import type { Project } from '../../../model/project.js';
import type { ProxyFile } from '../../../model/proxy/proxy-file.js';
import { proxyFiles } from '../../../model/proxy/proxy-files.js';
import { type NginxDirective, parseNginx } from '../../../parse/nginx/nginx.js';
import { folderOf } from '../../../util/paths.js';
import { list } from '../../../util/text.js';
import type { Finding } from '../../rule.js';

/**
 * What to do with a file that would repeat, in its new place, what another file of the bundle has for the same block: nginx
 * refuses a second `location /` and a second value. Undefined where nothing would be there twice.
 * @param path of its new place in the bundle
 */
export function repeatedAnswer(
  file: ProxyFile,
  path: string,
  project: Project,
): Pick<Finding, 'help'> | undefined {
  const folder = folderOf(path.replace(/^\.platform\/nginx\//, ''));
  const text = file.program === 'nginx' ? file.content() : undefined;
  if (!text) return undefined;
  const { directives, problem } = parseNginx(text);
  const theirs = problem ? undefined : valuesIn(project).get(folder);
  if (!theirs) return undefined;
  const repeated = directives.flatMap((one) => {
    const other = theirs.get(valueName(one) ?? '');
    return other === undefined || other === file ? [] : [{ one, other }];
  });
  const [first] = repeated;
  if (!first) return undefined;
  const own = repeated.filter(({ other }) => other === first.other);
  const names = list(new Set(own.map(({ one }) => `\`${valueName(one)}\``)));
  const other = `\`.platform/nginx/${first.other.path}\``;
  return {
    help:
      own.length === directives.length
        ? `Delete it: ${other} has ${names} already.`
        : `Move it to \`${path}\`, without ${names}, which ${other} has already.`,
  };
}

/** What the files of the bundle set only once, by the folder that holds them. */
const valuesIn = fact('valuesIn', (project): ReadonlyMap<string, ReadonlyMap<string, ProxyFile>> => {
  const folders = new Map<string, Map<string, ProxyFile>>();
  for (const file of proxyFiles(project)) {
    const text = file.program === 'nginx' && file.origin === 'platform' ? file.content() : undefined;
    if (!text) continue;
    const folder = folderOf(file.path);
    const values = folders.get(folder) ?? new Map<string, ProxyFile>();
    folders.set(folder, values);
    for (const directive of parseNginx(text).directives) {
      const name = valueName(directive);
      if (name !== undefined && !values.has(name)) values.set(name, file);
    }
  }
  return folders;
});

/** How one block may have a directive only once: a location with its pattern, or a name that takes one value. */
export function valueName({ name, args }: NginxDirective): string | undefined {
  if (name.text === 'location') return ['location', ...args.map(({ text }) => text)].join(' ');
  return nginxForms(name.text).some(({ isSingle }) => isSingle) ? name.text : undefined;
}
