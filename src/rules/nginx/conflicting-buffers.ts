import { type BufferConflict, bufferConflicts } from '../../model/nginx/buffer-conflicts.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { wholeNginx } from '../../model/nginx/nginx.js';
import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { firstOfEach } from '../../util/collections.js';
import type { EachRule, Finding } from '../rule.js';

export const conflictingBuffers: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'The sizes of the buffers of nginx contradict each other',
    why: 'nginx refuses the configuration, and the deployment fails: "validate nginx configuration failed", \'"proxy_busy_buffers_size" must be less than the size of all "proxy_buffers" minus one buffer\'. By default, proxy_busy_buffers_size is twice the largest buffer, and proxy_buffers is 8 buffers of 4k, so a proxy_buffer_size of more than 14k needs larger proxy_buffers.',
    consequence: 'deploy-fails',
    references: [
      'nginx:http/ngx_http_proxy_module#proxy_buffers',
      'nginx:http/ngx_http_proxy_module#proxy_busy_buffers_size',
      'nginx:http/ngx_http_fastcgi_module#fastcgi_buffers',
    ],
    claimsAbsence: true,
    yieldsTo: ['nginx/duplicate-directive', 'nginx/invalid-argument', 'nginx/wrong-context'],
  },
  each: wholeNginx,
  *check(configuration) {
    const conflicts = bufferConflicts(configuration);
    for (const conflict of firstOfEach(conflicts, ({ directives: [{ directive }] }) => directive)) {
      const [{ directive }, ...others] = conflict.directives;
      yield {
        at: directive.name.place,
        ...textsFor(conflict, directive),
        related: others.map(({ directive: other }) => ({ at: other.name.place, note: 'set here' })),
      };
    }
  },
};

function textsFor(
  { kind, module, largest, busy, buffers }: BufferConflict,
  { name, args }: NginxDirective,
): Pick<Finding, 'message' | 'help'> {
  const limit = `${module}_busy_buffers_size`;
  const allButOne = (buffers.count - 1) * buffers.size;
  const enough = `${module}_buffers ${Math.max(4, Math.ceil(busy / largest) + 1)} ${inUnits(largest)}`;
  switch (kind) {
    case 'count':
      return { message: `${name.text} has fewer than 2 buffers`, help: `Set \`${enough}\`.` };
    case 'busy':
      return {
        message: `${limit} is smaller than the largest buffer, ${inUnits(largest)}`,
        help:
          allButOne < largest
            ? `Set \`${limit} ${inUnits(2 * largest)}\` and \`${module}_buffers 4 ${inUnits(largest)}\`.`
            : `Set \`${limit} ${inUnits(Math.min(2 * largest, allButOne))}\`.`,
      };
    case 'total':
      return {
        message: `${[name, ...args].map(({ text }) => text).join(' ')} is too large for ${module}_buffers, ${buffers.count} of ${inUnits(buffers.size)}`,
        help: `Set \`${enough}\`.`,
      };
  }
}

const UNITS = [
  [1024 ** 2, 'm'],
  [1024, 'k'],
] as const;

/** A number of bytes as nginx writes it: `128k`. */
function inUnits(bytes: number): string {
  const [size, name] = UNITS.find(([unit]) => bytes % unit === 0) ?? [1, ''];
  return `${bytes / size}${name}`;
}
