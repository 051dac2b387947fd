import { isObject, type Json } from '../../../slack/schema.ts';
import { Picture } from '../parts/picture.tsx';
import { Control } from './elements.tsx';
import { Text, words } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const str = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where an image lies. The workspace's own files are served by this page: `slack_file` names one by its id, or by an address that holds it. */
function sourceOf({ image_url: url, slack_file: file }: Json): string {
  if (!isObject(file)) return str(url);
  const id = str(file.id) || (/-(F\w+)\//.exec(str(file.url))?.[1] ?? '');
  return `/files/slack/${encodeURIComponent(id)}`;
}

/** Block Kit as Slack draws it (docs.slack.dev, Block Kit reference). Input blocks belong to modals: see fields.tsx. */
export function Blocks(props: { blocks: readonly Json[] }) {
  return (
    <div class="blocks">
      {props.blocks.map((block, at) => (
        // By place, not by id: Slack gives new ids with every edit, and a pressed button must keep the focus.
        <Block key={at} block={block} />
      ))}
    </div>
  );
}

/** One block of a message or a modal. */
export function Block({ block }: { block: Json }) {
  switch (block.type) {
    case 'header':
      return (
        <h4 class="block header">
          <Text of={block.text} />
        </h4>
      );
    case 'section':
      return <Section block={block} />;
    case 'rich_text':
      return (
        <div class="block">
          <RichText block={block} />
        </div>
      );
    case 'context':
      return (
        <div class="block context">
          {objects(block.elements).map((element, at) =>
            element.type === 'image' ? (
              <Picture key={at} url={sourceOf(element)} alt={str(element.alt_text)} small={true} />
            ) : (
              <span key={at}>
                <Text of={element} />
              </span>
            ),
          )}
        </div>
      );
    case 'actions':
      return (
        <div class="block actions">
          {objects(block.elements).map((element, at) => (
            <Control key={str(element.action_id) || at} element={element} />
          ))}
        </div>
      );
    case 'divider':
      return <hr class="block" />;
    case 'image':
      return (
        <figure class="block">
          {block.title !== undefined && (
            <figcaption>
              <Text of={block.title} />
            </figcaption>
          )}
          <Picture url={sourceOf(block)} alt={str(block.alt_text) || words(block.title)} />
        </figure>
      );
    case 'markdown':
      return <p class="block written">{str(block.text)}</p>;
    default:
      return (
        <p class="block">
          <Text of={block.text} />
        </p>
      );
  }
}

function Section({ block }: { block: Json }) {
  const { accessory } = block;
  return (
    <div class="block section">
      <div>
        {block.text !== undefined && (
          <p>
            <Text of={block.text} />
          </p>
        )}
        {Array.isArray(block.fields) && (
          <div class="fields">
            {objects(block.fields).map((field, at) => (
              <p key={at}>
                <Text of={field} />
              </p>
            ))}
          </div>
        )}
      </div>
      {isObject(accessory) &&
        (accessory.type === 'image' ? (
          <Picture url={sourceOf(accessory)} alt={str(accessory.alt_text)} small={true} />
        ) : (
          <Control element={accessory} label={words(block.text)} />
        ))}
    </div>
  );
}
