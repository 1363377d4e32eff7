import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fragmentOf, type Shared, sharedIn } from '../../site/src/share.js';

const packed = (text: string): string => `#project=${deflateRawSync(text).toString('base64url')}`;

describe('a link that holds a project', () => {
  it.each<Shared>([
    { files: {} },
    { files: { Procfile: 'web: x\n', '.ebextensions/a.config': '# ü 😀\r\n' }, platform: 'Docker' },
    { files: JSON.parse('{"__proto__": "a"}') as Record<string, string> },
    { files: { large: 'abc '.repeat(100_000) } },
  ])('is read as it was written', async (shared) => {
    expect(JSON.stringify(await sharedIn(await fragmentOf(shared)))).toBe(JSON.stringify(shared));
  });

  it('has no characters that programs change', async () => {
    const fragment = await fragmentOf({
      files: { a: Array.from({ length: 500 }, (_, index) => index).join() },
    });
    expect(fragment).toMatch(/^#project=[\w-]+$/);
  });

  it('is none where the fragment is another one', async () => {
    expect(await sharedIn('')).toBeUndefined();
    expect(await sharedIn('#findings')).toBeUndefined();
  });

  it.each([
    ['is cut', packed('{"files":{"Procfile":"web: gunicorn"}}').slice(0, -8)],
    ['is not packed', '#project=abc'],
    ['has other characters', '#project=%%%'],
    ['holds no JSON', packed('web: x')],
    ['holds no files', packed('{"a":1}')],
    ['holds files without text', packed('{"files":{"a":1}}')],
    ['holds nothing', packed('null')],
  ])('ends in a message where it %s', async (_, fragment) => {
    await expect(sharedIn(fragment)).rejects.toThrow(/^The link is damaged/);
  });

  it('is not unpacked any further than to the limit', async () => {
    const bomb = packed(`{"files":{"a":"${'a'.repeat(2 ** 23)}"}}`);
    await expect(sharedIn(bomb)).rejects.toThrow('The link holds more than 4 MiB of text.');
  });
});

it('holds the names of files whose texts it does not hold', async () => {
  const shared = { files: { Procfile: 'web: gunicorn app:app' }, others: ['app.py', 'static/a.png'] };
  expect(await sharedIn(await fragmentOf(shared))).toEqual(shared);
});
