import type { ProjectFile } from '../project.js';

/** Whether a file may tell pip where packages come from or how they are built, beside requirements.txt. */
export const mayConfigurePip = (files: readonly ProjectFile[]): boolean =>
  files.some((file) => 'source' in file && CONFIGURES.test(file.source.text));

const CONFIGURES = /\bPIP_[A-Z]|\bpip\.conf\b|\bpip3? config\b|--no-build-isolation\b/;
