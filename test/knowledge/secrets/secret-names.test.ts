import { expect, it } from 'vitest';
import { isSecretName } from '../../../src/knowledge/secrets/secret-names.js';

it.each(['PIN', 'pin', 'userPin', 'PIN_CODE', 'pincode', 'pinGateway', 'PING_TOKEN', 'API_KEY'])(
  '%s may name a secret',
  (name) => {
    expect(isSecretName(name)).toBe(true);
  },
);

it.each(['portMappings', 'SHIPPING_URL', 'ping', 'Mapping', 'spin', 'CONTAINER_PORT'])(
  '%s names no secret',
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);
