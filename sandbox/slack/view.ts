/** What Slack accepts as a modal: reference/views/modal-views. Pure. */

import { blockErrors } from './blocks.ts';
import { plainText } from './elements.ts';
import { limits } from './limits.ts';
import { any, boolean, type Check, complaints, isObject, object, oneOf, string } from './schema.ts';

const modal = object(
  {
    type: oneOf('modal'),
    title: plainText(limits.modalTitle),
    submit: plainText(limits.modalButton),
    close: plainText(limits.modalButton),
    // The blocks have their own check.
    blocks: any,
    private_metadata: string(limits.privateMetadata, 0),
    callback_id: string(limits.callbackId, 0),
    external_id: string(limits.externalId, 0),
    clear_on_close: boolean,
    notify_on_close: boolean,
    submit_disabled: boolean,
  },
  ['type', 'title', 'blocks'],
);

const submitWhenInput: Check = (value, pointer, complain) => {
  if (!isObject(value) || !Array.isArray(value.blocks) || value.submit !== undefined) return;
  if (value.blocks.some((block) => isObject(block) && block.type === 'input')) {
    complain('missing required field: submit', pointer);
  }
};

/** What Slack would complain of in this view; empty when it would open it. */
export function viewErrors(view: unknown): string[] {
  const own = [...complaints(modal, view, '/view'), ...complaints(submitWhenInput, view, '/view')];
  return isObject(view) && view.blocks !== undefined ? [...own, ...blockErrors(view.blocks, 'modals')] : own;
}
