/** A message as a mail's plain text and HTML. The HTML stands alone: nothing in it is fetched from anywhere. */
import type { Locale, Message } from './message.js';
import { footer, product, wordsOf } from './words.js';

export type Letter = { subject: string; text: string; html: string; lang: string };

const langs: Record<Locale, string> = { ZH: 'zh-CN', EN: 'en' };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

const fonts = "-apple-system,'Segoe UI',Roboto,'PingFang SC','Hiragino Sans GB','Microsoft YaHei',sans-serif";
const monospace = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Courier New',monospace";

/** Invisible characters after the preview's sentence, so that a client does not fill it up from the body. */
const padding = '&#847;&zwnj;&nbsp;'.repeat(60);

/** Colours of the dark scheme; those of the light one stand in the elements, for clients that drop this. */
const dark = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background: #101418 !important; }
    .card { background: #1a2026 !important; border-color: #2b333b !important; }
    .text { color: #e6eaee !important; }
    .faint { color: #9ba6b1 !important; }
    .brand { color: #6fc3ab !important; }
    .code { background: #14302a !important; color: #a9e5d2 !important; }
  }`;

const paragraph = (text: string): string =>
  `<p class="text" style="margin:0 0 12px;font-size:15px;line-height:1.65;color:#27313b">${escapeHtml(text)}</p>`;

const codeBox = (code: string): string =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="code" align="center" style="padding:18px 2px 18px 8px;border-radius:10px;background:#eaf5f1;color:#14594a;font-family:${monospace};font-size:34px;line-height:1.2;font-weight:700;letter-spacing:6px">${escapeHtml(code)}</td></tr></table><div style="height:20px;line-height:20px;font-size:1px">&nbsp;</div>`;

export const composeLetter = (message: Message, locale: Locale): Letter => {
  const { subject, title, lead, notes } = wordsOf(message, locale);
  const lang = langs[locale];
  const text = [lead, ...notes, `${product[locale]}\n${footer[locale]}`].join('\n\n');
  const html = `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escapeHtml(subject)}</title>
<style>${dark}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f2f5f7;font-family:${fonts}">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">${escapeHtml(lead)}${padding}</div>
<table class="page" role="presentation" lang="${lang}" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f2f5f7"><tr><td align="center" style="padding:28px 16px">
<table class="card" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:480px;background:#ffffff;border:1px solid #e1e7ec;border-radius:14px"><tr><td align="left" style="padding:28px 24px 16px;font-family:${fonts}">
<p class="brand" style="margin:0 0 18px;font-size:14px;line-height:1.4;font-weight:600;color:#1c7a65">${escapeHtml(product[locale])}</p>
<h1 class="text" style="margin:0 0 18px;font-size:21px;line-height:1.35;font-weight:700;color:#27313b">${escapeHtml(title)}</h1>
${message.kind === 'CODE' ? codeBox(message.code) : paragraph(lead)}
${notes.map(paragraph).join('\n')}
</td></tr></table>
<p class="faint" style="max-width:480px;margin:16px 0 0;font-family:${fonts};font-size:12px;line-height:1.5;color:#66727e">${escapeHtml(footer[locale])}</p>
</td></tr></table>
</body>
</html>
`;
  return { subject, text, html, lang };
};
