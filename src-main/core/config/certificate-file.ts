import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** What is wrong with a file as a list of trusted certificates, if anything. */
export function certificateProblem(file: string): string | undefined {
  try {
    const certificates = readFileSync(file, 'utf8').match(pem) ?? [];
    if (certificates.length === 0) return `${file} holds no certificate: a PEM file is accepted`;
    for (const certificate of certificates) void new X509Certificate(certificate);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${file} cannot be read as a PEM file of certificates: ${reason}`;
  }
}
