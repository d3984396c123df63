import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How to run the client. */
interface CodexSettings {
  /** Where it sends its requests, `/v1` included. */
  baseUrl: string;
  token: string;
  model: string;
  /** The folder that it works in. */
  folder: string;
}

interface CodexOutcome {
  /** The last message alone; everything else goes to stderr. */
  stdout: string;
  stderr: string;
  /** Null where it was killed for taking too long. */
  exitCode: number | null;
}

/** Runs the real Codex CLI for one prompt, with a home of its own; what the model calls is run without asking. */
export async function runCodex(prompt: string, settings: CodexSettings): Promise<CodexOutcome> {
  const executable = process.env['SIGNALBOX_TEST_CODEX'];
  if (!executable) throw new Error('SIGNALBOX_TEST_CODEX names no executable');
  const home = await mkdtemp(join(tmpdir(), 'codex-home-'));
  try {
    await writeFile(join(home, 'config.toml'), configOf(settings));
    const args = ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', prompt];
    const child = spawn(executable, args, {
      cwd: settings.folder,
      env: environment(settings, home),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { stdout, stderr, exitCode };
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What a user writes into `~/.codex/config.toml`. */
function configOf({ baseUrl, model }: CodexSettings): string {
  return `
model = "${model}"
model_provider = "signalbox"

[model_providers.signalbox]
name = "Signalbox"
base_url = "${baseUrl}"
env_key = "SIGNALBOX_TOKEN"
wire_api = "responses"
`;
}

/** No setting of a client that the machine itself has reaches the one under test. */
function environment({ token }: CodexSettings, home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:OPENAI|CODEX)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    CODEX_HOME: home,
    SIGNALBOX_TOKEN: token,
  };
}
