import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Calls back once a file has changed and then rested; answers how to stop. */
export type Watch = (file: string, onChange: () => void) => () => void;

const restMs = 100;

/** Watches the folder rather than the file, since many editors replace a file instead of writing into it. */
export const watchFile: Watch = (file, onChange) => {
  const name = basename(file);
  let rest: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(file), { persistent: false }, (_event, changed) => {
    if (changed !== null && changed !== name) return;
    clearTimeout(rest);
    rest = setTimeout(onChange, restMs);
  });
  // The folder is gone: nothing will change there any more, and the next read or write says so.
  watcher.on('error', () => watcher.close());
  return () => {
    clearTimeout(rest);
    watcher.close();
  };
};
