import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { type Component, TYPE } from '../../../discord/component.ts';
import { File } from '../parts/file.tsx';
import { MessageContext } from '../parts/hands.ts';
import { Picture } from '../parts/picture.tsx';
import { Button, Select } from './controls.tsx';
import { Markdown } from './markdown.tsx';

/** Components v2 as Discord draws them (docs.discord.com, Component Reference). */
export function Components(props: { of: readonly Component[] }) {
  return (
    <>
      {props.of.map((component, at) => (
        <Drawn key={component.custom_id ?? component.id ?? at} component={component} />
      ))}
    </>
  );
}

function Drawn({ component }: { component: Component }) {
  const { type, components = [], accessory } = component;
  switch (type) {
    case TYPE.container:
      return (
        <Accented colour={component.accent_color}>
          <Components of={components} />
        </Accented>
      );
    case TYPE.text:
      return <Markdown of={component.content ?? ''} />;
    case TYPE.row:
      return (
        <div class="row">
          <Components of={components} />
        </div>
      );
    case TYPE.button:
      return <Button button={component} />;
    case TYPE.stringSelect:
      return <Select select={component} />;
    case TYPE.section:
      return (
        <div class="section">
          <div>
            <Components of={components} />
          </div>
          {accessory && <Drawn component={accessory} />}
        </div>
      );
    case TYPE.thumbnail:
      return <Media url={component.media?.url ?? ''} alt={component.description ?? ''} small={true} />;
    case TYPE.gallery:
      return (
        <div class="gallery">
          {(component.items ?? []).map((item, at) => (
            <Media key={at} url={item.media.url} alt={item.description ?? ''} />
          ))}
        </div>
      );
    case TYPE.file:
      return <Paper url={component.file?.url ?? ''} />;
    case TYPE.separator:
      return (
        <hr
          class={`${component.divider === false ? 'blank' : ''}${component.spacing === 2 ? ' wide' : ''}`}
        />
      );
    default:
      return <span class="unknown">{`[component ${type}]`}</span>;
  }
}

/** A box whose left edge may bear a colour, given as a number `0xRRGGBB`. */
export function Accented(props: {
  colour?: number | null | undefined;
  class?: string;
  children: ComponentChildren;
}) {
  const { colour, children } = props;
  const edge = typeof colour === 'number' ? `#${colour.toString(16).padStart(6, '0')}` : '';
  return (
    <div
      class={`${props.class ?? 'container'}${edge ? ' accented' : ''}`}
      style={edge ? { borderInlineStartColor: edge } : {}}
    >
      {children}
    </div>
  );
}

/** What `attachment://NAME` means is a file of the message around. */
function useAddress(url: string): string {
  const around = useContext(MessageContext);
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return name === undefined ? url : (around?.files?.[name] ?? '');
}

function Media(props: { url: string; alt: string; small?: boolean }) {
  const url = useAddress(props.url);
  return <Picture url={url} alt={props.alt} small={props.small ?? false} />;
}

function Paper({ url }: { url: string }) {
  return <File title={url.split('/').at(-1) ?? ''} url={useAddress(url)} />;
}
