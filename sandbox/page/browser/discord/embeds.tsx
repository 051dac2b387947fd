import { isObject } from '../../../slack/schema.ts';
import { Link } from '../parts/link.tsx';
import { Picture } from '../parts/picture.tsx';
import { dateAndTime } from '../times.ts';
import { Accented } from './components.tsx';
import { Markdown } from './markdown.tsx';

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const inner = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

/** An embed (resources/message, Embed object). */
export function Embed({ embed }: { embed: object }) {
  const { title, url, description, color, author, fields, footer, timestamp, image, thumbnail } =
    inner(embed);
  const at = new Date(str(timestamp));
  const foot = [str(inner(footer).text), Number.isNaN(at.getTime()) ? '' : dateAndTime(at)].filter(Boolean);
  return (
    <Accented class="embed" colour={typeof color === 'number' ? color : null}>
      {str(inner(author).name) && <p class="embed-author">{str(inner(author).name)}</p>}
      {str(title) && (
        <p class="embed-title">{str(url) ? <Link to={str(url)}>{str(title)}</Link> : str(title)}</p>
      )}
      {str(description) && <Markdown of={str(description)} />}
      {Array.isArray(fields) && (
        <div class="embed-fields">
          {fields.filter(isObject).map((field, at) => (
            <div key={at} class={field.inline === true ? 'embed-field' : 'embed-field whole'}>
              <b>{str(field.name)}</b>
              <Markdown of={str(field.value)} />
            </div>
          ))}
        </div>
      )}
      {str(inner(image).url) && <Picture url={str(inner(image).url)} alt="Picture of the embed" />}
      {str(inner(thumbnail).url) && (
        <Picture url={str(inner(thumbnail).url)} alt="Small picture of the embed" small={true} />
      )}
      {foot.length > 0 && <p class="embed-foot">{foot.join(' • ')}</p>}
    </Accented>
  );
}
