import { useLayoutEffect, useState } from 'preact/hooks';
import { recall, remember } from './memory.ts';

/** Whether the page is dark, and how to change it: as the system is, until somebody chooses. */
export function useTheme(): [boolean, () => void] {
  const [chosen, setChosen] = useState(() => recall('theme'));
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  useLayoutEffect(() => {
    if (chosen) document.documentElement.dataset.theme = chosen;
  }, [chosen]);
  return [
    dark,
    () => {
      const next = dark ? 'light' : 'dark';
      remember('theme', next);
      setChosen(next);
    },
  ];
}
