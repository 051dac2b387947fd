import { Picture } from './picture.tsx';

/** A file that came with a message: shown if it is a picture, else to be saved. It lies on this page's own server. */
export function File(props: { title: string; url: string; alt?: string }) {
  const { title, url, alt = title } = props;
  if (/\.(?:png|jpe?g|gif|webp)$/i.test(title)) return <Picture url={url} alt={alt} />;
  return (
    <p class="file">
      <span aria-hidden="true">📄</span>{' '}
      {url.startsWith('/files/') ? (
        <a href={url} download={title}>
          {title}
        </a>
      ) : (
        title
      )}
    </p>
  );
}
