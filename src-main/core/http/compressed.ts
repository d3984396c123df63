import { access } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { NextFunction, Request, Response } from 'express';

/** Codings in the order in which we would rather send them, and the end of the name of the file that holds one. */
const codings = [
  { coding: 'br', end: '.br' },
  { coding: 'gzip', end: '.gz' },
] as const;

/**
 * Lets a static server below it send the file that the build compressed beside the one asked for, where the browser takes
 * it. Serves a flat folder: a name with anything but letters, digits, `.`, `_` and `-` passes by untouched.
 */
export function preferCompressed(folder: string) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { path } = request;
    if (!/^\/[\w.-]+\.(?:js|css|svg)$/.test(path)) return next();
    response.vary('accept-encoding');
    for (const { coding, end } of codings) {
      if (request.acceptsEncodings(coding) !== coding || !(await exists(join(folder, path + end)))) continue;
      response.type(extname(path));
      response.setHeader('content-encoding', coding);
      request.url = path + end;
      break;
    }
    next();
  };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
