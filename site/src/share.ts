import { MAX_PARSED_CHARACTERS } from '../../src/util/limits.js';

/**
 * What a link holds: the texts of files by their names, the names of the others, which must not seem to be missing, and the
 * platform where one was chosen.
 */
export interface Shared {
  readonly files: Readonly<Record<string, string>>;
  readonly others?: readonly string[] | undefined;
  readonly platform?: string | undefined;
}

const PREFIX = '#project=';

/** The fragment of a link, which browsers send to nobody. */
export async function fragmentOf(shared: Shared): Promise<string> {
  const packed = await through(
    new CompressionStream('deflate-raw'),
    new TextEncoder().encode(JSON.stringify(shared)),
    Infinity,
  );
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  return PREFIX + base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * What the fragment of a link holds; undefined where it holds no project.
 * @throws Error with a sentence for the user where it is damaged or too large
 */
export async function sharedIn(fragment: string): Promise<Shared | undefined> {
  if (!fragment.startsWith(PREFIX)) return undefined;
  const base64 = fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const unpacked = await through(new DecompressionStream('deflate-raw'), bytes, MAX_PARSED_CHARACTERS);
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked));
    if (isShared(value)) return value;
  } catch (error) {
    if (error instanceof TooLarge) throw error;
  }
  throw new Error('The link is damaged: it may have been cut. Ask for it again.');
}

/** A browser makes all of a part that it can before it asks whether more is wanted: at most a thousand times as much. */
const PART_BYTES = 2 ** 14;

class TooLarge extends Error {}

/**
 * What a stream makes of some bytes. Without a Blob, which costs milliseconds.
 * @throws TooLarge where it makes more than a limit: the rest is not made
 */
export async function through(
  { readable, writable }: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array> {
  // What is wrong with the bytes is reported where they are read.
  write(bytes, writable.getWriter()).catch(() => undefined);
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      await reader.cancel();
      throw new TooLarge(`The link holds more than ${limit / 2 ** 20} MiB of text.`);
    }
    parts.push(next.value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function write(
  bytes: Uint8Array<ArrayBuffer>,
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += PART_BYTES)
    await writer.write(bytes.subarray(at, at + PART_BYTES));
  await writer.close();
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== 'object' || value === null || !('files' in value)) return false;
  const { files, others, platform } = value as { files: unknown; others?: unknown; platform?: unknown };
  return (
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every((text) => typeof text === 'string') &&
    (others === undefined || (Array.isArray(others) && others.every((name) => typeof name === 'string'))) &&
    (platform === undefined || typeof platform === 'string')
  );
}
