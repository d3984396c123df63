import { homedir } from 'node:os';
import { join } from 'node:path';
import { createCore, version } from './core/index.ts';
import { FlagError, helpText, readStartOptions } from './core/start-options.ts';
import { startFailure } from './core/start-failure.ts';
import { onStopSignals } from './core/stop-signals.ts';

/** The core under plain Node: flags in, one ready line out, an end that loses nothing. Ends the process itself. */
export async function runHeadless(argv: readonly string[]): Promise<void> {
  try {
    const { action, dataDir, overrides } = readStartOptions(argv, {
      platform: process.platform,
      home: homedir(),
      env: process.env,
    });
    if (action === 'help') console.log(helpText);
    else if (action === 'version') console.log(version);
    else await run(dataDir, overrides);
  } catch (error) {
    const { message, exitCode } =
      error instanceof FlagError ? { message: error.message, exitCode: 2 } : startFailure(error);
    console.error(message);
    process.exit(exitCode);
  }
}

async function run(dataDir: string, overrides: { port?: string; host?: string }): Promise<void> {
  const core = createCore({
    dataDir,
    env: process.env,
    overrides,
    pagesDir: join(import.meta.dirname, '../renderer'),
    statusLineCommand: `"${process.execPath}" "${join(import.meta.dirname, 'cli.js')}" statusline`,
    onNotice: (line) => console.error(`signalbox: ${line}`),
  });
  const stop = (): void => {
    void core.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  onStopSignals(stop, () => process.exit(1));

  const { address, tokens } = await core.start();
  console.log(`Signalbox is listening on ${address}`);
  if (!process.stdout.isTTY) return;
  console.log(`${address}/?token=${tokens.admin}`);
  const [client] = tokens.clients;
  if (client) console.log(`ANTHROPIC_BASE_URL=${address} ANTHROPIC_AUTH_TOKEN=${client.token} claude`);
}
