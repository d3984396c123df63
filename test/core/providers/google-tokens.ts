import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { json, startUpstream, type Answer, type ScriptedUpstream } from '../../upstream/scripted.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** The characters of the test's private key, of which nothing may ever be seen. */
export const keyMaterial: string = privateKey.split('\n').slice(1, -2).join('');

/** Writes a file into a folder that the test's end removes, and returns its path. */
export async function fileOf(content: string, name = 'account.json'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-google-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

/** The JSON key of a service account whose tokens come from the given address. */
export function serviceAccount(tokenUrl: string, more: object = {}): string {
  return JSON.stringify({
    type: 'service_account',
    project_id: 'test',
    private_key_id: 'id',
    private_key: privateKey,
    client_email: 'signalbox@test.iam.gserviceaccount.com',
    token_uri: tokenUrl,
    ...more,
  });
}

/** A token endpoint on loopback that counts: token-1, token-2 and so on, unless the script says otherwise. */
export async function startTokenEndpoint(
  script: (index: number) => Answer | Promise<Answer> = () => granted(),
): Promise<ScriptedUpstream> {
  const upstream = await startUpstream(async (_request, index) => {
    const answer = await script(index);
    return { ...answer, pieces: answer.pieces.map((piece) => numbered(piece, index + 1)) };
  });
  onTestFinished(async () => upstream[Symbol.asyncDispose]());
  return upstream;
}

/** A token that lasts for an hour. */
export function granted(): Answer {
  return json({ access_token: 'token-N', expires_in: 3600, token_type: 'Bearer' });
}

function numbered(piece: Answer['pieces'][number], number: number): Answer['pieces'][number] {
  return typeof piece === 'string' ? piece.replace('token-N', `token-${number}`) : piece;
}
