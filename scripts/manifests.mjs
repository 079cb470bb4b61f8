/** Part of `npm run manifests`: writes what the manifests of Slack and Teams take from the desk's table of commands. The rest of them is written by hand. */
import { writeFileSync } from 'node:fs';
import { generatedTeamsManifest } from '../dist/channels/botframework/index.js';
import { generatedManifest } from '../dist/channels/slack/index.js';
import { commandOutlines } from '../dist/desk/index.js';

const manifests = { slack: generatedManifest, teams: generatedTeamsManifest };
for (const [door, generated] of Object.entries(manifests)) {
  const file = new URL(`../manifests/${door}/manifest.json`, import.meta.url);
  console.log(`manifests/${door}/manifest.json has the commands of the desk.`);
  writeFileSync(file, `${JSON.stringify(generated(commandOutlines), null, 2)}\n`);
}
