import { describe, expect, it } from 'vitest';
import {
  DEPLOYMENT_ORDER,
  isBefore,
  type Stage,
  STAGES,
  type StepId,
} from '../../../src/knowledge/instance/deployment-order.js';

describe('the order of a deployment', () => {
  it.each<[Stage, StepId, boolean]>([
    ['commands', 'unpack', true],
    ['prebuild', 'unpack', false],
    ['prebuild', 'dependencies', true],
    ['buildfile', 'dependencies', false],
    ['buildfile', 'proxy', true],
    ['container_commands', 'proxy', false],
    ['container_commands', 'switch', true],
    ['predeploy', 'switch', true],
    ['postdeploy', 'switch', false],
    ['postdeploy', 'proxy-start', false],
    ['postdeploy', 'postdeploy', false],
  ])('what runs at %s is over before %s: %s', (stage, step, expected) => {
    expect(isBefore(stage, step)).toBe(expected);
  });

  it('does not know of a script when it runs', () => {
    expect(DEPLOYMENT_ORDER.some(({ id }) => isBefore(undefined, id))).toBe(false);
  });

  it('has each stage once, and a source of each step', () => {
    expect(STAGES).toEqual([...new Set(STAGES)]);
    expect(STAGES).toHaveLength(6);
    expect(DEPLOYMENT_ORDER.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  });
});
