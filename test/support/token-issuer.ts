import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** The issuer of the tokens that Azure Bot Service brings along: its keys and the metadata that leads to them, and tokens good and bad. */

/** undefined takes a claim out. */
export type Claims = Record<string, unknown>;
/** `by`: whose key it is signed with, in place of the one that `kid` names. */
export type Header = { alg?: string; kid?: unknown; by?: 'own' | 'elsewhere'; [name: string]: unknown };

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

/** One for all tests of a file, since they take long to make. `elsewhere`: may speak for no channel of ours. */
let made: Record<'own' | 'elsewhere', { publicKey: KeyObject; privateKey: KeyObject }> | null = null;
function pairs() {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  made ??= { own: pair(), elsewhere: pair() };
  return made;
}

export function createIssuer(name = 'https://api.botframework.com') {
  const { own, elsewhere } = pairs();
  const keys = [
    { ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', endorsements: ['msteams', 'webchat', 'sms', 'emulator'] },
    { ...elsewhere.publicKey.export({ format: 'jwk' }), kid: 'elsewhere', use: 'sig', endorsements: ['skype'] },
  ];
  let broken = false;

  function signed(head: string, alg: unknown, key: KeyObject): string {
    if (alg === 'none') return '';
    // What a library that takes any algorithm would check with the public key as the secret.
    if (alg === 'HS256')
      return createHmac('sha256', own.publicKey.export({ format: 'pem', type: 'spki' }))
        .update(head)
        .digest('base64url');
    return sign('RSA-SHA256', Buffer.from(head), key).toString('base64url');
  }

  return {
    name,
    /** Without the claims of anybody: issuer and times alone. */
    token(claims: Claims = {}, { by, ...header }: Header = {}): string {
      const now = seconds();
      const { alg = 'RS256', kid = 'own' } = header;
      const head = `${part({ typ: 'JWT', ...header, alg, kid })}.${part({ iss: name, nbf: now - 60, exp: now + 3600, ...claims })}`;
      return `${head}.${signed(head, alg, pairs()[by ?? (kid === 'elsewhere' ? kid : 'own')].privateKey)}`;
    },
    /** Its metadata can't be read any more, or again. */
    breaks: (is = true) => void (broken = is),
    /** What it says at a path, or null. */
    publishes(path: string, url: string): { status: number; body: object } | null {
      const body = { '/metadata': { issuer: name, jwks_uri: `${url}/keys` }, '/keys': { keys }, '/login/discovery/v2.0/keys': { keys } }[
        path
      ];
      if (body && broken) return { status: 503, body: {} };
      return body ? { status: 200, body } : null;
    },
    /** The settings of a cloud that has this issuer. */
    cloud: (url: string): Record<string, string> => ({
      ToChannelFromBotLoginUrl: `${url}/login`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: name,
      OAuthUrl: `${url}/oauth`,
      ToBotFromChannelOpenIdMetadataUrl: `${url}/metadata`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${url}/metadata`,
      CallerId: 'urn:botframework:azure',
    }),
  };
}
