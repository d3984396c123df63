// node scripts/icons.mjs: makes every icon of the app from resources/icon.svg, by a Chromium of this machine. What it
// makes is committed; run it when the drawing changes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { capabilities } from './capabilities.mjs';
import { icns, icnsSizes, ico } from './icon-containers.mjs';
import { root, say } from './run.mjs';

const resources = join(root, 'resources');
const icon = readFileSync(join(resources, 'icon.svg'), 'utf8');
const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(icon)[1];

/** Apple's grid leaves a margin around the shape. */
const macIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 80 80">${inner}</svg>`;

/** The last lamp of the drawing says the state: lit, two bars, a triangle. */
const lamps = {
  running: () => '<circle cx="49" cy="21" r="9" />',
  paused: () => '<path d="M45 11h6v20h-6zM55 11h6v20h-6z" />',
  attention: (accent) => `<path d="M49 10l12 21H37z" stroke-linejoin="round" fill="${accent}" />`,
};
const tracks = /<g [\s\S]*<\/g>/.exec(inner)[0];

/** The drawing in one ink, without the tile behind it. */
function trayIcon(state, ink, accent) {
  const inked = tracks
    .replace(/stroke="#8d9bf0"/, `stroke="${ink}" stroke-opacity="0.6"`)
    .replace(/stroke="#fff"/, `stroke="${ink}"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="8 7 54 54"><g fill="${ink}">${inked}${lamps[state](accent)}</g></svg>`;
}

const { value: executablePath } = capabilities().find(({ env }) => env === 'SIGNALBOX_TEST_CHROMIUM');
if (!executablePath) {
  say('icons are drawn by Chromium, and none was found');
  process.exit(1);
}
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();

/** Draws an SVG as a square of so many pixels. */
async function draw(svg, size) {
  const drawn = await page.evaluate(
    async ([source, pixels]) => {
      const image = new Image();
      const sized = source.replace('<svg ', `<svg width="${pixels}" height="${pixels}" `);
      image.src = `data:image/svg+xml;base64,${btoa(sized)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(pixels, pixels);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0, pixels, pixels);
      const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
      return { png: [...png], rgba: [...context.getImageData(0, 0, pixels, pixels).data] };
    },
    [svg, size],
  );
  return { size, png: Buffer.from(drawn.png), rgba: drawn.rgba };
}

async function drawAll(svg, sizes) {
  const images = [];
  for (const size of sizes) images.push(await draw(svg, size));
  return images;
}

async function write(file, svg, size) {
  writeFileSync(join(resources, file), (await draw(svg, size)).png);
}

mkdirSync(join(resources, 'icons'), { recursive: true });
mkdirSync(join(resources, 'tray'), { recursive: true });
writeFileSync(join(resources, 'icon.icns'), icns(await drawAll(macIcon, icnsSizes)));
writeFileSync(join(resources, 'icon.ico'), ico(await drawAll(icon, [16, 20, 24, 32, 48, 64, 256])));
for (const size of [16, 32, 48, 64, 128, 256, 512]) await write(`icons/${size}x${size}.png`, icon, size);

const grounds = { dark: ['#ffffff', '#ffb224'], light: ['#1a1c2b', '#b4540a'] };
for (const state of Object.keys(lamps)) {
  const template = trayIcon(state, '#000000', '#000000');
  await write(`tray/${state}Template.png`, template, 18);
  await write(`tray/${state}Template@2x.png`, template, 36);
  for (const [ground, [ink, accent]] of Object.entries(grounds)) {
    const svg = trayIcon(state, ink, accent);
    // Windows, in the scales of its displays.
    await write(`tray/${state}-on-${ground}.png`, svg, 16);
    for (const [scale, size] of [
      ['1.25', 20],
      ['1.5', 24],
      ['2', 32],
      ['3', 48],
    ])
      await write(`tray/${state}-on-${ground}@${scale}x.png`, svg, size);
    // Linux, whose panels scale one image to whatever they need.
    await write(`tray/${state}-panel-on-${ground}.png`, svg, 48);
  }
}
await browser.close();
