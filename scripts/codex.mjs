// The real Codex CLI, at the version that the fixtures of wire/openai-responses were captured from.
import { realClient } from './real-client.mjs';

const triples = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};

/** Path of the client's executable, fetched at the first call; ends the process with 1 where it cannot be had. */
export async function codex() {
  const platform = `${process.platform}-${process.arch}`;
  return realClient({
    name: 'Codex',
    id: 'codex',
    version: '0.169.0',
    packageName: '@openai/codex',
    executable: [
      '@openai',
      `codex-${platform}`,
      'vendor',
      triples[platform] ?? 'none',
      'bin',
      process.platform === 'win32' ? 'codex.exe' : 'codex',
    ],
  });
}
