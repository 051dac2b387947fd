import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Act, Channel, Person } from '../../view.ts';
import { perform } from '../act.ts';
import { recall, remember } from '../memory.ts';
import { ChannelList, ChannelMenu } from './channel-list.tsx';
import type { Common, Drawing } from './drawing.ts';
import { type Hands, HandsContext } from './hands.ts';
import { Room } from './room.tsx';
import { ThreadPane } from './thread-pane.tsx';

/** One platform: its channels, the open one, and a thread beside it. */
export function Side<Message extends { user: string; channel: string; thread?: string }>(props: {
  drawing: Drawing<Message>;
  title: string;
  common: Common<Message>;
  person: Person;
  clock: Date;
  showPayload: (raw: unknown) => void;
  /** The form in front of the person, if one is open. */
  form: ComponentChildren;
  /** Who looks, at the foot of the channels. */
  foot: ComponentChildren;
}) {
  const { drawing, title, common, person, clock, showPayload } = props;
  const { side, platform, idOf } = drawing;
  const user = person[side];
  const rooms = common.channels.filter((room) => room.direct === undefined || room.direct === user);
  const [wanted, setWanted] = useState(() => recall(`channel.${side}`));
  const [thread, setThread] = useState<string>();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<{ where: 'room' | 'thread'; text: string }>();
  const seen = useRef(new Map<string, string>());
  const room = rooms.find(({ id }) => id === wanted) ?? rooms.find(hasPosts) ?? rooms[0];
  const lastIn = ({ messages }: Channel<Message>) => {
    const last = messages.at(-1);
    return last && idOf(last);
  };

  useEffect(() => {
    const last = room && lastIn(room);
    if (room && last) seen.current.set(room.id, last);
    // Where nobody chose, a first post elsewhere must not move one away.
    if (room && wanted === undefined) setWanted(room.id);
  });

  function open(id: string): void {
    setWanted(id);
    setThread(undefined);
    setTrouble(undefined);
    remember(`channel.${side}`, id);
  }

  const handsIn = (where: 'room' | 'thread'): Hands => ({
    side,
    platform,
    person,
    user,
    names: common.names,
    channels: Object.fromEntries(rooms.map(({ id, name }) => [id, name])),
    bot: common.bot,
    commands: common.commands,
    shortcuts: common.shortcuts ?? [],
    clock,
    async act(act: Act) {
      setTrouble(undefined);
      const why = await perform(act);
      if (why) setTrouble({ where, text: why });
      return why === undefined;
    },
    openThread: setThread,
    showPayload,
    dismiss: (id) => setDismissed((before) => new Set(before).add(id)),
  });

  const whispers = (user ? (common.whispers[user] ?? []) : []).filter((one) => !dismissed.has(idOf(one)));
  const inPlace = (channel: string, hangsFrom?: string) =>
    whispers.filter((one) => one.channel === channel && one.thread === hangsFrom);
  const listed = rooms.map((one) => ({
    id: one.id,
    name: one.name,
    direct: one.direct !== undefined,
    unread: lastIn(one) !== undefined && seen.current.get(one.id) !== lastIn(one),
  }));
  const choice = { platform, channels: listed, open: room?.id, onOpen: open };
  const parent = thread === undefined ? undefined : room?.messages.find((one) => idOf(one) === thread);
  const tell = (where: 'room' | 'thread') => (trouble?.where === where ? trouble.text : undefined);
  return (
    <section class={`side ${side}${parent ? ' threaded' : ''}`} aria-labelledby={`${side}-title`}>
      <div class="side-grid">
        <header class="side-head">
          <h2 id={`${side}-title`}>
            {title}
            <span class="platform"> {platform}</span>
          </h2>
          <ChannelMenu {...choice} />
        </header>
        <ChannelList {...choice} />
        {props.foot}
        <HandsContext.Provider value={handsIn('room')}>
          {room && (
            <Room
              drawing={drawing}
              room={room}
              whispers={inPlace(room.id)}
              seen={seen.current.get(room.id)}
              trouble={tell('room')}
            />
          )}
        </HandsContext.Provider>
        <HandsContext.Provider value={handsIn('thread')}>
          {room && parent && (
            <ThreadPane
              drawing={drawing}
              room={room}
              parent={parent}
              whispers={inPlace(room.id, thread)}
              trouble={tell('thread')}
              onClose={() => setThread(undefined)}
            />
          )}
        </HandsContext.Provider>
      </div>
      <HandsContext.Provider value={handsIn('room')}>{props.form}</HandsContext.Provider>
    </section>
  );
}

const hasPosts = ({ messages }: { messages: readonly unknown[] }) => messages.length > 0;
