/** The emoji names of Slack that are met most; any other is shown by its name, as Slack does with those it does not know. */
const known: Record<string, string> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  eyes: '👀',
  tada: '🎉',
  heart: '❤️',
  fire: '🔥',
  bulb: '💡',
  bell: '🔔',
  wave: '👋',
  pray: '🙏',
  clap: '👏',
  rocket: '🚀',
  star: '⭐',
  warning: '⚠️',
  memo: '📝',
  calendar: '📅',
  newspaper: '📰',
  link: '🔗',
  mag: '🔍',
  speech_balloon: '💬',
  question: '❓',
  exclamation: '❗',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  no_entry: '⛔',
  bar_chart: '📊',
  chart_with_upwards_trend: '📈',
  pushpin: '📌',
  triangular_flag_on_post: '🚩',
  hourglass: '⌛',
  alarm_clock: '⏰',
  smile: '😄',
  slightly_smiling_face: '🙂',
  thinking_face: '🤔',
  joy: '😂',
  100: '💯',
};

/** An emoji by its name; what is already a character stays as it is. */
export function emojiOf(name: string): string {
  const [plain = ''] = name.split('::');
  if (known[plain]) return known[plain];
  return /^[a-z0-9_'+-]+$/.test(plain) ? `:${plain}:` : name;
}
