/** How text is written in bytes. */

/** The encodings that bytes of text may have, the likeliest first: what their byte order mark says, else UTF-8 or GB18030. */
export const encodingsOf = ([first, second]: Uint8Array): [string, ...string[]] => {
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
};
