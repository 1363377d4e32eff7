import type { InstanceScript } from '../../model/execution/instance-script.js';

/** How the next configuration deployment does the same as a script. */
export function repeatInConfighook(
  { name: { place, value }, origin, stage }: InstanceScript,
  fallback: string,
): string {
  const hook = place.file.name;
  if (origin === 'hook') return `Copy \`${hook}\` to \`${hook.replace('/hooks/', '/confighooks/')}\``;
  const folder = stage === 'postdeploy' ? 'postdeploy' : 'predeploy';
  return `Write the command after a line \`#!/bin/bash\` to \`.platform/confighooks/${folder}/${/^[\w-]+$/.test(value) ? value : fallback}.sh\` as well`;
}
