import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { trayIconFile, type TrayState } from '../../src-main/desktop/tray-state.ts';

const resources = join(import.meta.dirname, '../../resources');
const states: TrayState[] = ['running', 'paused', 'attention'];

/** The size that a PNG's own head tells. */
function pngSize(png: Buffer): { width: number; height: number } {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

const square = (side: number): { width: number; height: number } => ({ width: side, height: side });
const read = (...path: string[]): Buffer => readFileSync(join(resources, ...path));

describe.each(states)('the tray icon of %s', (state) => {
  test('is a template in both scales on macOS', () => {
    const file = trayIconFile(state, { platform: 'darwin', isDark: true, desktop: '' });
    expect(pngSize(read('tray', file))).toEqual(square(18));
    expect(pngSize(read('tray', file.replace('.png', '@2x.png')))).toEqual(square(36));
  });

  test.each([true, false])('is there in every scale of Windows (dark: %s)', (isDark) => {
    const file = trayIconFile(state, { platform: 'win32', isDark, desktop: '' });
    expect(pngSize(read('tray', file))).toEqual(square(16));
    for (const scale of [1.25, 1.5, 2, 3])
      expect(pngSize(read('tray', file.replace('.png', `@${scale}x.png`)))).toEqual(square(16 * scale));
  });

  test.each([true, false])('is one large image on Linux (dark: %s)', (isDark) => {
    const file = trayIconFile(state, { platform: 'linux', isDark, desktop: 'KDE' });
    expect(pngSize(read('tray', file))).toEqual(square(48));
  });
});

describe("the app's icon", () => {
  test('is an ICO of bitmaps, and a PNG at 256', () => {
    const ico = read('icon.ico');
    const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const at = 6 + 16 * index;
      const offset = ico.readUInt32LE(at + 12);
      const data = ico.subarray(offset, offset + ico.readUInt32LE(at + 8));
      return { side: ico.readUInt8(at) || 256, data };
    });
    expect(entries.map(({ side }) => side)).toEqual([16, 20, 24, 32, 48, 64, 256]);
    for (const { side, data } of entries.slice(0, -1)) {
      expect([data.readUInt32LE(0), data.readInt32LE(4), data.readInt32LE(8)]).toEqual([40, side, side * 2]);
      expect(data).toHaveLength(40 + side * side * 4 + Math.ceil(side / 32) * 4 * side);
    }
    expect(pngSize(entries.at(-1)?.data ?? Buffer.alloc(0))).toEqual(square(256));
  });

  test('is an ICNS whose blocks fill it', () => {
    const icns = read('icon.icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const sides: number[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const { width } = pngSize(icns.subarray(at + 8));
      sides.push(width);
    }
    expect(sides).toEqual([32, 64, 128, 256, 256, 512, 512, 1024]);
  });

  test.each([16, 32, 48, 64, 128, 256, 512])('is there for Linux in %s', (side) => {
    const name = `${side}x${side}.png`;
    expect(existsSync(join(resources, 'icons', name))).toBe(true);
    expect(pngSize(read('icons', name))).toEqual(square(side));
  });
});
