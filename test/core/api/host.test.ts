import { describe, expect, test } from 'vitest';
import type { HostChanges, HostState } from '../../../src-main/contract/host.ts';
import { operations } from '../../../src-main/contract/operations.ts';
import { readFailure } from '../../../src-main/core/api/failure.ts';
import { headlessHost, type Host } from '../../../src-main/core/api/host.ts';
import { runOperation } from '../../../src-main/core/api/index.ts';
import { coreParts } from './core-parts.ts';

describe('headless', () => {
  test('host.get says that there is nothing to set', async () => {
    const state = await runOperation('host.get', {}, coreParts().context);
    expect(operations['host.get'].output.parse(state)).toMatchObject({
      kind: 'headless',
      startAtLogin: null,
    });
  });

  test.each([
    ['host.set', { startAtLogin: true }],
    ['host.quit', {}],
    ['host.checkForUpdates', {}],
    ['host.open', { what: 'dashboard' }],
  ])('%s is refused with what to do instead', async (name, input) => {
    const failure = await runOperation(name, input, coreParts().context).catch(readFailure);
    expect(failure).toMatchObject({
      status: 501,
      message: expect.stringMatching(/^Signalbox runs headless: ./),
    });
  });
});

describe('with a desktop', () => {
  test('host.set passes on what was given, and answers everything', async () => {
    let state: HostState = { ...headlessHost.get(), kind: 'desktop', startAtLogin: false };
    const host: Host = {
      ...headlessHost,
      get: () => state,
      set: (changes: HostChanges) => {
        state = {
          ...state,
          ...(changes.startAtLogin !== undefined && { startAtLogin: changes.startAtLogin }),
        };
      },
    };
    const { context } = coreParts({ host });
    expect(await runOperation('host.set', { startAtLogin: true }, context)).toEqual({
      ...state,
      startAtLogin: true,
    });
  });

  test('a kind of notification that does not exist cannot be muted', async () => {
    const failure = await runOperation('host.set', { mutedNotices: ['rain'] }, coreParts().context).catch(
      readFailure,
    );
    expect(failure).toMatchObject({ status: 400, message: expect.stringContaining('mutedNotices') });
  });
});
