import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Arch, build, Platform } from 'electron-builder';

const root = join(import.meta.dirname, '../..');
const realElectron = join(root, 'node_modules/electron/dist');
const hasRealElectron = existsSync(join(realElectron, 'version'));

/** Whether the builder can run: with Electron's runtime anywhere, and on Linux with something in its place as well. */
export const isPackagingTested = Boolean(process.env['SIGNALBOX_TEST_PACKAGE']);

/** What stands between fuses and their states in Electron's executable, and a wire of nine fuses that are all on. */
const fuseWire = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009111111111';

/** A folder that the builder takes for Electron: an executable that is nothing but its fuses. */
async function writeFakeElectron(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'electron'), fuseWire, 'latin1');
  for (const file of ['locales/en-US.pak', 'LICENSE', 'version']) await writeFile(join(folder, file), '');
}

/** The app as the builder leaves it, before it is put into an installer. */
export interface PackagedApp {
  executable: string;
  /** Holds app.asar. */
  resources: string;
}

/** Packages the app for this machine with the project's own config, into a folder. */
export async function packageApp(folder: string): Promise<PackagedApp> {
  const electronDist = hasRealElectron ? realElectron : join(folder, 'electron');
  if (!hasRealElectron) await writeFakeElectron(electronDist);
  await build({
    projectDir: root,
    targets: Platform.current().createTarget('dir', process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
    config: {
      extends: join(root, 'electron-builder.config.mjs'),
      electronDist,
      directories: { output: join(folder, 'dist') },
      // Without a certificate, as on every machine but the one that releases.
      mac: { identity: null, notarize: false },
    },
  });
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  const dist = join(folder, 'dist');
  if (process.platform === 'darwin') {
    const contents = join(dist, `mac${arch}`, 'Signalbox.app/Contents');
    return { executable: join(contents, 'MacOS/Signalbox'), resources: join(contents, 'Resources') };
  }
  const isWindows = process.platform === 'win32';
  const unpacked = join(dist, `${isWindows ? 'win' : 'linux'}${arch}-unpacked`);
  return {
    executable: join(unpacked, isWindows ? 'Signalbox.exe' : 'signalbox'),
    resources: join(unpacked, 'resources'),
  };
}

/** A core that was started from a folder of packaged files, by plain Node. */
export interface StartedFromPackage {
  address: string;
  end(): Promise<unknown>;
}

/** Starts the headless entry of extracted files; nothing of this checkout's node_modules is within its reach. */
export async function startFrom(
  folder: string,
  dataDir: string,
  env: Record<string, string>,
): Promise<StartedFromPackage> {
  const child = spawn(
    process.execPath,
    [join(folder, 'out/main/headless.js'), '--data-dir', dataDir, '--port', '0'],
    { cwd: folder, env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`it ended with ${String(code)} before it was ready`))),
  ]);
  return {
    address: String(line).replace('Signalbox is listening on ', ''),
    async end() {
      child.kill();
      await ended;
    },
  };
}
