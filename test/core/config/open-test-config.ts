import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openConfig, type ConfigOptions } from '../../../src-main/core/config/store.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { testPresets } from './test-presets.ts';

/** The smallest config there is. */
export const minimal =
  '{ "providers": [{ "id": "demo", "preset": "demo" }], "routes": { "default": "demo/demo" } }';

/** A folder that goes with the test, with this text as its config.json. */
export async function temporaryFolder(text?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (text !== undefined) await writeFile(join(folder, 'config.json'), text);
  return folder;
}

/** Opens a store whose watch is a call: `touched` says that the file has changed, and waits until that was seen. */
export async function openTestConfig(text: string | undefined, extra: Partial<ConfigOptions> = {}) {
  const dataDir = await temporaryFolder(text);
  const file = join(dataDir, 'config.json');
  const notices: string[] = [];
  const changes: number[] = [];
  let onFileChange = () => {};
  const store = await openConfig({
    dataDir,
    env: {},
    overrides: {},
    secrets: memorySecrets(),
    findPreset: testPresets,
    onNotice: (line) => notices.push(line),
    watch: (_file, onChange) => {
      onFileChange = onChange;
      return () => {};
    },
    ...extra,
  });
  store.onChange(({ server }) => changes.push(server.port));
  const touched = async () => {
    onFileChange();
    // Edits wait their turn behind the reload; this one fails before it writes anything.
    await store.edit(['server', 'port'], 'no port').catch(() => undefined);
  };
  const read = () => readFile(file, 'utf8');
  return { store, dataDir, file, notices, changes, touched, read };
}
