import type { Ports } from '../ports/ports.js';

/** The folder of the git repository that a run begins in, or the working directory where there is none. */
export function repositoryRoot({ cwd, files }: Pick<Ports, 'cwd' | 'files'>): string {
  for (let folder = cwd; ;) {
    if (files.kindOf(`${folder}/.git`) !== 'missing') return folder;
    const parent = folder.replace(/[\\/][^\\/]*$/, '');
    if (parent === folder || parent === '') return cwd;
    folder = parent;
  }
}
