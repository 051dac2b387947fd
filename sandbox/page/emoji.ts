/** Slack names an emoji, Discord takes the emoji itself: those that people react with, under Slack's names. */
const table: readonly (readonly [name: string, emoji: string])[] = [
  ['thumbsup', '👍'],
  ['+1', '👍'],
  ['thumbsdown', '👎'],
  ['eyes', '👀'],
  ['tada', '🎉'],
  ['heart', '❤️'],
  ['white_check_mark', '✅'],
  ['pray', '🙏'],
  ['raised_hands', '🙌'],
  ['bulb', '💡'],
  ['question', '❓'],
  ['smile', '😄'],
];

/** The name of an emoji, given either way. @throws Error with a sentence when it has none here */
export function emojiName(given: string): string {
  const bare = given.replace(/^:|:$/g, '');
  if (/^[a-z0-9_'+-]+$/.test(bare)) return bare;
  const name = table.find(([, emoji]) => emoji === given)?.[0];
  if (name) return name;
  throw new Error('Slack identifies emoji by name: write one such as :thumbsup:');
}

/** The emoji itself, given either way. @throws Error with a sentence when the name is not known here */
export function emojiItself(given: string): string {
  const bare = given.replace(/^:|:$/g, '');
  if (!/^[a-z0-9_'+-]+$/.test(bare)) return given;
  const emoji = table.find(([name]) => name === bare)?.[1];
  if (emoji) return emoji;
  throw new Error('Discord uses the emoji itself: write one such as 👍');
}
