import { expect, test } from 'vitest';
import type { CoreEvent } from '../../../src-main/contract/events.ts';
import { EventHub } from '../../../src-main/core/api/events.ts';
import { exampleRow } from './core-parts.ts';

test('a listener hears what is said while it listens', () => {
  const hub = new EventHub();
  const heard: CoreEvent[] = [];
  const event: CoreEvent = { kind: 'request', request: exampleRow };
  hub.publish(event);
  const stop = hub.subscribe((said) => heard.push(said));
  hub.publish(event);
  stop();
  hub.publish(event);
  expect(heard).toEqual([event]);
});

test('a request is under way from its first word to its last', () => {
  const hub = new EventHub();
  const say = (id: string, status: number | null, attempts = 1) =>
    hub.publish({ kind: 'request', request: { ...exampleRow, id, status, attempts } });
  say('one', null);
  say('two', null);
  say('one', null, 2);
  expect(hub.running().map(({ id, attempts }) => [id, attempts])).toEqual([
    ['one', 2],
    ['two', 1],
  ]);
  say('one', 200);
  say('two', 499);
  expect(hub.running()).toEqual([]);
});
