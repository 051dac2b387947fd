/**
 * What every platform can carry: of each limit the smallest that any of them has.
 * Slack: docs.slack.dev, Block Kit reference. Discord: docs.discord.com, components v2 reference.
 * Lengths are UTF-16 units as a platform counts them, after its own escaping (see fit.ts).
 */
export const limits = {
  /**
   * Discord: 40 components nested in all, one of them the container; 4,000 characters over all texts, which it also fails
   * to take above some 10,000 bytes in UTF-8. Slack: 50 blocks; characters in
   * all, controls included, for which refusals were seen from 11,300 on.
   */
  message: { components: 39, characters: 4000, bytes: 9500, blocks: 48, all: 11_000 },
  /** Slack shows it in notifications. */
  summary: 300,
  /** Slack: header block. */
  heading: 150,
  /** Slack: section text; Discord's whole message sets the lower one. */
  text: 3000,
  /** Discord: a media gallery's description, and files of a message. The name is a file's, without its ending. */
  picture: { alt: 1000, name: 64, count: 10 },
  /** Discord: buttons in a row. */
  row: 5,
  /** Slack: button text. */
  label: 75,
  /** Discord: custom_id. Ids carry their context (`useful:42`). */
  id: 100,
  /** Discord: a link button's address. */
  url: 512,
  /** Discord: options of a menu; Slack: their text. */
  menu: { options: 25, label: 75, value: 100, description: 75, placeholder: 100 },
  /** Slack: a modal's title. Discord: five fields, their labels and hints. A day, where it is typed: ours. */
  form: { title: 24, submit: 24, fields: 5, label: 45, hint: 100, day: 40, line: 300, lines: 3000 },
  /** Slack: the name of a shortcut. */
  shortcut: 24,
  /** Discord: a command's name and descriptions. */
  command: { name: 32, summary: 100 },
} as const;
