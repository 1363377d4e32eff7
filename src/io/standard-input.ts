import { ReadError, SizeError } from '../ports/file-system.js';
import { MAX_INPUT_BYTES } from '../util/limits.js';
import { reasonOf } from './disk.js';

/**
 * All text of standard input.
 * @throws SizeError for more than 16 MiB, ReadError where it cannot be read
 */
export async function readStandardInput(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stdin) {
      const buffer = Buffer.from(chunk);
      bytes += buffer.length;
      if (bytes > MAX_INPUT_BYTES) throw new SizeError('standard input', MAX_INPUT_BYTES);
      chunks.push(buffer);
    }
  } catch (error) {
    throw error instanceof ReadError ? error : new ReadError('standard input', reasonOf(error));
  }
  return Buffer.concat(chunks).toString('utf8');
}
