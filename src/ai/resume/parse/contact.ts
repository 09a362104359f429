/** How to reach the person: mail, telephone, pages and profiles, each as it stands in the text. */
import type { Profile } from '../resume.js';

const local = /[A-Za-z0-9._%+\-']/;
const host = /[A-Za-z0-9.-]/;

/** Mail addresses from left to right. Walks outwards from each "@", so that its work is linear in the text. */
export function findEmails(text: string): { value: string; from: number; to: number }[] {
  const found: { value: string; from: number; to: number }[] = [];
  let free = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at;
    while (from > free && at - from < 64 && local.test(text[from - 1]!)) from--;
    let to = at + 1;
    while (to < text.length && to - at < 254 && host.test(text[to]!)) to++;
    const name = text.slice(from, at).replace(/^[.'%+-]+/, '');
    let domain = text.slice(at + 1, to).replace(/[.-]+$/, '');
    // "me@mail.comPhone" is one word to nobody.
    domain = domain.replace(/(\.(?:com|cn|net|org|edu|io))(?:[A-Z].*)$/, '$1');
    if (
      name === '' ||
      name.endsWith('.') ||
      !/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}$/.test(domain)
    )
      continue;
    found.push({ value: `${name}@${domain}`, from: at - name.length, to: at + 1 + domain.length });
    free = to;
  }
  return found;
}

const phoneLabel =
  /(?:电话|手机|联系方式|联系电话|手机号码?|移动电话|tel(?:ephone)?|phone|mobile|cell(?:phone)?|call|\b[mptc](?=[.:]))(?: ?(?:no|number|号码?))?[\s:.：|\t]{0,4}$/iu;
const otherLabel =
  /(?:qq|微信|wechat|身份证号?|证件号码?|邮编|zip|postcode|传真|fax|学号|工号|no\.?|id|isbn|issn|编号|证书号|license|doi|账号)(?:号码?)?[\s:#.]{0,3}$/iu;
/** From the first digit to the last, with what parts groups between; bounded, so that its work is linear. */
const numberRun =
  /(?<![\p{L}\d@_./-]|\d ?[.,])(?:\+|00(?=\d))? ?[(（]?\+?\d(?:[ ()（）.\-–‑/]{0,3}\d){5,17}(?![\d@_])/gu;
const groupsOfChina = /^(?:(?:\+|00)?86)?1[3-9]\d{9}$/;

/** The shapes that are telephone numbers even without a label. */
function isPhone(shown: string): boolean {
  const digits = shown.replace(/[^\d+]/g, '');
  if (groupsOfChina.test(digits.replace(/^\+0?/, '+').replace(/^\+860?/, '86'))) return true;
  if (/^\+\d{8,15}$/.test(digits) || /^00[1-9]\d{8,13}$/.test(digits)) return true;
  const plain = digits.replace(/\+/g, '');
  if (/^1?[2-9]\d{2}[2-9]\d{6}$/.test(plain) || /^1?\d{10}$/.test(plain) || /^\d{10}$/.test(plain))
    return /^(?:\+?1[ .-]?)?[(（]?\d{3}[)）]?[ .\-–‑/]{0,3}\d{3}[ .\-–‑]{0,2}\d{4}$/.test(shown) || /^0\d/.test(plain);
  return /^0\d{9,11}$/.test(plain);
}
/** Years and dates in a row look like a number, too. */
const isDate = (shown: string) =>
  /^\(?(?:19|20)\d{2}[ .\-–/]{1,3}(?:\(?(?:19|20)\d{2}|(?:0?[1-9]|1[0-2])(?:[ .\-–/]|$))/.test(shown) ||
  /^\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}/.test(shown) ||
  /^\d{1,2}[./](?:19|20)\d{2} ?[-–]/.test(shown);

/** Telephone numbers from left to right, as they are written; `sure` where a label says so. */
export function findPhones(text: string): { value: string; from: number; to: number; sure: boolean }[] {
  const found: { value: string; from: number; to: number; sure: boolean }[] = [];
  for (const match of text.matchAll(numberRun)) {
    const before = text.slice(Math.max(0, match.index - 24), match.index);
    if (otherLabel.test(before)) continue;
    const sure = phoneLabel.test(before);
    let shown = match[0].trim();
    if (!sure && isDate(shown)) continue;
    // Two numbers with nothing but a slash or blanks between them: the first.
    const parted = /^(.*?\d{4})(?: ?\/ ?| {2,3})\+?\d/.exec(shown)?.[1];
    if (parted && isPhone(parted)) shown = parted;
    if (!isPhone(shown) && !(sure && shown.replace(/\D/g, '').length >= 7 && shown.replace(/\D/g, '').length <= 15))
      continue;
    shown = balanced(shown);
    const from = text.indexOf(shown, match.index);
    found.push({ value: shown, from, to: from + shown.length, sure });
  }
  return found;
}

/** "(555) 123-4567" keeps its brackets, a bracket that stands alone goes. */
function balanced(shown: string): string {
  const open = /[(（]/.test(shown);
  const close = /[)）]/.test(shown);
  return open === close ? shown : shown.replace(/^[(（] ?|[()（）]/g, '').trim();
}

const networks: [RegExp, string][] = [
  [/(?:^|\.)github\.(?:com|io)$/, 'GitHub'],
  [/(?:^|\.)gitlab\.com$/, 'GitLab'],
  [/(?:^|\.)gitee\.com$/, 'Gitee'],
  [/(?:^|\.)bitbucket\.org$/, 'Bitbucket'],
  [/(?:^|\.)linkedin\.(?:com|cn)$/, 'LinkedIn'],
  [/(?:^|\.)(?:twitter|x)\.com$/, 'Twitter'],
  [/(?:^|\.)stackoverflow\.com$/, 'Stack Overflow'],
  [/(?:^|\.)medium\.com$/, 'Medium'],
  [/(?:^|\.)dev\.to$/, 'DEV'],
  [/(?:^|\.)kaggle\.com$/, 'Kaggle'],
  [/(?:^|\.)leetcode(?:-cn)?\.(?:com|cn)$/, 'LeetCode'],
  [/(?:^|\.)behance\.net$/, 'Behance'],
  [/(?:^|\.)dribbble\.com$/, 'Dribbble'],
  [/(?:^|\.)facebook\.com$/, 'Facebook'],
  [/(?:^|\.)instagram\.com$/, 'Instagram'],
  [/(?:^|\.)youtube\.com$/, 'YouTube'],
  [/(?:^|\.)(?:juejin\.cn|juejin\.im)$/, 'Juejin'],
  [/(?:^|\.)csdn\.net$/, 'CSDN'],
  [/(?:^|\.)cnblogs\.com$/, 'cnblogs'],
  [/(?:^|\.)jianshu\.com$/, 'Jianshu'],
  [/(?:^|\.)zhihu\.com$/, 'Zhihu'],
  [/(?:^|\.)weibo\.com$/, 'Weibo'],
  [/(?:^|\.)orcid\.org$/, 'ORCID'],
  [/(?:^|\.)scholar\.google\.[a-z.]+$/, 'Google Scholar'],
  [/(?:^|\.)researchgate\.net$/, 'ResearchGate'],
  [/(?:^|\.)xing\.com$/, 'XING'],
  [/(?:^|\.)huggingface\.co$/, 'Hugging Face'],
];
const paths = new Set(['in', 'pub', 'u', 'user', 'users', 'profile', 'people', 'citations', 'company', 'space']);

/** Pages, with or without their scheme. A bare host needs a well-known ending: "Node.js" is none. */
const page =
  /(?<![@\w.-])(?:https?:\/\/[^\s<>"'，。、;|()（）\p{Script=Han}]{4,300}|(?:www\.)?(?:[a-z0-9](?:[a-z0-9-]{0,40})\.){1,4}(?:com|cn|net|org|io|dev|me|co|edu|info|app|tech|ai|in|uk|de|fr|ca|au|us|page|site|blog|xyz|name|to|top|pro|eu|ch|at|nl|design|online|cc|im|space|cloud)(?:\/[^\s<>"'，。、;|()（）\p{Script=Han}]{0,300})?)(?![\w@])/giu;

export type Page = { value: string; from: number; to: number; host: string; path: string };

export function findPages(text: string): Page[] {
  if (!text.includes('.')) return [];
  return [...text.matchAll(page)].flatMap((match) => {
    const value = match[0].replace(/[.,:!?]+$/, '');
    const bare = value.replace(/^https?:\/\//i, '').replace(/^www\./i, '');
    const slash = bare.indexOf('/');
    const named = slash < 0 ? bare : bare.slice(0, slash);
    // ASP.NET is none.
    if (/\.[A-Z]+$/.test(named) && slash < 0) return [];
    const path = slash < 0 ? '' : bare.slice(slash + 1);
    return [{ value, from: match.index, to: match.index + value.length, host: named.toLowerCase(), path }];
  });
}

/** The profile that a page is, or nothing: a repository or a post is no profile. */
export function profileOf({ value, host, path }: Page): Profile | undefined {
  const network = networks.find(([pattern]) => pattern.test(host))?.[1];
  if (!network) return undefined;
  const steps = path.split(/[/?#]/).filter((step) => step !== '');
  const named = steps.filter((step) => (!paths.has(step) && !/^\d+$/.test(step)) || steps.length === 1);
  const user = (network === 'Stack Overflow' || network === 'LinkedIn' ? named.at(-1) : named[0])?.replace(/^@/, '');
  const own = /^([a-z0-9-]+)\.(?:github\.io|gitee\.io|medium\.com)$/.exec(host)?.[1];
  if (own) return undefined;
  if (!user) return undefined;
  if ((network === 'GitHub' || network === 'Gitee' || network === 'GitLab') && named.length > 1) return undefined;
  return { network, username: /^[\w.%-]{1,60}$/.test(user) ? user : undefined, url: value };
}

/** "GitHub: someone", without an address. */
const namedProfile =
  /(?<![\p{L}\d.])(github|linkedin|gitee|gitlab|twitter|leetcode|kaggle|stack overflow)(?:账号|主页|id)? ?[:：|\t] ?@?([a-z0-9][\w.-]{1,38})(?![\w./@-])/giu;

export function findNamedProfiles(text: string): Profile[] {
  const names = new Map(networks.map(([, network]) => [network.toLowerCase(), network]));
  return [...text.matchAll(namedProfile)]
    .filter(([, , user]) => !/^(?:https?|www|com|profile|link|github|linkedin)$/i.test(user ?? ''))
    .map(([, network = '', user = '']) => ({ network: names.get(network.toLowerCase()) ?? network, username: user }));
}
