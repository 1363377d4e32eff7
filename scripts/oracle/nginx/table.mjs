/** How to get into each context: what is before and after a directive. */
const AROUND = {
  main: ['', ' events {}'],
  events: ['events { ', ' }'],
  http: ['events {} http { ', ' }'],
  server: ['events {} http { server { ', ' } }'],
  location: ['events {} http { server { location / { ', ' } } }'],
  'server-if': ['events {} http { server { if ($uri) { ', ' } } }'],
  'location-if': ['events {} http { server { location / { if ($uri) { ', ' } } } }'],
  limit_except: ['events {} http { server { location / { limit_except GET { ', ' } } } }'],
  upstream: ['events {} http { upstream u { server 127.0.0.1; ', ' } }'],
};

/** Modules that Debian's nginx-light does not have, and directives of other systems. */
const ELSEWHERE =
  /^(?:geoip_|image_filter|perl|xml_|xslt_|degrad|google_|acceptex_|devpoll_|eventport_|iocp_|kqueue_|post_acceptex|quic_bpf|debug_points|http3_hq|mail|stream)/;

/** What tells the forms of values apart: nginx takes each of these in some forms only. */
const VALUES = ['1', '1k', '1M', '1g', '1s', '1ms', '1h', '1m30s', 'zzz'];

/**
 * Compares the table of directives with nginx, which may be older than the platforms' own: where each may be, with how many arguments, and with which values.
 */
export function tableDifferences(
  nginx,
  { nginxDirectiveNames, nginxForms, isLaterDirective, nginxValueKind, isNginxValue },
) {
  const differences = [];
  let count = 0;
  const ask = (context, text) => {
    count++;
    const [before, after] = AROUND[context];
    return nginx.test({ 'nginx.conf': `${before}${text}${after}\n` }) ?? 'ok';
  };
  const expect = (name, said, wanted, how) => {
    if (!said.includes(wanted)) differences.push(`table, ${name} ${how}: nginx says ${said}, not ${wanted}`);
  };
  for (const name of nginxDirectiveNames()) {
    if (ELSEWHERE.test(name) || isLaterDirective(name)) continue;
    for (const context of Object.keys(AROUND)) {
      const form = nginxForms(name).find(({ contexts }) => contexts.includes(context));
      const write = (length) =>
        [name, ...Array.from({ length }, () => 'on')].join(' ') + (form?.isBlock ? ' {}' : ';');
      if (!form) expect(name, ask(context, write(1)), 'is not allowed here', `in ${context}`);
      else if (form.maxArguments < 7)
        expect(
          name,
          ask(context, write(form.maxArguments + 1)),
          'invalid number of arguments',
          `in ${context}`,
        );
      else if (form.minArguments > 0)
        expect(
          name,
          ask(context, write(form.minArguments - 1)),
          'invalid number of arguments',
          `in ${context}`,
        );
      if (form?.isFlag && form.isSingle)
        expect(name, ask(context, `${write(1)} ${write(1)}`), 'is duplicate', `twice in ${context}`);
    }
  }
  for (const name of nginxDirectiveNames()) {
    const kind = nginxValueKind(name);
    if (!kind) continue;
    const context = nginxForms(name)[0].contexts[0];
    for (const value of VALUES) {
      const isRefused = /invalid (?:value|number)/.test(ask(context, `${name} ${value};`));
      if (isRefused === isNginxValue(kind, value))
        differences.push(`table, ${name} ${value}: nginx ${isRefused ? 'refuses' : 'takes'} it`);
    }
  }
  return { count, differences };
}
