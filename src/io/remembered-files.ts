import type { ExecutePermission, FileSystem } from '../ports/file-system.js';

/** What is known of files and folders between two changes of them. */
const MAX_REMEMBERED_ANSWERS = 200_000;

/** An answer, or the error in its place. */
type Answer = { readonly value: unknown } | { readonly error: unknown };

/** Files of which each question is asked once, until they are forgotten. */
export class RememberedFiles implements FileSystem {
  readonly #answers = new Map<string, Answer>();

  constructor(readonly files: FileSystem) {}

  /** Something may be different from now on. */
  forget(): void {
    this.#answers.clear();
  }

  kindOf(path: string): ReturnType<FileSystem['kindOf']> {
    return this.#once(`kind ${path}`, () => this.files.kindOf(path));
  }

  list(folder: string): ReturnType<FileSystem['list']> {
    return this.#once(`list ${folder}`, () => this.files.list(folder));
  }

  read(path: string, maxBytes?: number): string {
    return this.#once(`read ${maxBytes ?? ''} ${path}`, () => this.files.read(path, maxBytes));
  }

  realPath(path: string): string {
    return this.#once(`real ${path}`, () => this.files.realPath(path));
  }

  isExecutable(path: string): ExecutePermission {
    return this.#once(`mode ${path}`, () => this.files.isExecutable?.(path));
  }

  #once<T>(question: string, ask: () => T): T {
    let answer = this.#answers.get(question);
    if (!answer) {
      if (this.#answers.size >= MAX_REMEMBERED_ANSWERS) this.#answers.clear();
      answer = answerOf(ask);
      this.#answers.set(question, answer);
    }
    if ('error' in answer) throw answer.error;
    return answer.value as T;
  }
}

function answerOf(ask: () => unknown): Answer {
  try {
    return { value: ask() };
  } catch (error) {
    return { error };
  }
}
