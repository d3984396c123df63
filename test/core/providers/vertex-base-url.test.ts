import { expect, test } from 'vitest';
import { vertexBaseUrl } from '../../../src-main/core/providers/vertex-base-url.ts';

test.each([
  ['global', 'https://aiplatform.googleapis.com/v1/projects/my-project/locations/global'],
  [
    'europe-west4',
    'https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4',
  ],
  ['eu', 'https://aiplatform.eu.rep.googleapis.com/v1/projects/my-project/locations/eu'],
])('the address of a project in %s', (location, address) => {
  expect(vertexBaseUrl('my-project', location)).toBe(address);
});

test('a project of another domain keeps its name', () => {
  expect(vertexBaseUrl('example.com:project', 'global')).toContain('/projects/example.com%3Aproject/');
});
