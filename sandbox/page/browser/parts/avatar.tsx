/** Dark enough for white letters (WCAG AA). */
const colours = ['#8a3a6a', '#1f6f6b', '#7a4a12', '#3d52a0', '#5f3b9c', '#2d6a3a', '#9a3327', '#1c6a94'];

/** A square or disc with initials; the app has its own look. Said by the name beside it, so hidden from readers. */
export function Avatar(props: { name: string; bot?: boolean }) {
  const { name, bot = false } = props;
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const letters = name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
  return (
    <span
      class={bot ? 'avatar bot' : 'avatar'}
      style={bot ? {} : { backgroundColor: colours[sum % colours.length] ?? '' }}
      aria-hidden="true"
    >
      {letters.toUpperCase()}
    </span>
  );
}
