import { lookUp } from '../../util/look-up.js';
import { MAX_WORDS_BEFORE_SUBCOMMAND } from '../limits.js';

const IN_CONTAINER = ['exec', 'run'];

/**
 * Programs that run a command in a container or on another computer: the subcommands that do so; none where all that they
 * are given is for there. The paths in such a command are not those of the instance.
 * https://docs.docker.com/reference/cli/docker/container/exec/ · https://docs.docker.com/reference/cli/docker/compose/run/
 * https://kubernetes.io/docs/reference/kubectl/generated/kubectl_exec/ · https://man.openbsd.org/ssh
 */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  docker: IN_CONTAINER,
  'docker-compose': IN_CONTAINER,
  kubectl: IN_CONTAINER,
  podman: IN_CONTAINER,
  ssh: [],
};

/** Whether a program, named without its folder, runs a command elsewhere. */
export function runsElsewhere(name: string, args: readonly string[]): boolean {
  const subcommands = lookUp(PROGRAMS, name);
  if (!subcommands) return false;
  return (
    subcommands.length === 0 ||
    args.slice(0, MAX_WORDS_BEFORE_SUBCOMMAND).some((arg) => subcommands.includes(arg))
  );
}

/** A folder of the instance that a container gets: `-v /opt/data:/data`. */
const MOUNT = /^(?:--\w+=)?\/[^:\s]+:\/|^type=bind,/;

/** Whether an argument of such a program is about the instance all the same. */
export const isOfInstance = (arg: string): boolean => MOUNT.test(arg);
