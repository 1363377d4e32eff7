// Writes Elastic Beanstalk projects that look real, ten files each: node bench/make-tree.mjs OUT FILES SEED [SHARE]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { factsOf } from './tree/facts.mjs';
import { deployment, ebCli, hook, instanceFiles, nginx, procfile, resources } from './tree/other-files.mjs';
import { Random } from './tree/random.mjs';
import { environment, routing, scaling } from './tree/settings-files.mjs';

/** The default share of projects with mistakes. */
const MISTAKEN_SHARE = 0.3;

/** The files of a project; if fewer than ten are requested, the first ones. */
const PROJECT_FILES = Object.entries({
  '.ebextensions/01_environment.config': environment,
  '.ebextensions/02_routing.config': routing,
  Procfile: procfile,
  '.ebextensions/03_scaling.config': scaling,
  '.ebextensions/04_deployment.config': deployment,
  '.ebextensions/05_files.config': instanceFiles,
  '.ebextensions/06_resources.config': resources,
  '.elasticbeanstalk/config.yml': ebCli,
  '.platform/nginx/conf.d/limits.conf': nginx,
  '.platform/hooks/postdeploy/01_warm.sh': hook,
});

/**
 * Writes a tree: the same arguments give the same bytes on every machine, and a larger tree begins with the projects of
 * a smaller one.
 * @param {string} folder where the projects go, one folder each; made if it is missing
 * @param {number} fileCount how many files in all
 * @param {number} seed an integer
 * @param {number} mistakenShare the share of projects with mistakes, from 0 to 1
 */
export function makeTree(folder, fileCount, seed, mistakenShare = MISTAKEN_SHARE) {
  for (let project = 0; project * PROJECT_FILES.length < fileCount; project++) {
    const root = join(folder, `project-${String(project).padStart(5, '0')}`);
    const left = fileCount - project * PROJECT_FILES.length;
    writeProject(root, PROJECT_FILES.slice(0, left), new Random(mixed(seed, project)), mistakenShare);
  }
}

/** A seed for each project of its own, so that neighbours are not alike. */
const mixed = (seed, project) => Math.imul(seed ^ Math.imul(project + 1, 0x9e3779b1), 0x85ebca6b);

function writeProject(root, files, random, mistakenShare) {
  const facts = factsOf(random, mistakenShare);
  for (const [name, textOf] of files) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(facts, random), { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, ...numbers] = process.argv.slice(2);
  const [fileCount, seed, mistakenShare] = numbers.map(Number);
  const isShare = mistakenShare === undefined || (mistakenShare >= 0 && mistakenShare <= 1);
  if (!folder || !Number.isInteger(fileCount) || !Number.isInteger(seed) || !isShare) {
    console.error('Usage: node bench/make-tree.mjs OUT FILES SEED [SHARE]');
    process.exit(2);
  }
  makeTree(folder, fileCount, seed, mistakenShare);
}
