import { describe, expect, it } from 'vitest';
import { routing } from '../../../src/model/routing/read-routing.js';
import { settings } from '../../../src/model/settings/settings.js';
import { projectOf } from '../../support/fixtures.js';

const settingsOf = (...texts: string[]) =>
  settings(
    projectOf(
      Object.fromEntries(
        texts.map((text, index) => [`.ebextensions/0${index}.config`, `option_settings:\n${text}`]),
      ),
    ),
  );

describe('a misspelled namespace', () => {
  it('stands for the one that is intended', () => {
    const settings = settingsOf('  aws:elbv2:listner:443:\n    Protocol: HTTPS\n');
    expect(settings.namespaces('aws:')).toEqual(['aws:elbv2:listener:443']);
    const protocol = settings.effective('aws:elbv2:listener:443', 'Protocol');
    expect(protocol).toMatchObject({
      namespace: { value: 'aws:elbv2:listener:443' },
      value: { text: 'HTTPS' },
    });
    expect(protocol?.namespace.place.span).toEqual({ start: 19, end: 40 });
    expect(settings.all[0]?.namespace.value).toBe('aws:elbv2:listner:443');
  });

  it('adds to the right one, and changes nothing that is there', () => {
    const right = '  aws:elbv2:listener:443:\n    Protocol: HTTPS\n';
    const wrong = '  aws:elbv2:listner:443:\n    Protocol: HTTP\n    Rules: ws\n';
    for (const settings of [settingsOf(right, wrong), settingsOf(wrong, right)]) {
      expect(settings.effective('aws:elbv2:listener:443', 'Protocol')).toMatchObject({
        value: { text: 'HTTPS' },
        overridden: [],
      });
      expect(settings.effective('aws:elbv2:listener:443', 'Rules')?.value.text).toBe('ws');
    }
  });

  it('stays what it is where no other one is near, or several are', () => {
    const settings = settingsOf('  aws:foo:bar:\n    Protocol: HTTPS\n');
    expect(settings.namespaces('aws:')).toEqual(['aws:foo:bar']);
  });

  it('is the one that has all of its options, where the written one lacks two of them', () => {
    const options = '    Protocol: HTTPS\n    Rules: ws\n';
    expect(settingsOf(`  aws:elb:listener:443:\n${options}`).namespaces()).toEqual([
      'aws:elbv2:listener:443',
    ]);
    expect(settingsOf('  aws:elb:listener:443:\n    Rules: ws\n').namespaces()).toEqual([
      'aws:elb:listener:443',
    ]);
    const mixed = `  aws:elb:listener:443:\n${options}    InstancePort: 80\n`;
    expect(settingsOf(mixed).namespaces()).toEqual(['aws:elb:listener:443']);
  });
});

describe('the rules of a listener', () => {
  const listed = (rules: string, ...names: string[]) => {
    const declared = names.map((name) => `  aws:elbv2:listenerrule:${name}:\n    Priority: 1\n`).join('');
    const project = projectOf({
      '.ebextensions/a.config': `option_settings:\n  aws:elbv2:listener:80:\n    Rules: ${rules}\n${declared}`,
    });
    const [listener] = routing(project).listeners;
    return [...listener!.listedRules].map(({ name }) => name);
  };

  it.each([
    ['a near name', 'wss', ['ws', 'api'], ['ws']],
    ['the only one that is left', 'sockets,api', ['ws', 'api'], ['ws', 'api']],
    ['names without a comma', 'ws api', ['ws', 'api', 'feed'], ['ws', 'api']],
  ])('contain what a wrong name stands for: %s', (_, rules, names, expected) => {
    expect(listed(rules, ...names)).toEqual(expected);
  });

  it.each([
    ['two are left', 'sockets', ['ws', 'api']],
    ['two names are wrong', 'sockets,feed', ['ws']],
    ['it is the rule of a shared load balancer', 'default', ['ws']],
    ['one of several names is wrong', 'ws nothing', ['ws', 'api', 'feed']],
  ])('contain nothing where %s', (_, rules, names) => {
    expect(listed(rules, ...names)).toEqual([]);
  });

  it('contain no guess where there are many', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `rule-${index}-of-many`);
    const allBut = (count: number) => [...names(count).slice(1), 'x'].join();
    expect(listed(allBut(100), ...names(100))).toHaveLength(100);
    expect(listed(allBut(101), ...names(101))).toHaveLength(100);
  });
});
