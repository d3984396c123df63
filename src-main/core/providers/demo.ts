import type { Preset } from './provider.ts';

/** The built-in provider of a first start: it needs no key and no network, and says which route a request took. */
export const demo: Preset = {
  id: 'demo',
  name: 'Demo',
  wire: 'demo',
  baseUrl: '',
  auth: { kind: 'none' },
  modelsPath: '',
  priceSource: { kind: 'free' },
  quirks: {},
};
