import { expect, test } from 'vitest';
import { isNearby } from '../../../src-main/core/prices/nearby.ts';

test.each([
  '',
  'http://localhost:11434',
  'http://127.0.0.1:8000/v1',
  'http://[::1]:8080',
  'http://192.168.1.20:1234/v1',
  'http://10.0.0.3',
  'http://100.101.102.103:11434',
  'http://[fd12:3456::1]:11434',
  'http://gpu-box:8000/v1',
  'http://gpu-box.local:8000/v1',
  'http://host.docker.internal:11434',
])('%s is near', (url) => {
  expect(isNearby(url)).toBe(true);
});

test.each([
  'https://ollama.com',
  'https://localhost.example.com',
  'http://203.0.113.7:8000',
  'http://172.32.0.1',
  'http://[2001:db8::1]',
])('%s is not', (url) => {
  expect(isNearby(url)).toBe(false);
});
