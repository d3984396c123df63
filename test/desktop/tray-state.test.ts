import { describe, expect, test } from 'vitest';
import { stateLine, trayIconFile, trayState } from '../../src-main/desktop/tray-state.ts';
import { statusOf } from './given.ts';

describe('the state of the tray', () => {
  test.each([
    [{}, 'running', 'Running at 127.0.0.1:4000'],
    [{ paused: true }, 'paused', 'Paused: everything goes to smart'],
    [{ configError: 'x' }, 'attention', 'The config has an error: the last good one is in force'],
    [{ ledgerProblem: 'x' }, 'attention', 'The ledger was damaged, and begun anew'],
    [{ providers: [{ id: 'a', state: 'failing' as const }] }, 'attention', 'Failing: a'],
    [{ paused: true, providers: [{ id: 'a', state: 'open' as const }] }, 'attention', 'Failing: a'],
    [{ providers: [{ id: 'a', state: 'no-key' as const }] }, 'running', 'Running at 127.0.0.1:4000'],
  ])('of %j is %s', (changes, state, line) => {
    expect(trayState(statusOf(changes))).toBe(state);
    expect(stateLine(statusOf(changes))).toBe(line);
  });
});

describe("the icon's file", () => {
  test.each([
    ['darwin', true, '', 'pausedTemplate.png'],
    ['darwin', false, '', 'pausedTemplate.png'],
    ['win32', true, '', 'paused-on-dark.png'],
    ['win32', false, '', 'paused-on-light.png'],
    ['linux', false, 'KDE', 'paused-panel-on-light.png'],
    ['linux', true, 'KDE', 'paused-panel-on-dark.png'],
    ['linux', false, 'ubuntu:GNOME', 'paused-panel-on-dark.png'],
  ] as const)('on %s (dark: %s, %s) is %s', (platform, isDark, desktop, file) => {
    expect(trayIconFile('paused', { platform, isDark, desktop })).toBe(file);
  });
});
