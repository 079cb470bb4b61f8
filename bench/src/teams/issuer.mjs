import { generateKeyPairSync, sign } from 'node:crypto';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The issuer of the tokens that Azure Bot Service brings along: one token for an hour, and the keys to check it with. */
export function createIssuer(bot) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = 'https://api.botframework.com';
  return {
    /** Settings of botbuilder that lead to us. All seven, since it takes none when one of them is missing. */
    cloud: (url) => ({
      ToChannelFromBotLoginUrl: `${url}login`,
      ToChannelFromBotOAuthScope: name,
      ToBotFromChannelTokenIssuer: name,
      OAuthUrl: `${url}oauth`,
      ToBotFromChannelOpenIdMetadataUrl: `${url}metadata`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${url}metadata`,
      CallerId: 'urn:botframework:azure',
    }),
    publishes: (path, url) =>
      ({
        // Where a bot in Azure gets its own token.
        '/identity': {
          access_token: 'ours',
          expires_on: String(Math.floor(Date.now() / 1000) + 3600),
          resource: name,
          token_type: 'Bearer',
        },
        '/metadata': { issuer: name, jwks_uri: `${url}keys` },
        '/keys': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', endorsements: ['msteams'] }] },
      })[path],
    authorization: (serviceUrl) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: name, aud: bot, nbf: now - 60, exp: now + 3600, serviceurl: serviceUrl };
      const text = `${part({ typ: 'JWT', alg: 'RS256', kid: 'one' })}.${part(claims)}`;
      return `Bearer ${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
  };
}
