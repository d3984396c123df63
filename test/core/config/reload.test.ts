import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Config } from '../../../src-main/contract/config.ts';
import { watchFile } from '../../../src-main/core/config/watch.ts';
import { minimal, openTestConfig, temporaryFolder } from './open-test-config.ts';

describe('a change by others', () => {
  const withPort = (port: number | string) =>
    minimal.replace('{ "providers"', `{ "server": { "port": ${port} }, "providers"`);

  test('is in force at once', async () => {
    const { file, touched, changes, notices } = await openTestConfig(minimal);
    await writeFile(file, withPort(1));
    await touched();
    expect(changes).toEqual([1]);
    expect(notices).toEqual([]);
  });

  test('is seen in the folder itself', async () => {
    const dataDir = await temporaryFolder(minimal);
    const { store } = await openTestConfig(undefined, { dataDir, watch: watchFile });
    onTestFinished(() => store.close());
    const changed = new Promise<Config>((resolve) => store.onChange(resolve));
    await writeFile(join(dataDir, 'config.json'), withPort(9));
    expect((await changed).server.port).toBe(9);
  });

  test('that is not valid is said once, and the last good one stays until it is mended', async () => {
    const { store, file, touched, changes, notices } = await openTestConfig(withPort(1));
    await writeFile(file, withPort('"x"'));
    await touched();
    await touched();
    expect(store.current().server.port).toBe(1);
    expect(store.lastError()).toBe(`${file}:1:15: server.port: expected number, received string`);
    expect(notices).toEqual([`${store.lastError()}\nThe last good config stays in force.`]);

    await writeFile(file, withPort(1));
    await touched();
    expect(store.lastError()).toBeUndefined();
    expect(changes).toEqual([1]);
  });

  test('that takes the file away is said, and mended when it is back', async () => {
    const { store, file, touched } = await openTestConfig(minimal);
    await rm(file);
    await touched();
    expect(store.lastError()).toContain(`${file}: cannot be read (ENOENT`);
    await writeFile(file, minimal);
    await touched();
    expect(store.lastError()).toBeUndefined();
  });

  test('is not seen in our own writes', async () => {
    const { store, touched, changes } = await openTestConfig(minimal);
    await store.edit(['server', 'port'], 7);
    await touched();
    expect(changes).toEqual([7]);
  });

  test('is no longer told to one who stopped listening', async () => {
    const { store } = await openTestConfig(minimal);
    const seen: number[] = [];
    const stop = store.onChange(({ server }) => seen.push(server.port));
    await store.edit(['server', 'port'], 1);
    stop();
    await store.edit(['server', 'port'], 2);
    expect(seen).toEqual([1]);
  });
});
