import { name } from '../../adapters/discord/index.ts';
import { recorded } from './discord/recorded.ts';
import { openStage } from './discord/stage.ts';
import { conformance } from './suite.ts';

const skips = {
  'an action that the platform sends again is done once':
    'Discord refuses a second acknowledgement, so a repetition ends before the desk; discord/actions.test.ts shows it.',
  'a mended form can be sent off again':
    'Discord closes a form that is sent off; it is opened again by a button, and discord/forms.test.ts shows it.',
};

conformance({ name, open: () => openStage(), skips, recorded });
