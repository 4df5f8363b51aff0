import { X509Certificate, createHash } from 'node:crypto';
import { generate } from 'selfsigned';

/** The hosts that clients of the real service cannot be told to leave. */
export const FIXED_HOSTS = [
  'firebasevertexai.googleapis.com',
  'generativelanguage.googleapis.com',
  'us-central1-aiplatform.googleapis.com',
] as const;

export interface TestCertificate {
  /** What a twin takes: PEM. */
  readonly tls: { readonly cert: string; readonly key: string };
  /** SHA-256 of the public key, base64: what Chromium's `--ignore-certificate-errors-spki-list` takes. */
  readonly spki: string;
}

/** A certificate for the service's hosts and this machine, made at this moment and trusted by nobody. */
export const makeCertificate = async (): Promise<TestCertificate> => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          ...FIXED_HOSTS.map((value) => ({ type: 2 as const, value })),
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { tls: { cert, key }, spki: createHash('sha256').update(publicKey).digest('base64') };
};
