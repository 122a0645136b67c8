function merged(style: string, prompt: string): string {
  if (style.includes('{prompt}')) return style.replaceAll('{prompt}', () => prompt);
  return [prompt.trim(), style.trim()].filter((part) => part !== '').join(', ');
}

/**
 * A prompt with the texts of styles, left to right.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/styles.py`
 */
export const withStyles = (prompt: string, texts: readonly string[]): string =>
  texts.reduce((done, style) => merged(style, done), prompt);
