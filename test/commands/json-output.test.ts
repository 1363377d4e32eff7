import { describe, expect, it } from 'vitest';
import { run } from '../../src/run.js';
import { ports } from '../support/ports.js';
import { temporaryFolder } from '../support/temporary.js';

async function eblint(...argv: string[]) {
  const got = { stdout: '', stderr: '' };
  const exitCode = await run(
    argv,
    ports({
      cwd: temporaryFolder({
        '.ebextensions/a.config': 'option_settings:\n  aws:elbv2:listener:80: {Rules: "a\\u009b31m"}\n',
        'described.json': '{"Options": [{"Namespace": "aws:new", "Name": "A"}]}',
      }),
      stdout: { isTTY: false, write: (text) => void (got.stdout += text) },
      stderr: { write: (text) => void (got.stderr += text) },
    }),
  );
  return { exitCode, ...got };
}

/** The keys of what each command prints, which docs/formats.md describes. */
const SHAPES: readonly (readonly [string[], object])[] = [
  [
    ['--list-rules'],
    { rules: expect.arrayContaining([expect.objectContaining({ id: 'routing/port-mismatch' })]) },
  ],
  [
    ['--explain', 'routing/port-mismatch'],
    {
      rules: [
        {
          id: 'routing/port-mismatch',
          summary: expect.any(String),
          why: expect.any(String),
          severity: 'error',
          preset: 'recommended',
          consequence: 'traffic-breaks',
          since: '0.1.0',
          references: expect.any(Array),
          controls: [],
          url: expect.stringMatching(/routing\/port-mismatch\.md$/),
          errorTexts: expect.any(Array),
        },
      ],
    },
  ],
  [
    ['options', 'aws:elbv2:listener:443/protocol'],
    {
      date: expect.any(String),
      namespaces: [
        expect.objectContaining({
          name: 'aws:elbv2:listener:443',
          listedAs: 'aws:elbv2:listener:PORT',
          segment: expect.any(String),
          source: expect.stringMatching(/^https:/),
          options: [expect.objectContaining({ name: 'Protocol', type: 'enum', default: 'HTTP' })],
        }),
      ],
    },
  ],
  [
    ['catalogue'],
    {
      date: expect.any(String),
      namespaces: expect.any(Number),
      options: expect.any(Number),
      resources: { date: expect.any(String), types: expect.any(Number) },
    },
  ],
  [
    ['catalogue', '--diff', 'described.json'],
    { date: expect.any(String), compared: 1, differences: [expect.stringMatching(/^\+ aws:new A/)] },
  ],
  [['resolve'], { projects: [{ root: expect.any(String), settings: [expect.any(Object)], unreadable: [] }] }],
  [['why', 'Command 01_migrate failed'], { matches: [expect.any(Object)], results: expect.any(Array) }],
  [
    ['migrate'],
    {
      projects: [
        expect.objectContaining({
          root: expect.any(String),
          applied: [],
          decisions: [],
          byHand: expect.any(Array),
        }),
      ],
    },
  ],
];

describe.each(SHAPES)('%j', (argv, shape) => {
  it('prints JSON of this version', async () => {
    const { stdout, stderr } = await eblint(...argv, '--format', 'json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, ...shape });
    expect(stdout).not.toMatch(/[\u007f-\u009f]/);
  });

  it('says which formats it has', async () => {
    const { exitCode, stdout, stderr } = await eblint(...argv, '--format', 'sarif');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^eblint: (?:Flag --[a-z-]+|The command "[a-z]+") prints text(?:, markdown)? or json, not sarif\.\n$/,
    );
  });
});

it('options have one shape, whatever is asked for', async () => {
  const shapeOf = async (...names: string[]) => {
    const { stdout } = await eblint('options', ...names, '--format', 'json');
    const { namespaces } = JSON.parse(stdout) as {
      namespaces: { name: string; options: { name: string }[] }[];
    };
    return namespaces.map(({ name, options }) => [name, options.length]);
  };
  const all = await shapeOf();
  expect(all.length).toBeGreaterThan(50);
  expect(await shapeOf('aws:elb:policies')).toEqual(all.filter(([name]) => name === 'aws:elb:policies'));
  expect(await shapeOf('aws:elb:policies/LoadBalancerPorts')).toEqual([['aws:elb:policies', 1]]);
});
