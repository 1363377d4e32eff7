import { resolve } from 'node:path';
import { findProjects } from '../../discover/find-projects.js';
import { overlay } from '../../io/overlay.js';
import type { Ports } from '../../ports/ports.js';
import type { Input } from './input.js';

/** The project of a file whose text comes from standard input, as an editor gives it. */
export async function standardInput(name: string, ports: Ports): Promise<Input> {
  const path = resolve(ports.cwd, name);
  const files = overlay(ports.files, new Map([[path, await ports.stdin.read()]]));
  return { roots: await findProjects([path], { ...ports, files }), files, only: path };
}
