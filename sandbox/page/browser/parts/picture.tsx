import { isWebAddress, Link } from './link.tsx';

/** A picture of a payload. Those that lie elsewhere are not fetched, since no request leaves the machine: a frame says what it shows. */
export function Picture(props: { url: string; alt: string; small?: boolean }) {
  const { url, alt, small = false } = props;
  if (/^(?:\/files\/|data:image\/(?:png|jpeg|gif|webp);base64,)/.test(url))
    return <img class="picture" src={url} alt={alt} />;
  const frame = small ? 'picture frame small' : 'picture frame';
  if (small || !isWebAddress(url))
    return (
      <span class={frame} role="img" aria-label={alt || 'Picture'}>
        <span aria-hidden="true">🖼</span>
        {!small && alt}
      </span>
    );
  return (
    <span class={frame}>
      <span aria-hidden="true">🖼</span>
      <Link to={url}>{alt || 'Picture'}</Link>
    </span>
  );
}
