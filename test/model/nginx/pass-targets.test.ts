import { describe, expect, it } from 'vitest';
import { readPassTarget } from '../../../src/model/nginx/pass-targets.js';

describe('the target of a pass', () => {
  it.each([
    ['http://127.0.0.1:5000', { host: '127.0.0.1', port: 5000, defaultPort: 80, path: undefined }],
    ['https://api/', { host: 'api', port: undefined, defaultPort: 443, path: '/' }],
    ['http://[::1]:80/a', { host: '::1', port: 80, defaultPort: 80, path: '/a' }],
    ['http://unix:/run/a.sock', undefined],
    ['http://$backend:80', undefined],
    ['127.0.0.1:9000', undefined],
  ])('%s', (url, expected) => {
    expect(readPassTarget(url)).toEqual(expected);
  });
});
