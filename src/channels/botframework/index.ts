/** THE MICROSOFT DOOR: Teams, and whatever Azure Bot Service carries. */
export { generatedTeamsManifest, type TeamsApp, teamsManifestOf, teamsPackage } from './manifest.ts';
