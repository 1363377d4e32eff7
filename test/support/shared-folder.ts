import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';

/** A folder for all test files of a run: the first that asks fills it, the others wait for that. */
export async function sharedFolder(name: string, fill: (folder: string) => void): Promise<string> {
  const folder = join(inject('shared'), name);
  const outcome = `${folder}.outcome`;
  if (isFirst(folder)) writeFileSync(outcome, failureOf(fill, folder));
  while (!existsSync(outcome)) await setTimeout(50);
  const failure = readFileSync(outcome, 'utf8');
  if (failure !== '') throw new Error(failure);
  return folder;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function failureOf(fill: (folder: string) => void, folder: string): string {
  try {
    fill(folder);
    return '';
  } catch (error) {
    return `Cannot prepare ${folder}: ${String(error)}`;
  }
}
