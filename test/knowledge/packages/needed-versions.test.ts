import { describe, expect, it } from 'vitest';
import { isTaken, laterTaking, neededVersions } from '../../../src/knowledge/packages/needed-versions.js';

describe('neededVersions', () => {
  it.each([
    // https://github.com/terricain/aioboto3/issues/221
    ['boto3 1.15.17', 'botocore', '1.18.17', '1.17.44'],
    ['boto3 1.29.7', 'botocore', '1.32.7', '1.31.65'],
    ['boto3 1.34', 'botocore', '1.34.2', '1.35.0'],
    // https://github.com/grahamgilbert/Crypt-Server/pull/145
    ['django 4.2.18', 'asgiref', '3.6.0', '3.5.2'],
    ['requests 2.30', 'urllib3', '2.2.3', '3.0'],
    ['docker-compose 1.29.2', 'pyyaml', '5.4.1', '6.0.1'],
  ])('%s takes %s %s, and not %s', (pin, of, taken, refused) => {
    const [name = '', version = ''] = pin.split(' ');
    const needed = neededVersions(name, version).filter((need) => need.of === of);
    expect(needed.map((need) => [isTaken(taken, need), isTaken(refused, need)])).toEqual([[true, false]]);
  });

  it('knows nothing of other packages and versions', () => {
    expect(neededVersions('constructor', '1')).toEqual([]);
    expect(neededVersions('boto3', '1.4.1')).toEqual([]);
    expect(neededVersions('django', '2.2')).toEqual([]);
  });

  it('finds the first later version that takes another one', () => {
    expect(laterTaking('django-celery-beat', '2.5', 'django', '5.1.4')).toBe('2.7');
    expect(laterTaking('boto3', '1.34', 'botocore', '1.29')).toBeUndefined();
  });
});
