import { useId, useRef } from 'preact/hooks';
import type { Person } from '../view.ts';
import { Avatar } from './parts/avatar.tsx';

/** Where a person has accounts. */
function accountsOf({ slack, discord }: Person): string[] {
  return [slack === undefined ? '' : 'Slack', discord === undefined ? '' : 'Discord'].filter(Boolean);
}

/** The switch in the corner: whom one acts as. */
export function People(props: { people: readonly Person[]; acting: Person; onPick: (id: string) => void }) {
  const { people, acting, onPick } = props;
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  return (
    <div class="people">
      <button type="button" class="acting" popovertarget={`${id}-list`} aria-describedby={`${id}-about`}>
        <Avatar name={acting.name} />
        <span>
          <span class="unseen">Acting as </span>
          <b>{acting.name}</b>
          <small id={`${id}-about`}>{acting.about}</small>
        </span>
        <span class="caret" aria-hidden="true">
          ▾
        </span>
      </button>
      <fieldset
        id={`${id}-list`}
        class="people-list"
        popover="auto"
        ref={list}
        onToggle={(event) => {
          if ((event as unknown as ToggleEvent).newState === 'open')
            list.current?.querySelector<HTMLElement>('input:checked')?.focus();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          list.current?.hidePopover();
        }}
      >
        <legend>Act as</legend>
        {people.map((person) => (
          <label key={person.id} class="person">
            <input
              type="radio"
              name={id}
              checked={person.id === acting.id}
              onChange={() => onPick(person.id)}
              // A pointer chooses and is done; arrow keys, which also click, go on choosing.
              onClick={(event) => event.detail > 0 && list.current?.hidePopover()}
            />
            <Avatar name={person.name} />
            <span>
              <b>{person.name}</b>
              <small>{person.about}</small>
            </span>
            <span class="accounts">
              {accountsOf(person).map((platform) => (
                <span key={platform}>{platform}</span>
              ))}
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
