import { join } from 'node:path';
import express, { type IRouter, type NextFunction, type RequestHandler, type Response } from 'express';
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

/** The pages. They hold nothing secret and need no token; `?token=` leaves a cookie, with which their calls are let in. */
export function servePages(router: IRouter, { pagesDir, tokens }: HttpContext): void {
  for (const path of ['/', '/admin']) {
    serve(router, path, 'GET', (request, response, next) => {
      response.setHeader('cache-control', 'no-store');
      const url = new URL(request.originalUrl, 'http://localhost');
      const token = url.searchParams.get('token');
      if (token === null) {
        sendPage(response, pagesDir, next);
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
  router.use(express.static(pagesDir, { index: false, redirect: false }));
}

function sendPage(response: Response, pagesDir: string, next: NextFunction): void {
  if (pagesDir === '') {
    sayNotBuilt(response);
    return;
  }
  response.sendFile('index.html', { root: pagesDir, cacheControl: false }, (error) => {
    if (!error || response.headersSent) return;
    if ('code' in error && error.code === 'ENOENT') sayNotBuilt(response);
    else next(error);
  });
}

function sayNotBuilt(response: Response): void {
  response.type('text/plain');
  response.send('Signalbox is running. Its pages are not built: npm run build makes them.\n');
}
