import { describe, expect, it } from 'vitest';
import { describeRule } from '../../../src/model/routing/describe-rule.js';
import { howToAttach } from '../../../src/model/routing/how-to-attach.js';
import { routing } from '../../../src/model/routing/read-routing.js';
import { disabledListeners, listsRule } from '../../../src/model/routing/routing.js';
import { projectOf } from '../../support/fixtures.js';

const DYNAMIC = `'\`{"Ref": "X"}\`'`;

/** Option settings from lines such as `listener:80 Rules=ws`; of the namespaces only the ends are written. */
function routingOf(...settings: string[]) {
  const items = settings.map((setting) => {
    const [, name, option, value] = /^(\S+) (\w+)=(.*)$/.exec(setting)!;
    const prefix = name!.startsWith('process:') ? 'aws:elasticbeanstalk:environment:' : 'aws:elbv2:';
    const namespace = name!.startsWith('environment') ? `aws:elasticbeanstalk:${name}` : prefix + name;
    return `  - {namespace: '${namespace}', option_name: ${option}, value: ${value}}\n`;
  });
  return routing(projectOf({ '.ebextensions/alb.config': `option_settings:\n${items.join('')}` }));
}

const listenerOf = (routing: ReturnType<typeof routingOf>, port: number) =>
  routing.listeners.find((listener) => listener.port === port)!;

describe('listeners', () => {
  it('port 80 is there by itself and open, and leads to default', () => {
    const { listeners, processes } = routingOf();
    expect(listeners).toMatchObject([
      { port: 80, place: undefined, enabled: true, defaultProcessName: 'default' },
    ]);
    expect(processes).toMatchObject([{ name: 'default', place: undefined, port: 80 }]);
  });

  it('are in order of their ports, each once', () => {
    const { listeners } = routingOf(
      'listener:5000 Protocol=HTTP',
      'listener:443 Protocol=HTTPS',
      'listener:default Rules=ws',
      'listener:80 Protocol=HTTP',
    );
    expect(listeners.map(({ port }) => port)).toEqual([80, 443, 5000]);
    expect(listeners[0]).toMatchObject({
      namespace: 'aws:elbv2:listener:default',
      rules: [{ isMissing: true }],
    });
  });

  it.each([
    ['true', true],
    ['"True"', true],
    ['yes', true],
    ['FALSE', false],
    ['off', false],
    [DYNAMIC, undefined],
    ['maybe', undefined],
  ])('ListenerEnabled: %s is %s', (value, enabled) => {
    expect(listenerOf(routingOf(`listener:80 ListenerEnabled=${value}`), 80).enabled).toBe(enabled);
  });

  it('of a shared load balancer are only those that are declared, and cannot be switched off', () => {
    const shared = 'environment LoadBalancerIsShared=true';
    expect(routingOf(shared).listeners).toEqual([]);
    expect(routingOf(shared, 'listener:443 ListenerEnabled=false').listeners).toMatchObject([
      { port: 443, enabled: true },
    ]);
  });

  it('on a port that is not a number are not', () => {
    const { listeners } = routingOf('listener:https Protocol=HTTPS', 'listener:1234567 Protocol=HTTP');
    expect(listeners.map(({ port }) => port)).toEqual([80]);
  });
});

describe('references', () => {
  it.each([
    ['ws', 'ws', false],
    ['" ws "', 'ws', false],
    ['WS', undefined, true],
    ['wss', undefined, true],
    [DYNAMIC, undefined, false],
    ['"${NAME}"', undefined, false],
    ['<YOUR_PROCESS>', undefined, false],
  ])('Process: %s', (value, target, isMissing) => {
    const { rules } = routingOf('process:ws Port=5000', `listenerrule:r Process=${value}`);
    expect(rules[0]?.process?.target?.name).toBe(target);
    expect(rules[0]?.process?.isMissing).toBe(isMissing);
  });

  it.each(['""', "' '", ''])('an empty Process (%s) is none, so default', (value) => {
    const { rules } = routingOf(`listenerrule:r Process=${value}`);
    expect(rules[0]).toMatchObject({ process: undefined, processName: 'default' });
  });

  it('a name that is not known has no process name', () => {
    const { rules, listeners } = routingOf(
      `listenerrule:r Process=${DYNAMIC}`,
      `listener:80 DefaultProcess=${DYNAMIC}`,
    );
    expect(rules[0]?.processName).toBeUndefined();
    expect(listeners[0]?.defaultProcessName).toBeUndefined();
  });

  it.each([
    ['ws', true],
    ['" api , ws,, "', true],
    ['[api, ws]', true],
    ['api', true],
    ['"api,feed"', false],
    ['default', false],
    ['""', false],
    [DYNAMIC, undefined],
    ['"api,${MORE}"', undefined],
    ['{Ref: Rules}', undefined],
  ])('Rules: %s lists the rule: %s', (value, lists) => {
    const routing = routingOf('listenerrule:ws Priority=1', `listener:80 Rules=${value}`);
    expect(listsRule(listenerOf(routing, 80), routing.rules[0]!)).toBe(lists);
  });
});

