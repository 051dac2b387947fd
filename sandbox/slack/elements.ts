/** What Slack accepts as interactive elements: reference/block-kit/block-elements and composition-objects. */

import { limits } from './limits.ts';
import {
  all,
  any,
  boolean,
  byType,
  type Check,
  day,
  integer,
  isObject,
  list,
  object,
  oneOf,
  string,
  url,
} from './schema.ts';

/** A `plain_text` object of at most `max` characters. */
export function plainText(max: number): Check {
  return byType({
    plain_text: object({ type: any, text: string(max), emoji: boolean }, ['text']),
  });
}

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export function anyText(max: number): Check {
  return byType({
    plain_text: object({ type: any, text: string(max), emoji: boolean }, ['text']),
    mrkdwn: object({ type: any, text: string(max), verbatim: boolean }, ['text']),
  });
}

const confirm = object(
  {
    title: plainText(limits.confirmTitle),
    text: anyText(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
    style: oneOf('primary', 'danger'),
  },
  ['title', 'text', 'confirm', 'deny'],
);

function option(text: Check): Check {
  return object(
    {
      text,
      value: string(limits.optionValue),
      description: anyText(limits.optionDescription),
      url: url(limits.url),
    },
    ['text', 'value'],
  );
}

const selectOption = option(plainText(limits.optionText));
const optionGroup = object(
  { label: plainText(limits.optionGroupLabel), options: list(selectOption, limits.selectOptions) },
  ['label', 'options'],
);

const base = {
  type: any,
  action_id: string(limits.actionId),
  confirm,
  focus_on_load: boolean,
};
const placeholder = plainText(limits.placeholder);
const several = { max_selected_items: integer(1, 1_000_000) };

/** Slack wants exactly one of `options` and `option_groups`. */
const optionsOrGroups: Check = (value, pointer, complain) => {
  if (!isObject(value)) return;
  const given = ['options', 'option_groups'].filter((name) => value[name] !== undefined);
  if (given.length !== 1) complain('must define either `options` or `option_groups`', pointer);
};

const staticOptions = {
  options: list(selectOption, limits.selectOptions),
  option_groups: list(optionGroup, limits.optionGroups),
};

const selects: Record<string, Check> = {
  static_select: all(
    object({ ...base, placeholder, ...staticOptions, initial_option: selectOption }),
    optionsOrGroups,
  ),
  external_select: object({
    ...base,
    placeholder,
    initial_option: selectOption,
    min_query_length: integer(0, 100),
  }),
  users_select: object({ ...base, placeholder, initial_user: string(30) }),
  conversations_select: object({
    ...base,
    placeholder,
    initial_conversation: string(30),
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: any,
  }),
  channels_select: object({
    ...base,
    placeholder,
    initial_channel: string(30),
    response_url_enabled: boolean,
  }),
  multi_static_select: all(
    object({ ...base, ...several, placeholder, ...staticOptions, initial_options: list(selectOption, 100) }),
    optionsOrGroups,
  ),
  multi_users_select: object({ ...base, ...several, placeholder, initial_users: list(string(30), 100) }),
  multi_channels_select: object({
    ...base,
    ...several,
    placeholder,
    initial_channels: list(string(30), 100),
  }),
  multi_conversations_select: object({
    ...base,
    ...several,
    placeholder,
    initial_conversations: list(string(30), 100),
    default_to_current_conversation: boolean,
    filter: any,
  }),
};

const checkOption = option(anyText(limits.optionText));
const choices: Record<string, Check> = {
  checkboxes: object(
    {
      ...base,
      options: list(checkOption, limits.checkOptions),
      initial_options: list(checkOption, limits.checkOptions),
    },
    ['options'],
  ),
  radio_buttons: object(
    { ...base, options: list(checkOption, limits.checkOptions), initial_option: checkOption },
    ['options'],
  ),
};

const pickers: Record<string, Check> = {
  datepicker: object({ ...base, placeholder, initial_date: day }),
  timepicker: object({ ...base, placeholder, initial_time: string(5), timezone: string(60) }),
  datetimepicker: object({ ...base, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
};

const pressed: Record<string, Check> = {
  button: object(
    {
      ...base,
      text: plainText(limits.buttonText),
      value: string(limits.buttonValue, 0),
      url: url(limits.url),
      style: oneOf('primary', 'danger'),
      accessibility_label: string(limits.accessibilityLabel),
    },
    ['text'],
  ),
  overflow: object({ ...base, options: list(selectOption, limits.overflowOptions) }, ['options']),
};

const line = {
  type: any,
  action_id: base.action_id,
  focus_on_load: boolean,
  placeholder,
  dispatch_action_config: any,
};
const typed: Record<string, Check> = {
  plain_text_input: object({
    ...line,
    initial_value: string(limits.inputLength, 0),
    multiline: boolean,
    min_length: integer(0, limits.inputLength),
    max_length: integer(1, limits.inputLength),
  }),
  email_text_input: object({ ...line, initial_value: string(limits.inputLength, 0) }),
  url_text_input: object({ ...line, initial_value: string(limits.inputLength, 0) }),
  number_input: object(
    { ...line, is_decimal_allowed: boolean, initial_value: any, min_value: any, max_value: any },
    ['is_decimal_allowed'],
  ),
};

const oneOfTwo =
  (first: string, second: string): Check =>
  (value, pointer, complain) => {
    if (isObject(value) && (value[first] === undefined) === (value[second] === undefined))
      complain(`must define either \`${first}\` or \`${second}\``, pointer);
  };

/** Where an image comes from: an address, or a file of the workspace's by id or address (composition-objects/slack-file-object). */
export const imageSource = {
  image_url: url(limits.imageUrl),
  slack_file: all(object({ id: string(limits.fileId), url: string(limits.imageUrl) }), oneOfTwo('id', 'url')),
};
export const oneImageSource = oneOfTwo('image_url', 'slack_file');

/** An image inside a context block or beside a section. */
export const imageElement = all(
  object({ type: any, ...imageSource, alt_text: string(limits.imageAlt) }, ['alt_text']),
  oneImageSource,
);

/** Menus of several work in sections and inputs only (multi-select-menu-element; slackapi/python-slack-sdk issue 1631). */
const singleSelects = Object.fromEntries(
  Object.entries(selects).filter(([type]) => !type.startsWith('multi_')),
);

/** What may stand in an actions block. */
export const actionsElement = byType({ ...pressed, ...singleSelects, ...choices, ...pickers });
/** What may stand beside a section. */
export const accessory = byType({ ...pressed, ...selects, ...choices, ...pickers, image: imageElement });
/** What may stand in an input block. */
export const inputElement = byType({ ...typed, ...selects, ...choices, ...pickers });
