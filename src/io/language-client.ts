import {
  createMessageConnection,
  type DataCallback,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { LanguageClient } from '../ports/language-client.js';
import { MAX_CLIENT_MESSAGE_BYTES } from '../util/limits.js';

/** How often to look whether the editor is there, in milliseconds: one that is killed may leave its pipes open. */
const LOOK_EVERY = 3000;

/** What waits to be read by the editor before nothing more is sent, in bytes. */
const BEHIND = 2 ** 20;

/** The parts of `process` that matter here. */
export interface ClientStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly writableLength: number };
  /** Throws where there is no such process. */
  readonly kill: (id: number, signal: 0) => unknown;
  readonly exit: (code: number) => void;
}

/** Knows how much has come since the last whole message. */
class MeasuredReader extends StreamMessageReader {
  bytes = 0;

  override listen(callback: DataCallback): ReturnType<StreamMessageReader['listen']> {
    return super.listen((message) => {
      this.bytes = 0;
      callback(message);
    });
  }
}

/**
 * Speaks JSON-RPC with an editor. The process ends with 1 where the input ends early, and where a message is
 * larger than any that an editor sends.
 */
export function openLanguageClient({ stdin, stdout, kill, exit }: ClientStreams): LanguageClient {
  const reader = new MeasuredReader(stdin);
  const gone = (): void => {
    exit(1);
  };
  stdin.on('data', (data: Buffer | string) => {
    reader.bytes += data.length;
    if (reader.bytes > MAX_CLIENT_MESSAGE_BYTES) gone();
  });
  stdin.on('end', gone);
  stdin.on('close', gone);
  // The editor is gone.
  stdout.on('error', gone);
  const connection = createMessageConnection(reader, new StreamMessageWriter(stdout));
  return {
    connection,
    notify(method, params) {
      // It throws where the connection is closed.
      void (async () => connection.sendNotification(method, params))().catch(() => undefined);
    },
    isBehind: () => stdout.writableLength > BEHIND,
    watchProcess(id) {
      setInterval(() => {
        if (!isThere(id, kill)) gone();
      }, LOOK_EVERY).unref();
    },
    exit,
  };
}

/** A process of another user may not be sent anything, and is there. */
function isThere(id: number, kill: ClientStreams['kill']): boolean {
  try {
    kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
