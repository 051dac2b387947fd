/**
 * Every limit this server enforces, in one table.
 *
 * Sources are pages of https://docs.discord.com/developers: `resources/message` (content, embeds, nonce), `components/reference`
 * (components, modals), `interactions/receiving-and-responding` (3 seconds, 15 minutes), `interactions/application-commands`
 * (commands), `resources/channel` (thread names), `topics/rate-limits`. Lines marked (seen) are not in the documentation;
 * they are what the real service was reported to do.
 * Lengths are counted in UTF-16 units, which is never more generous than the real service.
 */
export const LIMITS = {
  // resources/message#create-message
  content: 2000,
  nonce: 25,
  attachments: 10,
  attachmentDescription: 1024,
  /** Bytes of one file (reference#uploading-files), and of one request with all that comes in it. */
  fileBytes: 10 * 1024 * 1024,
  requestBytes: 25 * 1024 * 1024,
  mentionedIds: 100,

  // resources/message#embed-object-embed-limits
  embeds: 10,
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  embedTotal: 6000,

  // components/reference
  rows: 5,
  rowButtons: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  customId: 100,
  componentIdMax: 2_147_483_647,
  selectOptions: 25,
  selectPlaceholder: 150,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  totalComponents: 40,
  sectionTexts: 3,
  galleryItems: 10,
  mediaDescription: 1024,
  /** Over all text displays of a message. (seen: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED) */
  displayableText: 4000,
  /** UTF-8 bytes of all text displays, plus 12 for each: beyond it the real service answers 500. (seen: discord-api-docs issue 8554) */
  displayableBytes: 10_170,

  // interactions/receiving-and-responding, components/reference (modals)
  modalTitle: 45,
  modalComponents: 5,
  labelText: 45,
  labelDescription: 100,
  inputLabel: 45,
  inputPlaceholder: 100,
  inputValue: 4000,
  groupOptions: 10,
  uploads: 10,
  firstAnswerMs: 3000,
  interactionTokenMs: 15 * 60 * 1000,

  // interactions/application-commands
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  optionChoices: 25,
  choiceName: 100,
  choiceValue: 100,
  slashCommands: 100,
  menuCommands: 15,
  commandTotal: 8000,

  // resources/channel#start-thread-from-message
  threadName: 100,
  slowmodeSeconds: 21_600,

  // "in the past few minutes" says the documentation; five is this server's reading of it.
  nonceMemoryMs: 5 * 60 * 1000,

  // topics/rate-limits: 50 a second for a bot; 5 messages in 5 seconds and channel. (seen, the documentation gives no number)
  globalPerSecond: 50,
  channelMessages: 5,
  channelWindowMs: 5000,
} as const;
