/** Content-Disposition: the name under which a browser saves what it is sent. */
import contentDisposition from 'content-disposition';

/** Control characters have no place in a header; those that turn the direction of writing make `exe` look like `pdf`. */
const unwanted = /[\p{Cc}\p{Bidi_Control}]/gu;

export const dispositionOf = (filename: string, inline: boolean): string => {
  const name = filename.toWellFormed().replace(unwanted, '').trim();
  return contentDisposition(name === '' ? 'file' : name, { type: inline ? 'inline' : 'attachment' });
};