it('of the rules that a listener names, those that are declared are listed', () => {
  const routing = routingOf('listenerrule:ws Priority=1', 'listener:80 Rules="gone,ws"');
  expect([...listenerOf(routing, 80).listedRules]).toEqual(routing.rules);
});

describe('numbers', () => {
  it.each([
    ['5000', 5000],
    ['"5000"', 5000],
    [DYNAMIC, undefined],
    ['http', undefined],
  ])('Port: %s', (value, port) => {
    const { processes } = routingOf(`process:ws Port=${value}`);
    expect(processes.find(({ name }) => name === 'ws')?.port).toBe(port);
  });

  it('come from the settings of default too, where it is declared', () => {
    expect(routingOf('process:default Port=5000').processes).toMatchObject([{ name: 'default', port: 5000 }]);
  });

  it('have their defaults where no option says them', () => {
    const { processes, rules } = routingOf('process:ws Protocol=HTTP', 'listenerrule:ws Process=ws');
    expect(processes[0]).toMatchObject({ name: 'ws', port: 80, portSetting: undefined });
    expect(rules[0]).toMatchObject({ priority: 1, prioritySetting: undefined });
    expect(routingOf(`listenerrule:ws Priority=${DYNAMIC}`).rules[0]?.priority).toBeUndefined();
  });
});

describe('disabledListeners', () => {
  const portsOf = (...settings: string[]) =>
    disabledListeners(routingOf('listenerrule:ws Priority=1', ...settings)).map(({ port }) => port);

  it.each([
    [['listener:80 ListenerEnabled=false'], [80]],
    [
      ['listener:80 ListenerEnabled=false', 'listener:443 ListenerEnabled=false'],
      [80, 443],
    ],
    [['listener:443 ListenerEnabled=false'], []],
    [['listener:443 ListenerEnabled=false', 'listener:443 Rules=ws'], [443]],
    [['listener:443 ListenerEnabled=false', 'listener:443 Rules=ws', 'listener:80 Rules=ws'], []],
    [['listener:443 ListenerEnabled=false', 'listener:443 Rules=ws', `listener:80 Rules=${DYNAMIC}`], []],
    [['listener:443 ListenerEnabled=false', 'listener:443 Rules=ws', 'listener:80 Rules={Ref: X}'], []],
    [['listener:443 ListenerEnabled=false', 'listener:443 Rules=ws', 'listener:80 Rules=""'], [443]],
    [[`listener:80 ListenerEnabled=${DYNAMIC}`, 'listener:80 Rules=ws'], []],
  ])('%j: %j', (settings, ports) => {
    expect(portsOf(...settings)).toEqual(ports);
  });
});

describe('what messages say', () => {
  it.each([
    [['PathPatterns=/ws/*', 'Process=ws'], 'rule "r" (/ws/* to process "ws")'],
    [
      ['PathPatterns="/a, /b"', 'HostHeaders=x.example.com'],
      'rule "r" (x.example.com, /a, /b to process "default")',
    ],
    [[`PathPatterns=${DYNAMIC}`, `Process=${DYNAMIC}`], 'rule "r"'],
  ])('of a rule with %j', (options, text) => {
    const { rules } = routingOf(...options.map((option) => `listenerrule:r ${option}`));
    expect(describeRule(rules[0]!)).toBe(text);
  });

  it.each([
    ['Protocol=HTTP', false, 'Add `Rules: ws` to `aws:elbv2:listener:443`'],
    ['Protocol=HTTP', true, 'Add `Rules: default,ws` to `aws:elbv2:listener:443`'],
    ['Rules=api', false, 'Change `Rules` to `api,ws` in `aws:elbv2:listener:443`'],
    ['Rules="gone,api"', false, 'Change `Rules` to `api,ws` in `aws:elbv2:listener:443`'],
    ['Rules=default', true, 'Change `Rules` to `default,ws` in `aws:elbv2:listener:443`'],
    ['Rules=api', true, 'Change `Rules` to `api,ws` in `aws:elbv2:listener:443`'],
    ['Rules="default,api"', true, 'Change `Rules` to `default,api,ws` in `aws:elbv2:listener:443`'],
  ])('to attach a rule next to %s (shared: %s)', (option, isShared, text) => {
    const routing = routingOf(
      'listenerrule:ws Priority=1',
      'listenerrule:api Priority=2',
      `listener:443 ${option}`,
    );
    const ws = routing.rules.filter(({ name }) => name === 'ws');
    expect(howToAttach(ws, [listenerOf(routing, 443)], isShared)).toBe(text);
  });

  it.each([
    ['Protocol=HTTP', 'Add `Rules: ws` to `aws:elbv2:listener:default` and `aws:elbv2:listener:443`'],
    [
      'Rules=api',
      'Add `Rules: ws` to `aws:elbv2:listener:default` and change `Rules` to `api,ws` in `aws:elbv2:listener:443`',
    ],
  ])('to attach a rule to two listeners, one with %s', (option, text) => {
    const routing = routingOf(
      'listenerrule:ws Priority=1',
      'listenerrule:api Priority=2',
      `listener:443 ${option}`,
    );
    const ws = routing.rules.filter(({ name }) => name === 'ws');
    expect(howToAttach(ws, routing.listeners, false)).toBe(text);
  });
});
