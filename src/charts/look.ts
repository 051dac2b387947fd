/** As wide as a phone, so that its letters are the size of the letters around it. */
export const width = 400;
export const edge = 16;
export const font = 'DejaVu Sans';
export const size = { title: 16, label: 14, note: 12.5 };
/** How much wider bold letters are. */
export const bold = 1.12;

/** Dark on white by more than 4.5 to 1, and the first apart from the others by lightness alone (WCAG 2.2, 1.4.1 and 1.4.3). */
export const colour = {
  paper: '#ffffff',
  ink: '#1b1f24',
  note: '#4d5660',
  first: '#005a9c',
  other: '#7aa6c9',
  track: '#e9edf1',
};
