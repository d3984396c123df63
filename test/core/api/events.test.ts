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
