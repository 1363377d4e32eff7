import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The licenses of all packages of which modules are bundled. */
export function notices(moduleIds) {
  const folders = [...moduleIds].flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)].sort().map(notice).join('\n\n');
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder)
    .sort()
    .find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, 'utf8').trim() : '';
  return `${name} ${version} (${license})\n\n${text}\n`;
}
