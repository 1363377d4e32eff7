import { spawn } from 'node:child_process';

/** Another YAML reader in a process of its own, which answers one text after the other. */
export class Reader {
  #process;
  #waiting = [];
  #received = Buffer.alloc(0);

  constructor(command, args) {
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.stdout.on('data', (chunk) => this.#receive(chunk));
    this.#process.on('error', (error) => this.#fail(error));
    this.#process.on('exit', (code) => this.#fail(new Error(`${command} ended with exit code ${code}`)));
    this.#process.stdin.on('error', (error) => this.#fail(error));
  }

  /**
   * @param {Buffer} bytes the bytes of the file on the disk
   * @returns {Promise<{ ok: boolean, error?: string, lines?: string[] }>}
   */
  read(bytes) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    this.#process.stdin.write(length);
    this.#process.stdin.write(bytes);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  close() {
    this.#process.removeAllListeners('exit');
    this.#process.stdin.end();
  }

  #receive(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    while (this.#received.length >= 4) {
      const end = 4 + this.#received.readUInt32BE();
      if (this.#received.length < end) return;
      const [word, ...lines] = this.#received.toString('utf8', 4, end).split('\n');
      this.#received = this.#received.subarray(end);
      this.#waiting
        .shift()
        .resolve(word === 'ok' ? { ok: true, lines } : { ok: false, error: lines.join('\n') });
    }
  }

  #fail(error) {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
