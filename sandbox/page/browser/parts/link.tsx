import type { ComponentChildren } from 'preact';

/** Whether an address may be followed from here: of the web, and nothing else. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** A link that opens beside this page; an address that is none of the web's is only text. */
export function Link(props: { to: string; class?: string; children: ComponentChildren }) {
  const { to, children, class: name } = props;
  if (!isWebAddress(to)) return <span class={name}>{children}</span>;
  return (
    <a href={to} class={name} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
