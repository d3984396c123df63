import { z } from 'zod';
import { PortTakenError, type Core, type Running } from '../core/index.ts';
import type { ElectronParts } from './electron-parts.ts';
import { nextFreePort, portTakenQuestion, whoListens } from './port-taken.ts';
import type { RunTool } from './run-tool.ts';

interface StartCoreOptions {
  /** Makes a core; with a port it listens there whatever the config says. */
  create: (port?: number) => Core;
  dialog: Pick<ElectronParts['dialog'], 'showMessageBox'>;
  platform: NodeJS.Platform;
  run: RunTool;
}

/** A core that listens; `movedTo` is the port that the user chose where the configured one was taken. */
export interface StartedCore extends Running {
  core: Core;
  movedTo?: number;
}

/** Starts a core; where its port is taken the user chooses what to do. Undefined where that is to quit. */
export async function startCore(options: StartCoreOptions): Promise<StartedCore | undefined> {
  let movedTo: number | undefined;
  for (;;) {
    const core = options.create(movedTo);
    try {
      const running = await core.start();
      if (movedTo !== undefined) await keepPort(core, movedTo);
      return { core, ...running, ...(movedTo !== undefined && { movedTo }) };
    } catch (error) {
      if (!(error instanceof PortTakenError)) throw error;
      const answer = await askForPort(error, options);
      if (answer === 'quit') return undefined;
      if (answer !== 'again') movedTo = answer;
    }
  }
}

async function askForPort(
  { host, port }: PortTakenError,
  { dialog, platform, run }: StartCoreOptions,
): Promise<'again' | 'quit' | number> {
  const next = await nextFreePort(port, host);
  const listener = await whoListens(port, platform, run);
  const { response } = await dialog.showMessageBox(portTakenQuestion(port, next, listener));
  if (response === 0) return next;
  return response === 1 ? 'again' : 'quit';
}

const withServer = z.looseObject({ server: z.looseObject({}).catch({}) });

/** Writes the port into the config, so that the next start keeps it and Claude Code stays right. */
async function keepPort(core: Core, port: number): Promise<void> {
  const config = withServer.parse(await core.run('config.get'));
  await core.run('config.set', { config: { ...config, server: { ...config.server, port } } });
}
