import { useId } from 'preact/hooks';

export interface Listed {
  id: string;
  name: string;
  unread: boolean;
  direct: boolean;
}

/** The channels of a side: a list where there is room, a menu where there is not. */
export function ChannelList(props: {
  platform: string;
  channels: readonly Listed[];
  open: string | undefined;
  onOpen: (id: string) => void;
}) {
  const { platform, channels, open, onOpen } = props;
  const group = (direct: boolean) => channels.filter((channel) => channel.direct === direct);
  const item = ({ id, name, unread, direct }: Listed) => (
    <li key={id}>
      <button
        type="button"
        class={unread && id !== open ? 'channel unread' : 'channel'}
        aria-current={id === open ? 'page' : undefined}
        onClick={() => onOpen(id)}
      >
        <span class="hash" aria-hidden="true">
          {direct ? '@' : '#'}
        </span>
        <span class="name">{name}</span>
        {unread && id !== open && <span class="unseen">unread</span>}
      </button>
    </li>
  );
  return (
    <nav class="channels" aria-label={`Channels on ${platform}`}>
      <p class="group">Channels</p>
      <ul>{group(false).map(item)}</ul>
      {group(true).length > 0 && (
        <>
          <p class="group">Direct messages</p>
          <ul>{group(true).map(item)}</ul>
        </>
      )}
    </nav>
  );
}

/** The same choice for narrow panes. */
export function ChannelMenu(props: Parameters<typeof ChannelList>[0]) {
  const { platform, channels, open, onOpen } = props;
  const id = useId();
  return (
    <div class="channel-menu">
      <label for={id} class="unseen">
        Channel on {platform}
      </label>
      <select id={id} value={open} onChange={(event) => onOpen(event.currentTarget.value)}>
        {channels.map((channel) => (
          <option key={channel.id} value={channel.id}>
            {`${channel.direct ? '@' : '#'} ${channel.name}${channel.unread && channel.id !== open ? ' •' : ''}`}
          </option>
        ))}
      </select>
    </div>
  );
}
