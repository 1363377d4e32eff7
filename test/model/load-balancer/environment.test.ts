import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environment, hasListenerRules, hasListeners } from '../../../src/model/load-balancer/environment.js';
import { projectOf } from '../../support/fixtures.js';

const environmentOf = (...files: string[]) =>
  environment(
    projectOf(Object.fromEntries(files.map((text, index) => [`.ebextensions/${index}.config`, text]))),
  );

const inEnvironment = (options: string): string =>
  `option_settings:\n  aws:elasticbeanstalk:environment:\n${options.replaceAll(/^/gm, '    ')}\n`;

describe('the kind of load balancer', () => {
  it.each([
    ['LoadBalancerType: application', 'application'],
    ['LoadBalancerType: network', 'network'],
    ['LoadBalancerType: "classic"', 'classic'],
    ["LoadBalancerType: ' application '", 'application'],
    ['EnvironmentType: LoadBalanced\nLoadBalancerType: network', 'network'],
    ['EnvironmentType: SingleInstance', 'none'],
    ["EnvironmentType: ' SingleInstance '", 'none'],
    ['LoadBalancerType: network\nEnvironmentType: SingleInstance', 'none'],
    ['EnvironmentType: LoadBalanced', undefined],
    ['ServiceRole: aws-elasticbeanstalk-service-role', undefined],
    ['LoadBalancerType: Application', undefined],
    ['LoadBalancerType: gateway', undefined],
    ['LoadBalancerType:', undefined],
    ['LoadBalancerType: ${TYPE}', undefined],
    ['LoadBalancerType: "`{\\"Ref\\": \\"Type\\"}`"', undefined],
    ['EnvironmentType: ${TYPE}\nLoadBalancerType: network', undefined],
  ])('%s', (options, kind) => {
    expect(environmentOf(inEnvironment(options)).loadBalancer).toBe(kind);
  });

  it('is told by env.yaml, where the configuration files are silent', () => {
    const manifest = 'OptionSettings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: network\n';
    const withManifest = (options: string) =>
      environment(projectOf({ 'env.yaml': manifest, '.ebextensions/a.config': inEnvironment(options) }));
    expect(withManifest('ServiceRole: a').loadBalancer).toBe('network');
    expect(withManifest('LoadBalancerType: application').loadBalancer).toBe('application');
    expect(withManifest('EnvironmentType: SingleInstance').loadBalancer).toBe('none');
  });

  it('is the last one that env.yaml tells', () => {
    const text = `OptionSettings:\n${['classic', 'network']
      .map((kind) => `  aws:elasticbeanstalk:environment:\n    LoadBalancerType: ${kind}\n`)
      .join('')}`;
    expect(environment(projectOf({ 'env.yaml': text })).loadBalancer).toBe('network');
  });

  it('is told by the setting that wins', () => {
    const { loadBalancer, loadBalancerSetting } = environmentOf(
      inEnvironment('LoadBalancerType: classic'),
      inEnvironment('LoadBalancerType: application'),
    );
    expect(loadBalancer).toBe('application');
    expect(loadBalancerSetting?.place.file.name).toBe('.ebextensions/1.config');
    expect(loadBalancerSetting?.overridden).toHaveLength(1);
  });

  it('has no setting where it is not known', () => {
    expect(environmentOf(inEnvironment('LoadBalancerType: gateway')).loadBalancerSetting).toBeUndefined();
    expect(environmentOf('').loadBalancerSetting).toBeUndefined();
  });

  it('is told by the type of the environment where there is none', () => {
    const { loadBalancerSetting } = environmentOf(
      inEnvironment('LoadBalancerType: network\nEnvironmentType: SingleInstance'),
    );
    expect(loadBalancerSetting?.option.value).toBe('EnvironmentType');
  });

  it('decides what counts', () => {
    const countsFor = (options: string) => {
      const environment = environmentOf(inEnvironment(options));
      return [hasListeners(environment), hasListenerRules(environment)];
    };
    expect(countsFor('LoadBalancerType: application')).toEqual([true, true]);
    expect(countsFor('LoadBalancerType: network')).toEqual([true, false]);
    expect(countsFor('LoadBalancerType: classic')).toEqual([false, false]);
    expect(countsFor('EnvironmentType: SingleInstance')).toEqual([false, false]);
    expect(countsFor('EnvironmentType: LoadBalanced')).toEqual([true, true]);
  });
});

describe('a shared load balancer', () => {
  const SHARED = 'option_settings:\n  aws:elbv2:loadbalancer:\n    SharedLoadBalancer: arn:aws:x\n';

  it.each([
    [[''], false],
    [[inEnvironment('LoadBalancerIsShared: true')], true],
    [[inEnvironment("LoadBalancerIsShared: 'TRUE'")], true],
    [[inEnvironment('LoadBalancerIsShared: ${SHARED}')], true],
    [[inEnvironment('LoadBalancerIsShared: false')], false],
    [[SHARED], true],
    [[SHARED.replace('arn:aws:x', 'false')], false],
    [[SHARED, inEnvironment('LoadBalancerIsShared: false')], false],
  ])('%j: %s', (files, isShared) => {
    expect(environmentOf(...files).sharedLoadBalancer).toBe(isShared);
  });
});

it('never throws, whatever the options hold', () => {
  const values = fc.oneof(fc.string(), fc.constantFrom('SingleInstance', 'classic', 'true', '[]', '{a: b}'));
  fc.assert(
    fc.property(values, values, (type, balancer) => {
      const options = `EnvironmentType: ${type}\nLoadBalancerType: ${balancer}`;
      const { loadBalancer, loadBalancerSetting } = environmentOf(inEnvironment(options));
      expect(loadBalancerSetting === undefined).toBe(loadBalancer === undefined);
    }),
  );
});
