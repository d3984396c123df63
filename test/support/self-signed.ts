import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

/** Whether there is an openssl that makes a certificate. */
export const isOpensslThere = Boolean(process.env['SIGNALBOX_TEST_OPENSSL']);

/** A certificate for localhost that nobody but its own file vouches for, made anew by openssl. */
export async function selfSigned(): Promise<{ key: string; certificate: string; certificateFile: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-tls-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const keyFile = join(folder, 'key.pem');
  const certificateFile = join(folder, 'certificate.pem');
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=DNS:localhost',
    '-keyout',
    keyFile,
    '-out',
    certificateFile,
  ]);
  return {
    key: await readFile(keyFile, 'utf8'),
    certificate: await readFile(certificateFile, 'utf8'),
    certificateFile,
  };
}
