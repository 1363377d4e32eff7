import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readStandardInput } from '../../src/io/standard-input.js';

it('reads all of it, also a character that is split', async () => {
  const bytes = Buffer.from('a\u20AC\n');
  expect(await readStandardInput(Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]))).toBe('a\u20AC\n');
});

it('refuses more than 16 MiB', async () => {
  const chunks = Array.from({ length: 17 }, () => Buffer.alloc(2 ** 20));
  await expect(readStandardInput(Readable.from(chunks))).rejects.toThrow(
    'Cannot read standard input: it is larger than 16 MiB.',
  );
});

it('says why it cannot be read', async () => {
  const failing = new Readable({
    read() {
      this.destroy(Object.assign(new Error('x'), { code: 'EIO' }));
    },
  });
  await expect(readStandardInput(failing)).rejects.toThrow(/^Cannot read standard input: /);
});
