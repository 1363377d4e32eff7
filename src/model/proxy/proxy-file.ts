import type { Guard } from '../../parse/shell/script.js';
import type { MappedText } from '../../parse/shell/word.js';
import { type Located, type Place } from '../../source/index.js';
import type { InstanceScript } from '../execution/instance-script.js';
import type { ProxyProgram } from './proxy-paths.js';

/**
 * How a file gets to the proxy:
 * - `platform`: in `.platform/nginx`, which Elastic Beanstalk copies over its own files
 * - `ebextensions`: in `.ebextensions/nginx`, where it looked on Amazon Linux 1
 * - `files`: written by an entry of `files:`
 * - `script`: written or changed by a script
 */
type ProxyFileOrigin = 'platform' | 'ebextensions' | 'files' | 'script';

/** A configuration file of the proxy that a project brings or writes. */
export interface ProxyFile {
  readonly program: ProxyProgram;
  /** Below `/etc/nginx` or `/etc/httpd`. */
  readonly path: string;
  readonly origin: ProxyFileOrigin;
  /** Where it begins in the bundle, or the path that is written to. */
  readonly place: Place;
  /** The absolute path that is written to; undefined for a file of the bundle. */
  readonly target: Located<string> | undefined;
  /** The script that writes it, and the conditions on the way there. */
  readonly script?: InstanceScript;
  readonly guards?: readonly Guard[];
  /** The script changes what is there: `sed -i`. */
  readonly isChange?: boolean;
  /** Undefined where the project does not tell. */
  readonly content: () => MappedText | undefined;
}
