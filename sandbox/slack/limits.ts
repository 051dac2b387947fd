/**
 * What Slack allows, in one table. Each line names the page of Slack's documentation (docs.slack.dev) that states it;
 * "seen" marks what only practice shows.
 */
export const limits = {
  /** reference/methods/chat.postMessage, "Truncating content". */
  messageText: 40_000,
  /** reference/methods/chat.update, error `msg_too_long`. */
  updatedText: 4_000,
  /** reference/block-kit/blocks: 50 blocks a message, 100 a modal or home tab. */
  messageBlocks: 50,
  viewBlocks: 100,
  /** Seen (slackapi/bolt-js issue 2509): all text of a message's blocks; beyond it `msg_blocks_too_long`. */
  messageBlocksText: 13_200,
  /** reference/methods/chat.postMessage, error `too_many_attachments`. */
  attachments: 100,
  /** reference/block-kit/blocks/*: every block. */
  blockId: 255,
  /** reference/block-kit/blocks/section-block. */
  sectionText: 3_000,
  sectionFields: 10,
  sectionField: 2_000,
  /** reference/block-kit/blocks/header-block. */
  headerText: 150,
  /** reference/block-kit/blocks/context-block. */
  contextElements: 10,
  /** reference/block-kit/blocks/actions-block. */
  actionsElements: 25,
  /** reference/block-kit/blocks/markdown-block: of all markdown blocks together. */
  markdownText: 12_000,
  /** reference/block-kit/blocks/image-block. */
  imageUrl: 3_000,
  imageAlt: 2_000,
  imageTitle: 2_000,
  /** No limit is stated; an id has eleven characters or so. */
  fileId: 255,
  /** reference/block-kit/blocks/input-block. */
  inputLabel: 2_000,
  inputHint: 2_000,
  /** reference/block-kit/composition-objects/text-object. */
  text: 3_000,
  /** reference/block-kit/block-elements/*: every interactive element. */
  actionId: 255,
  placeholder: 150,
  /** reference/block-kit/block-elements/button-element. */
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  accessibilityLabel: 75,
  /** reference/block-kit/block-elements/select-menu-element and multi-select-menu-element. */
  selectOptions: 100,
  optionGroups: 100,
  /** reference/block-kit/composition-objects/option-object and option-group-object. */
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionGroupLabel: 75,
  /** reference/block-kit/block-elements/overflow-menu-element: at least 1 (once 2), at most 5. */
  overflowOptions: 5,
  /** reference/block-kit/block-elements/checkboxes-element and radio-button-group-element. */
  checkOptions: 10,
  /** reference/block-kit/block-elements/plain-text-input-element. */
  inputLength: 3_000,
  /** reference/block-kit/composition-objects/confirmation-dialog-object. */
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** reference/views/modal-views. */
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3_000,
  callbackId: 255,
  externalId: 255,
  viewBytes: 250_000,
  /** reference/methods/views.push: three views at most in one stack. */
  viewStack: 3,
  /** messaging/message-metadata: 8 KB of JSON. */
  metadataBytes: 8_000,
  /** interactivity/handling-user-interaction: trigger ids, response addresses, acknowledgement. */
  triggerMs: 3_000,
  ackMs: 3_000,
  responseUses: 5,
  responseMs: 30 * 60_000,
  /** apis/events-api, "Retries": nearly at once, after a minute, after five. */
  eventRetriesMs: [0, 60_000, 300_000],
  /** apis/socket-mode: connections of one app at once. */
  sockets: 10,
} as const;
