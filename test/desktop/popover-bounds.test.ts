import { describe, expect, test } from 'vitest';
import { popoverBounds, type DisplayArea } from '../../src-main/desktop/popover-bounds.ts';

const rectangle = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const nowhere = { x: 0, y: 0 };
const untold = rectangle(0, 0, 0, 0);

/** A display of 1920 × 1080 at a place, with a bar of 40 on one side. */
function display(bar: 'top' | 'bottom' | 'left' | 'right' | 'none', x = 0, y = 0): DisplayArea {
  const workAreas = {
    top: rectangle(x, y + 40, 1920, 1040),
    bottom: rectangle(x, y, 1920, 1040),
    left: rectangle(x + 40, y, 1880, 1080),
    right: rectangle(x, y, 1880, 1080),
    none: rectangle(x, y, 1920, 1080),
  };
  return { bounds: rectangle(x, y, 1920, 1080), workArea: workAreas[bar] };
}

const at = (icon: ReturnType<typeof rectangle>, ...displays: DisplayArea[]) =>
  popoverBounds({ icon, cursor: nowhere, displays });

describe('the popover hangs', () => {
  test('below the menu bar of macOS, centred under the icon', () => {
    const mac = { bounds: rectangle(0, 0, 1512, 982), workArea: rectangle(0, 37, 1512, 870) };
    expect(at(rectangle(1000, 6, 24, 24), mac)).toEqual(rectangle(822, 38, 380, 560));
  });

  test('above the taskbar of Windows, kept whole at the right edge', () => {
    expect(at(rectangle(1800, 1048, 24, 24), display('bottom'))).toEqual(rectangle(1540, 480, 380, 560));
  });

  test('beside a taskbar on the left', () => {
    expect(at(rectangle(8, 900, 24, 24), display('left'))).toEqual(rectangle(40, 520, 380, 560));
  });

  test('beside a taskbar on the right', () => {
    expect(at(rectangle(1888, 900, 24, 24), display('right'))).toEqual(rectangle(1500, 520, 380, 560));
  });

  test('below a taskbar on top', () => {
    expect(at(rectangle(900, 8, 24, 24), display('top'))).toEqual(rectangle(722, 40, 380, 560));
  });

  test('at the nearest edge where the taskbar hides itself', () => {
    expect(at(rectangle(1000, 1050, 24, 24), display('none'))).toEqual(rectangle(822, 482, 380, 560));
  });

  test('above an icon in the overflow of the Windows tray, which lies within the work area', () => {
    expect(at(rectangle(1700, 960, 24, 24), display('bottom'))).toEqual(rectangle(1522, 392, 380, 560));
  });
});

describe('where the system does not tell the icon, as on Linux, the cursor stands for it', () => {
  const linux = (x: number, y: number, bar: 'top' | 'bottom') =>
    popoverBounds({ icon: untold, cursor: { x, y }, displays: [display(bar)] });

  test('under a top bar', () => {
    expect(linux(1850, 12, 'top')).toEqual(rectangle(1540, 40, 380, 560));
  });

  test('above a bottom panel', () => {
    expect(linux(1700, 1060, 'bottom')).toEqual(rectangle(1510, 480, 380, 560));
  });

  test('also where the cursor is not told, as under Wayland', () => {
    expect(linux(0, 0, 'top')).toEqual(rectangle(0, 40, 380, 560));
  });
});

describe('with several displays', () => {
  const left = display('bottom', -1920, 200);
  const main = display('bottom');
  const above = display('top', 0, -1080);

  test('it stays on the display that holds the icon, left of the main one', () => {
    expect(at(rectangle(-60, 1248, 24, 24), main, left)).toEqual(rectangle(-380, 680, 380, 560));
  });

  test('and above it', () => {
    expect(at(rectangle(1000, -1072, 24, 24), main, above)).toEqual(rectangle(822, -1040, 380, 560));
  });

  test('an icon that sticks out of every display belongs to the nearest', () => {
    expect(at(rectangle(1915, 1075, 24, 24), left, main)).toEqual(rectangle(1540, 480, 380, 560));
  });
});

test('on a display smaller than the popover it fills what there is', () => {
  const small = { bounds: rectangle(0, 0, 360, 480), workArea: rectangle(0, 20, 360, 460) };
  expect(at(rectangle(300, 2, 16, 16), small)).toEqual(rectangle(0, 20, 360, 460));
});

test('whatever the place, it lies whole within a work area', () => {
  const displays = [display('bottom'), display('left', 1920, -300), display('top', -1920, 0)];
  for (let x = -1930; x < 3850; x += 53) {
    for (let y = -310; y < 1090; y += 41) {
      const bounds = at(rectangle(x, y, 24, 24), ...displays);
      const isWhole = displays.some(
        ({ workArea }) =>
          bounds.x >= workArea.x &&
          bounds.y >= workArea.y &&
          bounds.x + bounds.width <= workArea.x + workArea.width &&
          bounds.y + bounds.height <= workArea.y + workArea.height,
      );
      expect({ x, y, isWhole }).toEqual({ x, y, isWhole: true });
    }
  }
});
