import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

type Functions = {
  [K in keyof typeof fs as (typeof fs)[K] extends (...args: never[]) => unknown ? K : never]: (typeof fs)[K];
};

/** Puts another function in the place of one of `node:fs` until the test ends, also for modules that are loaded already. */
export function replaceInFs<K extends keyof Functions>(
  name: K,
  make: (original: Functions[K]) => Functions[K],
): void {
  const original = (fs as Functions)[name];
  const set = (value: Functions[K]): void => {
    (fs as Functions)[name] = value;
    syncBuiltinESMExports();
  };
  onTestFinished(() => {
    set(original);
  });
  set(make(original));
}
