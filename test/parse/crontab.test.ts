import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCrontab } from '../../src/parse/crontab.js';
import { mappedText } from '../../src/parse/shell/word.js';
import { SourceFile } from '../../src/source/index.js';

const jobsOf = (text: string) => parseCrontab(mappedText(new SourceFile('/c', 'c', text), 0, text.length));

describe('parseCrontab', () => {
  it.each([
    ['0 4 * * * root /a b\n', 'root'],
    ['  */5 1-3,7 jan-mar/2 * mon\troot /a\n', 'root'],
    ['@daily root /a\n', 'root'],
    ['0~30 4 * * * root /a\n', 'root'],
    ['0 4 * * * /a b\n', '/a'],
    ['@reboot\troot /a\n', 'root'],
    ['~ 0~5 1,2 */2 sun-SAT web /a\n', 'web'],
    ['0 4 * * 1-5/2 a=b /a\n', 'a=b'],
    ['0 4 * * * \n', ''],
  ])('reads the user of %j', (text, user) => {
    expect(jobsOf(text)).toMatchObject([{ user: { text: user }, isEnded: true }]);
  });

  it.each([
    '',
    '\n',
    '# 0 4 * * * root /a\n',
    'MAILTO=root\n',
    'A = b c d e f g\n',
    '0 4 * *\n',
    '0 4 * * *\n',
    '0 4 * * root /a\n',
    '0 4 * * monday root /a\n',
    '0 4 * * 5x root /a\n',
    '0- 4 * * * root /a\n',
    '0 4 * # * root /a\n',
    '@ root /a\n',
    'hello there my dear old friend x\n',
  ])('finds no job in %j', (text) => {
    expect(jobsOf(text)).toEqual([]);
  });

  it('tells where a line has no end, and where the user is', () => {
    const text = '0 4 * * * root /a\n0 5 * * * web /b';
    const jobs = jobsOf(text);
    expect(jobs.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(jobs.map(({ user: { place } }) => text.slice(place.span.start, place.span.end))).toEqual([
      'root',
      'web',
    ]);
  });

  it.each([
    ['0 4 * * * root a +%F\n', ' a +', '%F'],
    ['0 4 * * * root a +\\%F %b%c\n', ' a +\\%F ', '%b%c'],
    ['0 4 * * * root a +\\%F\n', ' a +\\%F', undefined],
  ])('reads the command of %j, and its input', (text, command, input) => {
    const [job] = jobsOf(text);
    expect([job?.command.text, job?.input?.text]).toEqual([command, input]);
  });

  it('stays inside the text, whatever it holds', () => {
    const piece = fc.constantFrom('0', '*', ' ', '\t', '\n', '@daily', 'root', '#', '/a', '\r', '=');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { place, user } of jobsOf(text))
          for (const { span } of [place, user.place]) {
            expect(span.start).toBeLessThanOrEqual(span.end);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
      }),
    );
  });
});
