/** What the terminal sends for Ctrl-C while it hands on each key, and `q`. */
const STOP_KEYS = /[\u0003q]/;

/** Calls `stop` at the first Ctrl-C. The next one ends the process, as it does by itself. */
export function onInterrupt(stop: () => void, sources: Pick<StopSources, 'on' | 'off'>): () => void {
  const unhook = (): void => void sources.off('SIGINT', first);
  const first = (): void => {
    unhook();
    stop();
  };
  sources.on('SIGINT', first);
  return unhook;
}

/** The parts of `process` that matter here. */
export interface StopSources {
  readonly stdin: Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>;
  readonly on: (signal: 'SIGINT', listener: () => void) => unknown;
  readonly off: (signal: 'SIGINT', listener: () => void) => unknown;
}

/**
 * Calls `stop` at Ctrl-C, or at `q` where a person types.
 * @returns what ends that, and leaves the terminal as it was
 */
export function onStop(stop: () => void, sources: StopSources): () => void {
  const { stdin } = sources;
  const onKeys = (keys: Buffer): void => {
    if (STOP_KEYS.test(keys.toString('latin1'))) stop();
  };
  sources.on('SIGINT', stop);
  if (stdin.isTTY) stdin.on('data', onKeys).setRawMode(true).resume();
  return () => {
    sources.off('SIGINT', stop);
    if (stdin.isTTY) stdin.off('data', onKeys).setRawMode(false).pause();
  };
}
