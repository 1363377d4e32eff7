import { MAX_PARSED_CHARACTERS } from '../../src/knowledge/limits.js';

/** What a link holds: the texts of files by their names, and the platform where one was chosen. */
export interface Shared {
  readonly files: Readonly<Record<string, string>>;
  readonly platform?: string | undefined;
}

const PREFIX = '#project=';

/** The fragment of a link, which browsers send to nobody. */
export async function fragmentOf(shared: Shared): Promise<string> {
  const packed = await bytesThrough(
    new Blob([JSON.stringify(shared)]).stream().pipeThrough(new CompressionStream('deflate-raw')),
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
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(await bytesThrough(unpacked, MAX_PARSED_CHARACTERS)),
    );
    if (isShared(value)) return value;
  } catch (error) {
    if (error instanceof TooLarge) throw error;
  }
  throw new Error('The link is damaged: it may have been cut. Ask for it again.');
}

class TooLarge extends Error {}

/** All bytes of a stream; it is not read any further than to a limit. */
async function bytesThrough(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) throw new TooLarge(`The link holds more than ${limit / 2 ** 20} MiB of text.`);
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== 'object' || value === null || !('files' in value)) return false;
  const { files, platform } = value as { files: unknown; platform?: unknown };
  return (
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every((text) => typeof text === 'string') &&
    (platform === undefined || typeof platform === 'string')
  );
}
