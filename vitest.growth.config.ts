import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/growth/*.test.ts'], update: 'none' } });
