import type { OperationOutput } from '../src-main/contract/operations.ts';

/** What a route may be set to, as far as the config names it: names in `models`, then `provider/model`. */
export function knownTargets(config: OperationOutput<'config.get'>): string[] {
  const models = isRecord(config['models']) ? config['models'] : {};
  const aliases = Object.keys(models).filter((name) => !name.includes('*'));
  const targets = Object.values(models).flatMap((model) => (isRecord(model) ? listOf(model['targets']) : []));
  const served = listOf(config['providers']).flatMap(modelsOfProvider);
  return [...new Set([...aliases, ...served, ...targets.flatMap(nameOfTarget)])];
}

function modelsOfProvider(provider: unknown): string[] {
  if (!isRecord(provider) || typeof provider['id'] !== 'string') return [];
  const { id } = provider;
  return listOf(provider['models']).map((model) => `${id}/${String(model)}`);
}

function nameOfTarget(entry: unknown): string[] {
  const target = isRecord(entry) ? entry['target'] : entry;
  return typeof target === 'string' ? [target] : [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
