import { ReadError, SizeError } from '../../ports/file-system.js';
import { MAX_GIT_FILE_BYTES, MAX_GIT_FILES_BYTES } from '../../util/limits.js';
import { runGit } from './run-git.js';

/** What is fetched by one call. */
const MAX_GIT_BATCH_BYTES = 2 ** 25;

const LINE_FEED = 10;

interface Blob {
  readonly size: number;
  /** Undefined where it is too large to be read. */
  readonly text: string | undefined;
}

/** The contents of files in a repository. They are fetched together, as far as is known what will be read. */
export class Blobs {
  readonly #blobs = new Map<string, Blob>();
  readonly #wanted = new Set<string>();
  #isCollecting = false;
  #bytes = 0;

  constructor(readonly cwd: string) {}

  /** The text of a blob. Throws ReadError. */
  read(id: string, path: string, maxBytes = Infinity): string {
    const blob = this.#blobs.get(id);
    if (!blob) {
      this.#wanted.add(id);
      if (this.#isCollecting) return '';
      this.#fetch();
      return this.read(id, path, maxBytes);
    }
    if (blob.size > maxBytes) throw new SizeError(path, maxBytes);
    if (blob.text === undefined) throw new ReadError(path, 'git has no readable content for it');
    return blob.text;
  }

  /** See `Repository`. */
  fetching<T>(action: () => T): T {
    for (;;) {
      this.#isCollecting = true;
      const result = action();
      this.#isCollecting = false;
      if (this.#wanted.size === 0) return result;
      this.#fetch();
    }
  }

  #fetch(): void {
    const ids = [...this.#wanted];
    this.#wanted.clear();
    for (const id of ids) this.#blobs.set(id, { size: 0, text: undefined });
    let batch: string[] = [];
    let bytes = 0;
    for (const { id, size } of this.#sizesOf(ids)) {
      this.#blobs.set(id, { size, text: undefined });
      if (size > MAX_GIT_FILE_BYTES || this.#bytes + size > MAX_GIT_FILES_BYTES) continue;
      this.#bytes += size;
      if (bytes + size > MAX_GIT_BATCH_BYTES) {
        this.#take(batch);
        batch = [];
        bytes = 0;
      }
      batch.push(id);
      bytes += size;
    }
    this.#take(batch);
  }

  /** What is not there, or is no blob, is left out. */
  #sizesOf(ids: readonly string[]): { id: string; size: number }[] {
    const { output } = runGit(['cat-file', '--batch-check'], { cwd: this.cwd, input: linesOf(ids) });
    return output
      .toString('latin1')
      .split('\n')
      .flatMap((line) => {
        const [, id, size] = /^([\da-f]+) blob (\d+)$/.exec(line) ?? [];
        return id === undefined ? [] : [{ id, size: Number(size) }];
      });
  }

  /** Each comes as a line with its id, kind and size, then so many bytes and a line end. */
  #take(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const { output } = runGit(['cat-file', '--batch'], { cwd: this.cwd, input: linesOf(ids) });
    let position = 0;
    for (const id of ids) {
      const end = output.indexOf(LINE_FEED, position);
      const { size = 0 } = this.#blobs.get(id) ?? {};
      if (end === -1 || output.toString('latin1', position, end) !== `${id} blob ${size}`) return;
      position = end + 1;
      this.#blobs.set(id, { size, text: output.toString('utf8', position, position + size) });
      position += size + 1;
    }
  }
}

const linesOf = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');
