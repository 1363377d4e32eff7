import { createInterface } from 'node:readline';

/**
 * Asks a person at the terminal, and waits for a line.
 * @returns undefined where the input ends, as with Ctrl-D or Ctrl-C
 */
export function ask(
  question: string,
  streams: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
): Promise<string | undefined> {
  const lines = createInterface(streams);
  return new Promise((resolve) => {
    // Without a question, Ctrl-C closes the interface, too.
    lines.on('close', () => {
      resolve(undefined);
    });
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
