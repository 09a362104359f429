/** Degrees, as they are written in both languages, and the subject that stands with one. */

type Degree = { text: string; area?: string };

const ofWhat =
  '(?:Science|Sciences|Arts|Fine Arts|Applied Arts|Applied Science|Applied Sciences|Arts and Sciences|Business Administration|Business|Engineering|Technology|Education|Laws|Law|Commerce|Philosophy|Nursing|Medicine|Music|Architecture|Public Health|Public Administration|Public Policy|Social Work|Divinity|Design|Computer Applications|Professional Studies|Liberal Arts|General Studies|Management|Economics|Accountancy|Pharmacy|Surgery|Dental Surgery|Journalism)';
const level = "(?:Bachelor|Master|Doctor|Associate|Doctorate|Baccalaureate)(?:['’]?s)?";
const long = `${level}(?: Degree)?(?: of ${ofWhat}(?: and ${ofWhat})?| of (?=\\p{Lu})|(?: Degree)?(?= |,|$|\\)|\\t|-))(?: \\((?:Hons?|Honou?rs)\\.?\\)| Degree| with Honou?rs)?(?: ?\\([A-Z][A-Za-z.]{1,6}\\))?`;
const short =
  '(?:B\\.? ?S\\.?c?\\.?|B\\.? ?A\\.?|B\\.? ?Eng\\.?|B\\.? ?E\\.?|B\\.? ?Tech\\.?|B\\.? ?Com\\.?|B\\.?B\\.?A\\.?|B\\.?F\\.?A\\.?|B\\.?S\\.?N\\.?|BCA|BSE|BASc|LL\\.? ?B\\.?|M\\.? ?S\\.?c?\\.?|M\\.? ?A\\.?|M\\.? ?Eng\\.?|M\\.? ?E\\.?|M\\.? ?Tech\\.?|M\\.? ?Phil\\.?|M\\.? ?Ed\\.?|B\\.? ?Ed\\.?|M\\.?B\\.?A\\.?|M\\.?F\\.?A\\.?|M\\.?S\\.?W\\.?|M\\.?P\\.?H\\.?|M\\.?P\\.?A\\.?|MCA|MSE|MSN|LL\\.? ?M\\.?|J\\.? ?D\\.?|M\\.? ?D\\.?|Ph\\.? ?D\\.?|D\\.?Phil\\.?|Ed\\.? ?D\\.?|D\\.?N\\.?P\\.?|Pharm\\.? ?D\\.?|A\\.? ?A\\.? ?S\\.?|A\\.?A\\.?|A\\.?S\\.?|EMBA|Dipl\\.?-?(?:Ing|Inf)\\.?|MPhil|MPAcc|M\\.?Arch\\.?|B\\.?Arch\\.?)';
const school =
  'High School Diploma|Secondary School Certificate|Higher Secondary|General Education(?:al)? Diploma|G\\.?E\\.?D\\.?|Abitur|A-?Levels?|GCSEs?|Baccalauréat|International Baccalaureate(?: Diploma)?|Postgraduate Diploma|Graduate Diploma|Graduate Certificate|Advanced Diploma|National Diploma|Associate Degree|Diploma|Undergraduate|Postgraduate|Doctoral|Postdoctoral|Licentiate|HND|BTEC|Certificate';
const honours = '(?: ?\\((?:Hons?|Honou?rs)\\.?\\))?';
const latin = new RegExp(
  `(?<![\\p{L}\\d.&])(?:${long}|(?:${short})${honours}(?![\\p{L}\\d&]|\\.[a-z])|(?:${school})(?![\\p{L}]))`,
  'u',
);
const loose = new RegExp(`(?<![\\p{L}\\d.])(?:${long})`, 'iu');
const chinese =
  /(?:(?<!\p{Script=Han})(?:工商管理|工学|理学|文学|法学|医学|管理学|经济学|教育学|农学|艺术学|历史学|哲学))?(?:博士后|博士研究生|硕士研究生|博士|硕士|学士)(?:学位|学历)?|(?:本科生?|研究生|大专|专科|高职|中专|专升本)(?:学历)?|高中(?=$|[\s\t|,，()（）])|(?<![A-Za-z])(?:EMBA|MBA)(?![A-Za-z])/u;

const joined =
  /^[\s,，)]*(?:in|of|,|:|-|–|—|\(|\/|degree in|degree,|with (?:a )?(?:major|concentration) in|majoring in|major in|major:)\s*/i;
const areaEnd =
  /[,，;；|\t(（\n]|\s[-–—]\s|\.(?:\s|$)|\b(?:with|from|at|minor|gpa|cum laude|magna|summa|expected|graduated|honou?rs|first class|concentration)\b/i;

/** The first degree in a piece of text, as it stands, with its subject where one follows or, in Chinese, precedes. */
export function findDegree(text: string): Degree | undefined {
  const match = latin.exec(text) ?? loose.exec(text);
  if (match) {
    const shown = match[0].trim().replace(/ of$/, '');
    // "MS" and "MA" are states and much else: in a longer text they need a subject or a comma.
    const after = text.slice(match.index + match[0].length);
    if (
      /^(?:M\.?S|M\.?A|B\.?E|M\.?E|A\.?S|A\.?A|M\.?D|Certificate)\.?$/.test(shown) &&
      !/^(?:\.?,? ?(?:in|of|,|-|–|—|\(|:|\p{Lu}|$))/u.test(after)
    )
      return undefined;
    if (/^(?:MA|MD)$/.test(shown) && /, $/.test(text.slice(0, match.index))) return undefined;
    const area =
      / of $/.test(match[0]) || match[0].endsWith(' of')
        ? after
        : joined.test(after)
          ? after.replace(joined, '')
          : /^\.? \p{Lu}/u.test(after)
            ? after.replace(/^\. /, ' ')
            : '';
    return { text: shown, area: subject(area) };
  }
  const chineseMatch = chinese.exec(text);
  if (!chineseMatch) return undefined;
  const rest = `${text.slice(0, chineseMatch.index)} ${text.slice(chineseMatch.index + chineseMatch[0].length)}`;
  return { text: chineseMatch[0], area: hanSubject(rest) };
}

function subject(text: string): string | undefined {
  const end = text.search(areaEnd);
  const area = (end < 0 ? text : text.slice(0, end)).trim().replace(/[.,)]+$/, '');
  return area.length >= 2 && area.length <= 70 && !/\d/.test(area) && !/universit|college|institute|school/i.test(area)
    ? area
    : undefined;
}

/** 计算机科学与技术专业(本科), 软件工程硕士 */
function hanSubject(text: string): string | undefined {
  const rest = text.replace(/[()（）[\]【】|,，/·\-–—:：]/gu, ' ').trim();
  const major =
    /([\p{Script=Han}A-Za-z与和及]{2,20}?)专业/u.exec(rest)?.[1] ??
    (/^[\p{Script=Han}]{2,14}$/u.test(rest) ? rest : undefined);
  return major && !/大学|学院|学校|学历|学位|全日制|统招|非全|在读|毕业|应届|双一流/.test(major) ? major : undefined;
}
