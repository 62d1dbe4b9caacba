import { createPublicKey, verify } from 'node:crypto';

/**
 * Whether a description of a release was signed by the holder of the private key.
 * @param publicKey the 32 bytes of an Ed25519 key (RFC 8032) in base64
 * @param signature content of the `.sig` file: the signature of the description's bytes, in base64
 */
export function isSigned(description: string, signature: string, publicKey: string): boolean {
  const key = Buffer.from(publicKey, 'base64');
  const given = Buffer.from(signature.trim(), 'base64');
  if (key.length !== 32 || given.length !== 64) return false;
  const x = key.toString('base64url');
  return verify(null, Buffer.from(description, 'utf8'), createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), given);
}
