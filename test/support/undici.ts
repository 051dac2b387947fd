// discord.js before anything else, in each process of the tests: small bots of theirs use the undici that was loaded first, and a newer
// one, which reads the feeds, does not take the forms of discord.js. Lookout's own calls do not depend on it (adapters/discord/client.ts).
import 'discord.js';
