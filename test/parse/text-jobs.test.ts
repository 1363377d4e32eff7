import { describe, expect, it } from 'vitest';
import { jobsOfJenkins } from '../../src/parse/pipelines/text-jobs.js';
import { SourceFile } from '../../src/source/index.js';
import { growth, IN_STEP } from '../support/processor-time.js';

const commandsOf = (text: string): string[] =>
  jobsOfJenkins(new SourceFile('/Jenkinsfile', 'Jenkinsfile', text)).flatMap(({ steps }) =>
    [...steps()].flatMap((step) => (step.kind === 'commands' ? step.text.text : [])),
  );

describe('the shell steps of a Jenkinsfile', () => {
  it('may have a label', () => {
    expect(commandsOf("sh(label: 'Deploy', script: 'eb deploy')\nsh 'ls'\n")).toEqual(['eb deploy', 'ls']);
  });

  it('are found in step with the size of a line of labels', async () => {
    expect(await growth(80_000, (length) => commandsOf('sh label:a '.repeat(length)))).toBeLessThan(IN_STEP);
  });
});
