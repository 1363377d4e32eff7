import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { onInterrupt, onStop, type StopSources } from '../../src/io/on-stop.js';

function stopping(isTTY: boolean) {
  const signals = new EventEmitter();
  const keys = new EventEmitter();
  const terminal = { isRaw: false, isRead: false };
  const stdin = Object.assign(keys, {
    isTTY,
    setRawMode: (isRaw: boolean) => Object.assign(stdin, Object.assign(terminal, { isRaw }) && {}),
    resume: () => Object.assign(stdin, Object.assign(terminal, { isRead: true }) && {}),
    pause: () => Object.assign(stdin, Object.assign(terminal, { isRead: false }) && {}),
  });
  const stop = vi.fn();
  const sources = {
    stdin,
    on: signals.on.bind(signals),
    off: signals.off.bind(signals),
  } as unknown as StopSources;
  return { signals, keys, terminal, stop, unhook: onStop(stop, sources) };
}

describe('onStop', () => {
  it.each([
    ['q', 1],
    ['\u0003', 1],
    ['x', 0],
  ])('is called for the key %j: %i', (key, times) => {
    const { keys, stop } = stopping(true);
    keys.emit('data', Buffer.from(key));
    expect(stop).toHaveBeenCalledTimes(times);
  });

  it.each([true, false])('is called for SIGINT, in a terminal: %s', (isTTY) => {
    const { signals, stop } = stopping(isTTY);
    signals.emit('SIGINT');
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('takes no keys from a pipe', () => {
    const { keys, terminal } = stopping(false);
    expect([keys.listenerCount('data'), terminal]).toEqual([0, { isRaw: false, isRead: false }]);
  });

  it.each([true, false])('leaves nothing behind, in a terminal: %s', (isTTY) => {
    const { signals, keys, terminal, unhook } = stopping(isTTY);
    unhook();
    expect([signals.listenerCount('SIGINT'), keys.listenerCount('data')]).toEqual([0, 0]);
    expect(terminal).toEqual({ isRaw: false, isRead: false });
  });
});

describe('onInterrupt', () => {
  const interrupted = () => {
    const signals = new EventEmitter();
    const stop = vi.fn();
    const sources = { on: signals.on.bind(signals), off: signals.off.bind(signals) };
    return { signals, stop, unhook: onInterrupt(stop, sources as unknown as StopSources) };
  };

  it('is called for the first Ctrl-C; the next one is left to Node', () => {
    const { signals, stop } = interrupted();
    signals.emit('SIGINT');
    expect(stop).toHaveBeenCalledTimes(1);
    expect(signals.listenerCount('SIGINT')).toBe(0);
  });

  it('is not called any more once it is unhooked', () => {
    const { signals, stop, unhook } = interrupted();
    unhook();
    signals.emit('SIGINT');
    expect(stop).not.toHaveBeenCalled();
  });
});
