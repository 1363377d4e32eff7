import type { Word } from '../../parse/shell/word.js';
import { MAX_PATH_CHARACTERS, MAX_PUSHED_FOLDERS } from '../../util/limits.js';

/** Where processes start; https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html */
const ROOT = '/var/app/current';

/** The working directory of a shell, as far as the text shows it, and those that it was in before. */
export class WorkingDirectory {
  #folder: string | undefined = '';
  #pushed: Pushed = 'none';

  fork(): WorkingDirectory {
    const forked = new WorkingDirectory();
    forked.#folder = this.#folder;
    forked.#pushed = this.#pushed;
    return forked;
  }

  /** A file's name below the project's root; undefined where the working directory is not known. */
  fileName(name: string): string | undefined {
    return resolve(this.#folder, name)?.slice(0, -1);
  }

  /** `cd`, with the word as the shell expands it; undefined where this is not known. */
  change(to: Word | undefined): void {
    this.#folder = to?.kind === 'literal' ? resolve(this.#folder, to.text) : undefined;
  }

  /** `pushd`: changes the folder, or swaps it with the last that was pushed where `to` is undefined. */
  push(to: Word | undefined): void {
    const folder = this.#folder;
    const pushed = this.#pushed;
    if (to) {
      this.change(to);
      this.#remember(folder, pushed);
    } else if (typeof pushed === 'object') {
      this.#folder = pushed.folder;
      this.#remember(folder, pushed.below);
    } else if (pushed === 'unknown') this.#folder = undefined;
  }

  #remember(folder: string | undefined, below: Pushed): void {
    const depth = typeof below === 'object' ? below.depth + 1 : 1;
    this.#pushed = below === 'unknown' || depth > MAX_PUSHED_FOLDERS ? 'unknown' : { folder, depth, below };
  }

  /** `popd`. The shell refuses it where nothing was pushed, and stays where it is. */
  pop(): void {
    const pushed = this.#pushed;
    if (typeof pushed === 'object') {
      this.#folder = pushed.folder;
      this.#pushed = pushed.below;
    } else if (pushed === 'unknown') this.#folder = undefined;
  }

  /** Neither the folder nor what was pushed is known from here on. */
  forget(): void {
    this.#folder = undefined;
    this.#pushed = 'unknown';
  }
}

/** The folders to which `popd` returns, the last one first; shells that fork share them. */
type Pushed =
  | 'none'
  | 'unknown'
  | { readonly folder: string | undefined; readonly depth: number; readonly below: Pushed };

/** A directory below the root as a prefix for file names; undefined for one that is not there, or is too deep to be. */
function resolve(from: string | undefined, to: string): string | undefined {
  const isAbsolute = to.startsWith('/');
  if (isAbsolute && to !== ROOT && !to.startsWith(`${ROOT}/`)) return undefined;
  const base = isAbsolute ? '' : from;
  if (base === undefined || /^[~-]/.test(to)) return undefined;
  let path = base;
  for (const part of (isAbsolute ? to.slice(ROOT.length) : to).split('/')) {
    if (part === '..') {
      if (path === '') return undefined;
      path = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
    } else if (part !== '' && part !== '.') path += `${part}/`;
  }
  return path.length > MAX_PATH_CHARACTERS ? undefined : path;
}
