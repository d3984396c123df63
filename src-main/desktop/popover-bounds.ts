import type { Point, Rectangle } from 'electron';

/** A display as far as it decides where the popover lies. */
export interface DisplayArea {
  bounds: Rectangle;
  /** The bounds without what the taskbar, the menu bar or the Dock take. */
  workArea: Rectangle;
}

/** What the popover is placed by. */
export interface PopoverPlace {
  /** The tray's icon; of no size where the system does not tell it, as on Linux. */
  icon: Rectangle;
  cursor: Point;
  /** At least one. */
  displays: readonly DisplayArea[];
}

/** In points, as everything here. */
export const popoverSize = { width: 380, height: 560 };
const gap = 8;

type Side = 'top' | 'bottom' | 'left' | 'right';

/**
 * Where the popover lies: at the icon, on the side of the bar that holds it, whole within the display's work area. Where
 * the icon's place is unknown the cursor stands for it.
 */
export function popoverBounds({ icon, cursor, displays }: PopoverPlace): Rectangle {
  const anchor = icon.width > 0 && icon.height > 0 ? icon : { ...cursor, width: 0, height: 0 };
  const middle = { x: anchor.x + anchor.width / 2, y: anchor.y + anchor.height / 2 };
  const display = displayAt(middle, displays);
  if (!display) return { x: gap, y: gap, ...popoverSize };
  const { workArea } = display;
  const width = Math.min(popoverSize.width, workArea.width);
  const height = Math.min(popoverSize.height, workArea.height);
  const centred = { x: middle.x - width / 2, y: middle.y - height / 2 };
  const beside: Record<Side, Point> = {
    top: { x: centred.x, y: anchor.y + anchor.height + gap },
    bottom: { x: centred.x, y: anchor.y - gap - height },
    left: { x: anchor.x + anchor.width + gap, y: centred.y },
    right: { x: anchor.x - gap - width, y: centred.y },
  };
  const { x, y } = beside[barSide(middle, display)];
  return {
    x: Math.round(clamp(x, workArea.x, workArea.x + workArea.width - width)),
    y: Math.round(clamp(y, workArea.y, workArea.y + workArea.height - height)),
    width,
    height,
  };
}

/** The side on which the icon lies beyond the work area; for a bar that hides, the nearest edge of the display. */
function barSide({ x, y }: Point, { bounds, workArea }: DisplayArea): Side {
  if (y < workArea.y) return 'top';
  if (y >= workArea.y + workArea.height) return 'bottom';
  if (x < workArea.x) return 'left';
  if (x >= workArea.x + workArea.width) return 'right';
  const distances: [Side, number][] = [
    ['top', y - bounds.y],
    ['bottom', bounds.y + bounds.height - y],
    ['left', x - bounds.x],
    ['right', bounds.x + bounds.width - x],
  ];
  const [nearest] = distances.sort(([, one], [, other]) => one - other);
  return nearest?.[0] ?? 'bottom';
}

/** The display that holds the point, else the one nearest to it; an icon may stick out by a few points. */
function displayAt(point: Point, displays: readonly DisplayArea[]): DisplayArea | undefined {
  const distances = displays.map((display) => ({ display, distance: distanceTo(point, display.bounds) }));
  return distances.sort((one, other) => one.distance - other.distance)[0]?.display;
}

function distanceTo({ x, y }: Point, { x: left, y: top, width, height }: Rectangle): number {
  return Math.hypot(x - clamp(x, left, left + width - 1), y - clamp(y, top, top + height - 1));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)));
}
