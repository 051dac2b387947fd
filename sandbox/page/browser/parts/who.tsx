import type { Person } from '../../view.ts';
import { Avatar } from './avatar.tsx';

/** Who one is on a side, at the foot of its channels. */
export function Who(props: { person: Person; user: string | undefined; platform: string }) {
  const { person, user, platform } = props;
  return (
    <div class={user === undefined ? 'who none' : 'who'}>
      <Avatar name={person.name} />
      <span class="who-name">
        <b>{person.name}</b>
        <small>{user === undefined ? `Not on ${platform}` : 'Online'}</small>
      </span>
    </div>
  );
}
