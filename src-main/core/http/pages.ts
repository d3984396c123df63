import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type IRouter, type RequestHandler, type Response } from 'express';
import type { Status } from '../../contract/operations.ts';
import { readStatus } from '../api/status.ts';
import { preferCompressed } from './compressed.ts';
import type { HttpContext } from './context.ts';
import { serve } from './paths.ts';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const browserHeaders = new Map([
  ['content-security-policy', contentSecurityPolicy],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
]);

/** Tells browsers to keep what they get here to themselves. */
export const setBrowserHeaders: RequestHandler = (_request, response, next) => {
  response.setHeaders(browserHeaders);
  next();
};

/**
 * The pages. They hold nothing secret and need no token; `?token=` leaves a cookie, with which their calls are let in. Who
 * comes with the cookie finds the status in the page, which so has something to show before it asks for anything.
 */
export function servePages(router: IRouter, { pagesDir, tokens, api }: HttpContext): void {
  for (const path of ['/', '/admin']) {
    serve(router, path, 'GET', async (request, response) => {
      response.setHeader('cache-control', 'no-store');
      const url = new URL(request.originalUrl, 'http://localhost');
      const token = url.searchParams.get('token');
      if (token === null) {
        const page = pagesDir === '' ? undefined : await readPage(join(pagesDir, fileOf(url)));
        if (page === undefined) sayNotBuilt(response);
        else response.send(tokens().isAdmin(request.headers) ? withStatus(page, readStatus(api)) : page);
        return;
      }
      const cookie = tokens().sessionCookie(token);
      if (cookie !== undefined) response.setHeader('set-cookie', cookie);
      url.searchParams.delete('token');
      response.setHeader('location', path + url.search);
      response.status(303).end();
    });
  }
  if (pagesDir === '') return;
  // The names of these files hold a hash of what is in them.
  const kept = { index: false, immutable: true, maxAge: '1y' };
  const assets = join(pagesDir, 'assets');
  router.use('/assets', preferCompressed(assets), express.static(assets, kept));
}

function fileOf({ pathname, searchParams }: URL): string {
  if (pathname === '/admin') return 'settings.html';
  return searchParams.get('view') === 'popover' ? 'popover.html' : 'dashboard.html';
}

async function readPage(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A block of data, which no policy takes for a script; without `<` nothing in it can end it. */
function withStatus(page: string, status: Status): string {
  const data = JSON.stringify(status).replaceAll('<', String.raw`\u003c`);
  return page.replace(
    '</head>',
    () => `<script type="application/json" id="first-status">${data}</script></head>`,
  );
}

function sayNotBuilt(response: Response): void {
  response.type('text/plain');
  response.send('Signalbox is running. Its pages are not built: npm run build makes them.\n');
}
