import { hasShebang, isForShell } from '../model/execution/instance-script.js';
import type { SourceFile } from '../source/index.js';

/** Which program reads a file that is neither YAML nor JSON, as far as its name and its first line tell. */
export function fileKind({ name, text }: SourceFile): 'procfile' | 'nginx' | 'shell' | 'other' {
  if (name === 'Procfile' || name === 'Buildfile') return 'procfile';
  if (NGINX.test(name)) return 'nginx';
  const isScript = HOOK.test(name) || name.endsWith('.sh') || hasShebang(text);
  return isScript && isForShell(text) ? 'shell' : 'other';
}

const NGINX = /^\.(?:platform|ebextensions)\/nginx\//;

const HOOK = /^\.platform\/(?:conf\w*)?hooks\//;
