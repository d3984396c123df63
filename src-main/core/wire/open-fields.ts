import type { Block } from './anthropic/messages.ts';

/** Whether a value of a foreign body is an object, so that its fields may be read. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one for anything else. */
export function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** The string, or an empty one for anything else. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Whether a value can be read as a content block, of whatever kind. */
export function isBlock(value: unknown): value is Block {
  return typeof recordOf(value)['type'] === 'string';
}
